import type { Answer } from "./answer.ts";

/** The ways in which Next's client asks for one page; each gets another body from the same path. */
export type RepresentationName = "HTML" | "RSC" | "prefetch" | "tree" | "segment";
export type Representation = {
  readonly name: RepresentationName;
  readonly headers: Readonly<Record<string, string>>;
};

/** The least that Next accepts as the place a navigation comes from. */
const fromElsewhere = encodeURIComponent(JSON.stringify(["", {}]));

export const wholePage: Representation = {
  name: "HTML",
  headers: { accept: "text/html,application/xhtml+xml" },
};

export const tree: Representation = segmentPrefetch("tree", "/_tree");

/** One part of a page, by a name of its tree. */
export function segmentNamed(name: string): Representation {
  return segmentPrefetch("segment", name);
}

function segmentPrefetch(name: RepresentationName, segment: string): Representation {
  return {
    name,
    headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": segment },
  };
}

/**
 * As `next/dist/client` of 13.4 to 16.4 sends them, all but the segment, whose name each page's tree tells
 * ({@link segmentNamed}); releases without segments answer it and the tree as a prefetch.
 */
export const pageRepresentations: readonly Representation[] = [
  wholePage,
  { name: "RSC", headers: { rsc: "1", "next-router-state-tree": fromElsewhere } },
  {
    name: "prefetch",
    headers: { rsc: "1", "next-router-prefetch": "1", "next-router-state-tree": fromElsewhere },
  },
  tree,
];

/** The headers by which Next tells them apart, which its own `Vary` names. */
export const varyingHeaders = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
] as const;

/**
 * The address at which Next's client asks: with `_rsc`, a digest of the headers, so that caches without `Vary` have
 * another key. The five letters of 13.4 to 16.2, which later ones still accept (`cache-busting-search-param.ts`).
 */
export function addressOf(url: URL, { headers }: Representation): string {
  if (headers["rsc"] === undefined) return url.href;
  const address = new URL(url);
  const digest = djb2(
    [
      headers["next-router-prefetch"] ?? "0",
      headers["next-router-segment-prefetch"] ?? "0",
      headers["next-router-state-tree"] ?? "0",
      headers["next-url"] ?? "0",
    ].join(","),
  );
  address.search = `${address.search}${address.search === "" ? "?" : "&"}_rsc=${digest}`;
  return address.href;
}

function djb2(text: string): string {
  let digest = 5_381;
  for (const character of text) digest = (digest * 33 + (character.codePointAt(0) ?? 0)) % 2 ** 32;
  return digest.toString(36).slice(0, 5);
}

/** What an answer is by its own word. */
export function kindOf({ headers }: Pick<Answer, "headers">): "HTML" | "RSC" | "neither" {
  const type = headers.get("content-type") ?? "";
  if (type.startsWith("text/html")) return "HTML";
  return type.startsWith("text/x-component") ? "RSC" : "neither";
}

/** What a representation has to be: every one but the page itself is React's stream. */
export function kindExpected({ name }: Representation): "HTML" | "RSC" {
  return name === "HTML" ? "HTML" : "RSC";
}
