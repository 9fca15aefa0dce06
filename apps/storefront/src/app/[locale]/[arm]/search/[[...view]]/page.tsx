import { Button, buttonLook, Icon } from "@evertill/design-system";
import type { Metadata } from "next";
import Link from "next/link";
import { ProductGrid } from "../../../../../components/product-grid.tsx";
import { readViewPath } from "../../../../../routing/internal-path.ts";
import { paths, withQuery } from "../../../../../routing/public-path.ts";
import { pageLocale } from "../../../../../shop/page-locale.ts";
import { readCollections, readSearch } from "../../../../../shop/read-shop.ts";
import type { Words } from "../../../../../words/english.ts";
import { toEventItem } from "../../../../../tracking/event-item.ts";
import { ListViewed } from "../../../../../tracking/page-events.tsx";

export const ensureStatic = "navigation";

const pageSize = 24;
const queryLengthMax = 80;

type Params = { locale: string; view?: string[] };
type Props = { readonly params: Promise<Params> };

export function generateStaticParams() {
  return [{ view: [] }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return { title: pageLocale(locale).words.search, robots: { index: false, follow: true } };
}

export default async function SearchPage({ params }: Props) {
  const { locale: path, view } = await params;
  const { locale, words } = pageLocale(path);
  const wanted = readViewPath(view);
  const query = (wanted.get("q") ?? "").trim().slice(0, queryLengthMax);
  const page = {
    size: pageSize,
    after: wanted.get("after") ?? undefined,
    before: wanted.get("before") ?? undefined,
  };
  const results = query === "" ? null : await readSearch(path, query, page);
  const address = (name: string, cursor: string | null) =>
    cursor &&
    withQuery(paths.search(path), [
      ["q", query],
      [name, cursor],
    ]);
  return (
    <div className="ds-container section">
      <header className="page-head">
        <h1>{words.search}</h1>
        <search>
          <form className="search-form" action={paths.search(path)}>
            <label className="ds-visually-hidden" htmlFor="q">
              {words.searchLabel}
            </label>
            <input
              className="ds-control"
              id="q"
              name="q"
              type="search"
              defaultValue={query}
              maxLength={queryLengthMax}
              placeholder={words.searchPlaceholder}
              autoComplete="off"
            />
            <Button type="submit">
              <Icon name="search" />
              {words.search}
            </Button>
          </form>
        </search>
        <p className="page-head-note">
          {results === null
            ? words.searchPrompt
            : results.totalCount === 0
              ? words.searchNothing(query)
              : words.searchFound(results.totalCount, query)}
        </p>
      </header>
      {(results === null || results.totalCount === 0) && <WaysOn locale={path} words={words} />}
      {results && results.products.length > 0 && (
        <>
          <ProductGrid
            list={results}
            locale={locale}
            words={words}
            nextAddress={address("after", results.nextCursor)}
            previousAddress={address("before", results.previousCursor)}
          />
          <ListViewed listId="search" items={results.products.flatMap((product) => toEventItem(product))} />
        </>
      )}
    </div>
  );
}

/** Where to look without a word that fits. */
async function WaysOn({ locale, words }: { readonly locale: string; readonly words: Words }) {
  const collections = await readCollections(locale);
  return (
    <nav aria-label={words.collections}>
      <ul className="apology-ways">
        {collections.map(({ id, handle, title }) => (
          <li key={id}>
            <Link {...buttonLook({ variant: "secondary" })} href={paths.collection(locale, handle)}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
