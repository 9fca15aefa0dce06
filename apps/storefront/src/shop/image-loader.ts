/** Asks the shop's CDN for the width a screen needs. Used by `next/image` in the browser and on the server. */
export default function imageLoader({ src, width }: { src: string; width: number }): string {
  const separator = src.includes("?") ? "&" : "?";
  return `${src}${separator}width=${width}`;
}
