import { buttonLook } from "@evertill/design-system";
import Link from "next/link";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ListControls } from "../../../../../../components/list-controls.tsx";
import { ProductGrid } from "../../../../../../components/product-grid.tsx";
import { Prose } from "../../../../../../components/prose.tsx";
import { readViewPath } from "../../../../../../routing/internal-path.ts";
import { readListView, toListAddress } from "../../../../../../routing/list-view.ts";
import { paths } from "../../../../../../routing/public-path.ts";
import { alternates } from "../../../../../../shop/alternates.ts";
import { pageLocale } from "../../../../../../shop/page-locale.ts";
import { readCollection, readCollections } from "../../../../../../shop/read-shop.ts";
import { toEventItem } from "../../../../../../tracking/event-item.ts";
import { ListViewed } from "../../../../../../tracking/page-events.tsx";

export const ensureStatic = "navigation";

const pageSize = 24;

type Params = { locale: string; handle: string; view?: string[] };
type Props = { readonly params: Promise<Params> };

export async function generateStaticParams({ params }: { params: { locale: string } }) {
  const collections = await readCollections(params.locale);
  return collections.map(({ handle }) => ({ handle, view: [] }));
}

async function read({ locale, handle, view: segments }: Params) {
  const view = readListView(readViewPath(segments));
  const page = { size: pageSize, after: view.after, before: view.before };
  const collection = await readCollection(locale, decodeURIComponent(handle), {
    sort: view.sort,
    filters: [...view.choices],
    page,
  });
  return { view, collection };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const resolved = await params;
  const { view, collection } = await read(resolved);
  if (collection === null) return {};
  const isPlain = toListAddress("", view) === "";
  return {
    title: collection.seo.title ?? collection.title,
    description: collection.seo.description ?? collection.description,
    alternates: alternates(resolved.locale, (locale) => paths.collection(locale, collection.handle)),
    // A filtered list holds nothing that the plain one does not.
    ...(!isPlain && { robots: { index: false, follow: true } }),
  };
}

export default async function CollectionPage({ params }: Props) {
  const resolved = await params;
  const { locale, words } = pageLocale(resolved.locale);
  const { view, collection } = await read(resolved);
  if (collection === null) notFound();
  const { list } = collection;
  const path = paths.collection(locale.path, collection.handle);
  const { sort, choices } = view;
  return (
    <div className="ds-container section">
      <header className="page-head">
        <h1>{collection.title}</h1>
        <Prose html={collection.descriptionHtml} />
      </header>
      <ListControls path={path} view={view} filters={list.filters} locale={locale} words={words} />
      {list.products.length === 0 ? (
        <div className="nothing">
          <p>{words.nothingMatches}</p>
          <p className="apology-ways">
            <Link {...buttonLook({ variant: "secondary" })} href={path}>
              {words.clearFilters}
            </Link>
          </p>
        </div>
      ) : (
        <ProductGrid
          list={list}
          locale={locale}
          words={words}
          nextAddress={list.nextCursor && toListAddress(path, { sort, choices, after: list.nextCursor })}
          previousAddress={
            list.previousCursor && toListAddress(path, { sort, choices, before: list.previousCursor })
          }
        />
      )}
      <ListViewed
        listId={collection.handle}
        items={list.products.flatMap((product) => toEventItem(product))}
      />
    </div>
  );
}
