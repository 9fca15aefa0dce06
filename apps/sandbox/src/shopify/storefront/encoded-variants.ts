import type { ProductDocument, VariantDocument } from "../model.ts";

/** Option-value positions by option, as a tree. */
type Branch = Map<number, Branch>;

/**
 * The option-value combinations of variants in Shopify's `v1_` encoding: a trie in which ":" goes down to the next
 * option, "," comes back up, " " separates siblings and "-" is a range of leaves. Empty for no variants.
 */
export function encodeVariants({ options }: ProductDocument, variants: readonly VariantDocument[]): string {
  if (variants.length === 0) return "";
  const root: Branch = new Map();
  for (const { optionValueIds } of variants) {
    let branch = root;
    for (const [index, { values }] of options.entries()) {
      const position = values.findIndex(({ id }) => id === optionValueIds[index]);
      const next = branch.get(position) ?? new Map();
      branch.set(position, next);
      branch = next;
    }
  }
  return `v1_${encodeBranch(root, options.length)}`;
}

function encodeBranch(branch: Branch, depth: number): string {
  const positions = [...branch.keys()].sort((one, other) => one - other);
  if (depth === 1) return encodeLeaves(positions);
  return positions
    .map((position) => `${position}:${encodeBranch(branch.get(position) ?? new Map(), depth - 1)},`)
    .join("");
}

/** "0-2 4": neighbours become a range. */
function encodeLeaves(positions: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const position of positions) {
    const last = ranges.at(-1);
    if (last && last[1] === position - 1) last[1] = position;
    else ranges.push([position, position]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(" ");
}
