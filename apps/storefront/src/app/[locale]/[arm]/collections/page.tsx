import type { Metadata } from "next";
import { ShopImage } from "../../../../components/shop-image.tsx";
import Link from "next/link";
import { paths } from "../../../../routing/public-path.ts";
import { alternates } from "../../../../shop/alternates.ts";
import { imagePath } from "../../../../shop/image-path.ts";
import { pageLocale } from "../../../../shop/page-locale.ts";
import { readCollections } from "../../../../shop/read-shop.ts";

export const ensureStatic = "navigation";

type Props = { readonly params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return {
    title: pageLocale(locale).words.collections,
    alternates: alternates(locale, paths.collections),
  };
}

export default async function CollectionsPage({ params }: Props) {
  const { locale: path } = await params;
  const { words } = pageLocale(path);
  const collections = await readCollections(path);
  return (
    <div className="ds-container section">
      <h1>{words.allCollections}</h1>
      <ul className="rooms">
        {collections.map(({ id, handle, title, description, image }) => (
          <li key={id} className="room">
            {image && (
              <ShopImage
                src={imagePath(image.url)}
                alt=""
                width={1600}
                height={900}
                sizes="(min-width: 900px) 50vw, 100vw"
              />
            )}
            <h2>
              <Link href={paths.collection(path, handle)}>{title}</Link>
            </h2>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
