import { findLocale } from "@evertill/money";

/** The one arm there is until experiments come. It is part of every internal path and of no public one. */
export const currentArm = "0";

export type Routed =
  /** The page that answers, as the app knows it. */
  | { readonly kind: "internal"; readonly path: string; readonly named: Named | null }
  | { readonly kind: "choose-locale" }
  /** In a locale's words where the address names one. */
  | { readonly kind: "missing"; readonly locale: string | null };

/** Something of the shop that may or may not exist. */
export type Named = { readonly locale: string; readonly room: string; readonly handle: string };

/** What may follow a locale. Whatever else is asked for is missing, and never reaches the renderer. */
const rooms: Readonly<Record<string, RegExp>> = {
  "": /^\/?$/,
  products: /^\/products\/[^/]+$/,
  collections: /^\/collections(\/[^/]+)?$/,
  search: /^\/search$/,
  pages: /^\/pages\/[^/]+$/,
  policies: /^\/policies\/[^/]+$/,
  cart: /^\/cart(\/(lines|changes|checkout|discount))?$/,
  "cart.json": /^\/cart\.json$/,
  variants: /^\/variants\/\d+$/,
};

/** Pages whose query decides what they show; there it becomes part of the internal path. */
const viewed: ReadonlySet<string> = new Set(["products", "collections", "search"]);

const roomsOfHandles: ReadonlySet<string> = new Set(["products", "collections", "pages", "policies"]);

/** Added by campaigns and by Next itself: they never change what a page shows. */
const ignored = /^(utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|srsltid|ref|_rsc|dpl)$/;
const partsMax = 12;
const partLengthMax = 120;

/**
 * Maps a public address to the internal path `/[locale]/[arm]/…` whose page is a pure function of it. The query of a
 * product, a list or a search becomes sorted path segments ("/Glaze=Moss"), so that each view is a complete static page
 * that needs neither a request's query nor a script.
 */
export function toInternalPath(pathname: string, query: URLSearchParams): Routed {
  if (pathname === "/") return { kind: "choose-locale" };
  const [, localePath = "", ...rest] = pathname.split("/");
  if (!findLocale(localePath)) return { kind: "missing", locale: null };
  const [room = ""] = rest;
  const below = rest.length > 0 ? `/${rest.join("/")}` : "";
  if (!Object.hasOwn(rooms, room) || !rooms[room]?.test(below))
    return { kind: "missing", locale: localePath };
  const view = viewed.has(room) && below !== "/collections" ? toViewPath(query) : "";
  return {
    kind: "internal",
    path: `/${localePath}/${currentArm}${below === "/" ? "" : below}${view}`,
    named: toNamed(localePath, rest),
  };
}

/** The page that says in a locale's own words that there is nothing here. It has no public address. */
export function missingPath(locale: string): string {
  return `/${locale}/${currentArm}/missing/page`;
}

/** The internal path of the page that answers a public address: what it names, or the one that says it is missing. */
export function pathOfPage(url: string, status: number): string {
  const { pathname, searchParams } = new URL(url, "http://shop");
  const routed = toInternalPath(pathname, searchParams);
  switch (routed.kind) {
    case "internal":
      return status === 404 && routed.named ? missingPath(routed.named.locale) : routed.path;
    case "missing":
      return routed.locale === null ? pathname : missingPath(routed.locale);
    case "choose-locale":
      return pathname;
  }
}

/** The public address of an internal path; null for the page that has none. */
export function toPublicPath(internal: string): string | null {
  if (internal.startsWith("/api/")) return internal;
  const [, locale = "", , room, ...rest] = internal.split("/");
  if (room === undefined) return `/${locale}`;
  if (room === "missing") return null;
  const handle = roomsOfHandles.has(room) ? rest.slice(0, 1) : [];
  const query = readViewPath(rest.slice(handle.length)).toString();
  return `/${[locale, room, ...handle].join("/")}${query === "" ? "" : `?${query}`}`;
}

function toNamed(locale: string, [room = "", handle]: readonly string[]): Named | null {
  return handle !== undefined && roomsOfHandles.has(room) ? { locale, room, handle } : null;
}

function toViewPath(query: URLSearchParams): string {
  return [...query]
    .filter(([name, value]) => name !== "" && value !== "" && !ignored.test(name))
    .filter(([name, value]) => name.length + value.length <= partLengthMax)
    .slice(0, partsMax)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .map((part) => `/${part}`)
    .join("");
}

/** Reads the segments that {@link toInternalPath} made back into names and values. */
export function readViewPath(segments: readonly string[] | undefined): URLSearchParams {
  const query = new URLSearchParams();
  for (const segment of segments ?? []) {
    // Next hands segments over as they stand in the path, where "=" may be escaped once more.
    const [name = "", value = ""] = (segment.includes("=") ? segment : segment.replace(/%3D/i, "=")).split(
      /=(.*)/s,
    );
    query.append(decodeURIComponent(name), decodeURIComponent(value));
  }
  return query;
}
