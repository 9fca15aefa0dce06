import { type Locale, locales } from "@evertill/money";
import Link from "next/link";
import { paths } from "../routing/public-path.ts";
import { readMenu, readShop } from "../shop/read-shop.ts";
import type { Words } from "../words/english.ts";
import { LocaleLink } from "./locale-link.tsx";
import { Wordmark } from "./wordmark.tsx";

export async function Footer({ locale, words }: { readonly locale: Locale; readonly words: Words }) {
  const [menu, shop] = await Promise.all([readMenu(locale.path, "footer"), readShop(locale.path)]);
  const isPolicy = ({ path }: { readonly path: string }) => path.startsWith("/policies/");
  return (
    <footer className="footer">
      <div className="ds-container footer-grid">
        <div className="footer-about">
          <Wordmark name={shop.name} />
          {shop.description && <p>{shop.description}</p>}
        </div>
        <FooterList
          title={words.studio}
          locale={locale.path}
          items={menu.filter((item) => !isPolicy(item))}
        />
        <FooterList title={words.policies} locale={locale.path} items={menu.filter(isPolicy)} />
        <nav aria-labelledby="footer-country">
          <h2 id="footer-country">{words.country}</h2>
          <ul className="footer-list">
            {locales.map((one) => (
              <li key={one.path}>
                <LocaleLink
                  home={paths.home(one.path)}
                  lang={one.language.toLowerCase()}
                  isCurrent={one.path === locale.path}
                  name={`${one.name} · ${one.currency}`}
                />
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}

function FooterList({
  title,
  locale,
  items,
}: {
  readonly title: string;
  readonly locale: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly path: string }[];
}) {
  if (items.length === 0) return null;
  return (
    <nav aria-label={title}>
      <h2>{title}</h2>
      <ul className="footer-list">
        {items.map((item) => (
          <li key={item.id}>
            <Link href={`/${locale}${item.path}`} prefetch={false}>
              {item.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
