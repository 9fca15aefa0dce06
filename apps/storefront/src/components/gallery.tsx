import type { Image as Picture } from "@evertill/catalog";
import { ShopImage } from "./shop-image.tsx";
import { imagePath } from "../shop/image-path.ts";
import type { Words } from "../words/english.ts";

/** Pictures side by side that snap under the finger; the first one is what the page is waited for. */
export function Gallery({ images, words }: { readonly images: readonly Picture[]; readonly words: Words }) {
  return (
    <section className="gallery" aria-label={words.gallery}>
      {/* A list that scrolls has to be reachable by keyboard, or what lies beyond its edge is not. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className="gallery-list" tabIndex={0}>
        {images.map((image, index) => (
          <li key={image.url}>
            <ShopImage
              src={imagePath(image.url)}
              alt={image.alt ?? words.picture(index + 1, images.length)}
              width={image.width ?? 800}
              height={image.height ?? 1000}
              sizes="(min-width: 1000px) 46vw, (min-width: 700px) 60vw, 92vw"
              isAwaited={index === 0}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
