import type { ProductList } from "@evertill/catalog";
import type { Locale } from "@evertill/money";
import Link from "next/link";
import type { Words } from "../words/english.ts";
import { ProductCard } from "./product-card.tsx";

export function ProductGrid({
  list,
  locale,
  words,
  nextAddress,
  previousAddress,
}: {
  readonly list: ProductList;
  readonly locale: Locale;
  readonly words: Words;
  readonly nextAddress: string | null;
  readonly previousAddress: string | null;
}) {
  return (
    <>
      <ul className="grid">
        {list.products.map((product, index) => (
          <li key={product.id}>
            <ProductCard product={product} locale={locale} words={words} eager={index < 4} />
          </li>
        ))}
      </ul>
      {(nextAddress ?? previousAddress) !== null && (
        <nav className="pager" aria-label={words.pages}>
          {previousAddress !== null && (
            <Link href={previousAddress} rel="prev">
              ← {words.previous}
            </Link>
          )}
          {nextAddress !== null && (
            <Link href={nextAddress} rel="next">
              {words.next} →
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
