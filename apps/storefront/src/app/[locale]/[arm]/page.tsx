import { buttonLook } from "@evertill/design-system";
import type { Metadata } from "next";
import { ShopImage } from "../../../components/shop-image.tsx";
import Link from "next/link";
import { ProductCard } from "../../../components/product-card.tsx";
import { paths } from "../../../routing/public-path.ts";
import { alternates } from "../../../shop/alternates.ts";
import { imagePath } from "../../../shop/image-path.ts";
import { pageLocale } from "../../../shop/page-locale.ts";
import { readCollection, readCollections, readShop } from "../../../shop/read-shop.ts";
import { toEventItem } from "../../../tracking/event-item.ts";
import { ListViewed } from "../../../tracking/page-events.tsx";

export const ensureStatic = "navigation";

/** The collection whose picture and goods open the shop, by Shopify's own convention. */
const frontHandle = "frontpage";

type Props = { readonly params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return { alternates: alternates(locale, paths.home) };
}

export default async function HomePage({ params }: Props) {
  const { locale: path } = await params;
  const { locale, words } = pageLocale(path);
  const [shop, collections, front] = await Promise.all([
    readShop(path),
    readCollections(path),
    readCollection(path, frontHandle, { sort: "featured", filters: [], page: { size: 8 } }),
  ]);
  const others = collections.filter(({ handle, image }) => handle !== frontHandle && image !== null);
  const [first] = others;
  const hero = front?.image ?? first?.image ?? null;
  const products = front?.list.products ?? [];
  return (
    <>
      <section className="hero">
        <div className="hero-picture">
          {hero && (
            <ShopImage
              src={imagePath(hero.url)}
              alt={hero.alt ?? ""}
              width={1600}
              height={900}
              sizes="(min-width: 900px) 64vw, 100vw"
              isAwaited
            />
          )}
        </div>
        <div className="hero-words">
          <h1>{words.slogan}</h1>
          {shop.description && <p>{shop.description}</p>}
          {first && (
            <Link {...buttonLook()} href={paths.collection(path, first.handle)}>
              {first.title}
            </Link>
          )}
        </div>
      </section>

      <section className="ds-container section" aria-labelledby="collections">
        <div className="section-head">
          <h2 id="collections">{words.collections}</h2>
          <Link href={paths.collections(path)}>{words.allCollections}</Link>
        </div>
        <ul className="rooms">
          {others.slice(0, 5).map((collection) => (
            <li key={collection.id} className="room">
              {collection.image && (
                <ShopImage
                  src={imagePath(collection.image.url)}
                  alt=""
                  width={1600}
                  height={900}
                  sizes="(min-width: 900px) 50vw, 100vw"
                />
              )}
              <h3>
                <Link href={paths.collection(path, collection.handle)}>{collection.title}</Link>
              </h3>
              <p>{collection.description}</p>
            </li>
          ))}
        </ul>
      </section>

      {front && products.length > 0 && (
        <section className="ds-container section" aria-labelledby="featured">
          <div className="section-head">
            <h2 id="featured">{front.title}</h2>
            <Link href={paths.collection(path, frontHandle)}>{words.shopNow}</Link>
          </div>
          <ul className="grid grid-fours">
            {products.map((product) => (
              <li key={product.id}>
                <ProductCard product={product} locale={locale} words={words} level="h3" />
              </li>
            ))}
          </ul>
        </section>
      )}

      <section className="promises" aria-label={words.promisesLabel}>
        <ul className="ds-container promises-list">
          {words.promises.map(({ title, text }) => (
            <li key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
      <ListViewed listId={frontHandle} items={products.flatMap((product) => toEventItem(product))} />
    </>
  );
}
