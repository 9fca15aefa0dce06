import type { ProductSummary } from "@evertill/catalog";
import { Badge, Price } from "@evertill/design-system";
import { formatMoney, type Locale, localeTag } from "@evertill/money";
import { ShopImage } from "./shop-image.tsx";
import Link from "next/link";
import { paths } from "../routing/public-path.ts";
import { imagePath } from "../shop/image-path.ts";
import type { Words } from "../words/english.ts";

const swatchesShown = 5;

export function ProductCard({
  product,
  locale,
  words,
  level = "h2",
  eager = false,
}: {
  readonly product: ProductSummary;
  readonly locale: Locale;
  readonly words: Words;
  readonly level?: "h2" | "h3";
  /** For the first row, which shows at once. */
  readonly eager?: boolean;
}) {
  const Heading = level;
  return (
    <article className="card">
      <div className="card-picture">
        {product.image && (
          <ShopImage
            src={imagePath(product.image.url)}
            alt=""
            width={800}
            height={1000}
            sizes="(min-width: 1100px) 320px, (min-width: 700px) 33vw, 50vw"
            loading={eager ? "eager" : "lazy"}
          />
        )}
        <span className="card-badge">
          {!product.availableForSale ? (
            <Badge>{words.soldOut}</Badge>
          ) : (
            product.compareAtPrice && <Badge tone="clay">{words.sale}</Badge>
          )}
        </span>
      </div>
      <Heading className="card-title">
        <Link href={paths.product(locale.path, product.handle)}>{product.title}</Link>
      </Heading>
      <p className="card-price">
        <CardPrice product={product} locale={locale} words={words} />
      </p>
      {product.swatches.length > 1 && <Swatches swatches={product.swatches} />}
    </article>
  );
}

function CardPrice({
  product,
  locale,
  words,
}: {
  readonly product: ProductSummary;
  readonly locale: Locale;
  readonly words: Words;
}) {
  const tag = localeTag(locale);
  const hasRange = product.priceMax.amountMinor > product.priceMin.amountMinor;
  return (
    <>
      {hasRange && `${words.from} `}
      <Price
        now={formatMoney(product.priceMin, tag)}
        was={product.compareAtPrice && formatMoney(product.compareAtPrice, tag)}
        nowLabel={words.priceNow}
        wasLabel={words.priceBefore}
      />
    </>
  );
}

function Swatches({ swatches }: { readonly swatches: ProductSummary["swatches"] }) {
  const shown = swatches.slice(0, swatchesShown);
  return (
    <ul className="card-swatches" aria-label={swatches.map(({ name }) => name).join(", ")}>
      {shown.map(({ name, color }) => (
        <li key={name} style={{ backgroundColor: color }} aria-hidden="true" />
      ))}
      {swatches.length > shown.length && (
        <li className="card-swatches-more" aria-hidden="true">{`+${swatches.length - shown.length}`}</li>
      )}
    </ul>
  );
}
