import { numericId } from "@evertill/catalog";
import { formatMoney, localeTag } from "@evertill/money";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BuyBox } from "../../../../../../components/buy-box.tsx";
import { Gallery } from "../../../../../../components/gallery.tsx";
import { JsonLd } from "../../../../../../components/json-ld.tsx";
import { OptionPicker } from "../../../../../../components/option-picker.tsx";
import { ProductCard } from "../../../../../../components/product-card.tsx";
import { Prose } from "../../../../../../components/prose.tsx";
import { storefront } from "../../../../../../compose.ts";
import { readViewPath } from "../../../../../../routing/internal-path.ts";
import { paths } from "../../../../../../routing/public-path.ts";
import { alternates } from "../../../../../../shop/alternates.ts";
import { imagePath } from "../../../../../../shop/image-path.ts";
import { pageLocale } from "../../../../../../shop/page-locale.ts";
import { productJsonLd } from "../../../../../../shop/product-json-ld.ts";
import { type ReadProduct, readProduct, readRecommendations } from "../../../../../../shop/read-shop.ts";
import { stockWords } from "../../../../../../shop/stock-words.ts";
import { toProductItem } from "../../../../../../tracking/event-item.ts";

export const ensureStatic = "navigation";

/** Written at build; the others are written when someone asks for them first. */
const writtenAtBuildMax = 200;

type Params = { locale: string; handle: string; view?: string[] };
type Props = { readonly params: Promise<Params> };

export async function generateStaticParams({ params }: { params: { locale: string } }) {
  const { locale } = pageLocale(params.locale);
  const handles = await storefront().catalog.listProductHandles(writtenAtBuildMax, { locale });
  return handles.map((handle) => ({ handle, view: [] }));
}

function read({ locale, handle, view }: Params): Promise<ReadProduct | null> {
  const selection = [...readViewPath(view)].map(([name, value]) => ({ name, value }));
  return readProduct(locale, decodeURIComponent(handle), selection);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const resolved = await params;
  const product = await read(resolved);
  if (product === null) return {};
  const [image] = product.images;
  return {
    title: product.seo.title ?? product.title,
    description: product.seo.description ?? product.description,
    alternates: alternates(resolved.locale, (locale) => paths.product(locale, product.handle)),
    openGraph: { title: product.title, ...(image && { images: [imagePath(image.url)] }) },
  };
}

export default async function ProductPage({ params }: Props) {
  const resolved = await params;
  const { locale, words } = pageLocale(resolved.locale);
  const product = await read(resolved);
  if (product === null) notFound();
  const { variant } = product;
  const tag = localeTag(locale);
  const { PUBLIC_ORIGIN } = storefront().environment;
  const address =
    PUBLIC_ORIGIN +
    paths.product(locale.path, product.handle, product.options.length > 0 ? variant.selectedOptions : []);
  return (
    <>
      <div className="ds-container product">
        <Gallery images={inOrder(product)} words={words} />
        <div className="product-words">
          <p className="product-type">{product.productType}</p>
          <h1>{product.title}</h1>
          <BuyBox
            locale={locale.path}
            variantId={numericId(variant.id)}
            written={{
              price: formatMoney(variant.price, tag),
              compareAtPrice: variant.compareAtPrice && formatMoney(variant.compareAtPrice, tag),
              availableForSale: variant.availableForSale,
              ...stockWords(variant, words),
              readAt: product.readAt,
            }}
            item={toProductItem(product)}
            value={variant.price}
            words={{
              addToCart: words.addToCart,
              soldOut: words.soldOut,
              priceNow: words.priceNow,
              priceBefore: words.priceBefore,
              changedPrice: words.changedPrice,
            }}
          >
            <OptionPicker
              options={product.options}
              handle={product.handle}
              locale={locale.path}
              words={words}
            />
          </BuyBox>
          <Prose html={product.descriptionHtml} />
          {product.details.length > 0 && (
            <section aria-labelledby="details">
              <h2 id="details" className="product-details-title">
                {words.details}
              </h2>
              <dl className="product-details">
                {product.details.map(({ key, value }) => (
                  <div key={key}>
                    <dt>{words.detail[key]}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </div>
      </div>
      <Recommendations locale={resolved.locale} productId={product.id} />
      <JsonLd data={productJsonLd(product, { address, origin: PUBLIC_ORIGIN })} />
    </>
  );
}

/** The chosen variant's own picture comes first. */
function inOrder({ images, variant }: ReadProduct): ReadProduct["images"] {
  const own = variant.image;
  if (own === null) return images;
  return [own, ...images.filter(({ url }) => url !== own.url)];
}

async function Recommendations({ locale: path, productId }: { locale: string; productId: string }) {
  const { locale, words } = pageLocale(path);
  const products = await readRecommendations(path, productId);
  if (products.length === 0) return null;
  return (
    <section className="ds-container section" aria-labelledby="goes-with">
      <h2 id="goes-with">{words.goesWith}</h2>
      <ul className="grid grid-fours">
        {products.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} locale={locale} words={words} level="h3" />
          </li>
        ))}
      </ul>
    </section>
  );
}
