import { handleOf } from "../bench/big-shop.ts";
import { seeded, zipf } from "../bench/seeded.ts";

/** What a request is for: a page, Next's data of a navigation, what links fetch ahead, the price as it is now, files and pictures. */
export const purposes = ["document", "navigation", "prefetch", "live", "file", "picture"] as const;
export type Purpose = (typeof purposes)[number];
export type ShopRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly purpose: Purpose;
};

/** A product as a replay needs it: the number of its variant's Shopify id, and where its picture lies. */
export type ReplayedProduct = { readonly variantId: string; readonly picture: string };

/** How shoppers go about a shop; shares are of one. */
export type Habits = {
  readonly products: readonly ReplayedProduct[];
  /** What the header and the footer lead to, behind the locale. */
  readonly menu: readonly string[];
  /** Scripts, styles and fonts of a page, which each new shopper fetches once. */
  readonly files: readonly string[];
  readonly germans: number;
  readonly phones: number;
  readonly tracked: number;
  /** How many arrive at a product; the others at one of the menu's pages. */
  readonly arriveAtProduct: number;
  /** Products that a page shows beside what it is about, each with a picture and a link that is fetched ahead. */
  readonly shownBeside: number;
  /** How often somebody on a page goes on to a product. */
  readonly goingOn: number;
};

const devices = {
  phone: {
    agent: "Mozilla/5.0 (Linux; Android 15; Pixel 7) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36",
    large: 1_200,
    small: 640,
  },
  desktop: {
    agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36",
    large: 640,
    small: 400,
  },
} as const;
const productSegment = "/$d$locale/$d$arm/products/$d$handle/$oc$view/__PAGE__";

/**
 * What browsers ask an edge for, without end and the same for the same seed, as one was seen to do with this shop (Next
 * 16.4): a page with its files and pictures, the price as it is now, the trees of all links in view; and some go on. What is
 * about one shopper, the cart and the events, never concerns a cache and is left out.
 */
export function* shopperRequests(habits: Habits, seed: number): Generator<ShopRequest, never> {
  const random = seeded(seed);
  const rank = zipf(habits.products.length, random);
  for (let visit = 0; ; visit += 1) {
    const locale = random() < habits.germans ? "de-de" : "en-gb";
    const device = devices[random() < habits.phones ? "phone" : "desktop"];
    const ask = (
      purpose: Purpose,
      path: string,
      headers: Readonly<Record<string, string>> = {},
    ): ShopRequest => ({
      path,
      headers: { "user-agent": device.agent, "accept-encoding": "gzip", accept: "*/*", ...headers },
      purpose,
    });
    const tracking =
      random() < habits.tracked
        ? `?utm_source=news&utm_campaign=${visit}&gclid=${Math.floor(random() * 1e9)}`
        : "";
    let at: number | null = random() < habits.arriveAtProduct ? rank() : null;
    const arrival =
      at === null
        ? (habits.menu[Math.floor(random() * habits.menu.length)] ?? "")
        : `/products/${handleOf(at)}`;
    yield ask("document", `/${locale}${arrival}${tracking}`, {
      accept: "text/html",
      cookie: `evertill_visitor=${visit}`,
    });
    for (const file of habits.files) yield ask("file", file);
    for (const path of habits.menu) yield* ahead(ask, `/${locale}${path}`, "/_tree");
    for (;;) {
      yield* look(habits, { at, rank, device, locale, ask });
      if (random() >= habits.goingOn) break;
      const from: number | null = at;
      at = rank();
      yield navigation(ask, {
        to: `/${locale}/products/${handleOf(at)}`,
        from: from === null ? "menu" : handleOf(from),
      });
    }
  }
}

type Ask = (purpose: Purpose, path: string, headers?: Readonly<Record<string, string>>) => ShopRequest;

/** What a page asks for once it is there. */
function* look(
  { products, shownBeside }: Habits,
  {
    at,
    rank,
    device,
    locale,
    ask,
  }: {
    at: number | null;
    rank: () => number;
    device: { large: number; small: number };
    locale: string;
    ask: Ask;
  },
): Generator<ShopRequest> {
  const product = at === null ? undefined : products[at];
  if (product) {
    yield ask("picture", `${product.picture}&width=${device.large}`);
    yield ask("live", `/${locale}/variants/${product.variantId}`);
  }
  for (let beside = 0; beside < shownBeside; beside += 1) {
    const other = rank();
    yield ask("picture", `${products[other]?.picture ?? ""}&width=${device.small}`);
    const page = `/${locale}/products/${handleOf(other)}`;
    yield* ahead(ask, page, "/_tree");
    if (beside === 0) yield* ahead(ask, page, productSegment);
  }
}

function* ahead(ask: Ask, path: string, segment: string): Generator<ShopRequest> {
  const headers = { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": segment };
  yield ask("prefetch", withDigest(path, headers), headers);
}

/** Next's client tells where it comes from. */
function navigation(ask: Ask, { to, from }: { to: string; from: string }): ShopRequest {
  const tree = ["", { children: [["handle", from, "d", null], {}] }];
  const headers = { rsc: "1", "next-router-state-tree": encodeURIComponent(JSON.stringify(tree)) };
  return ask("navigation", withDigest(to, headers), headers);
}

/** `_rsc` as Next's client writes it where there is no secure context (16.4, `cache-busting-search-param.ts`). */
function withDigest(path: string, headers: Readonly<Record<string, string>>): string {
  const text = [
    headers["next-router-prefetch"] ?? "0",
    headers["next-router-segment-prefetch"] ?? "0",
    headers["next-router-state-tree"] ?? "0",
    "0",
  ].join(",");
  let digest = 5_381;
  for (const character of text) digest = (digest * 33 + (character.codePointAt(0) ?? 0)) % 2 ** 32;
  return `${path}?_rsc=${digest.toString(36).slice(0, 5)}`;
}
