import type { Attribute } from "./cart-document.ts";

/** One value for each key: the last one wins, in the place of the first. */
export function settleAttributes(attributes: readonly Attribute[] | null | undefined): readonly Attribute[] {
  const values = new Map((attributes ?? []).map(({ key, value }) => [key, value]));
  return [...values].map(([key, value]) => ({ key, value }));
}

/** Whether both say the same, in whatever order. */
export function sameAttributes(one: readonly Attribute[], other: readonly Attribute[]): boolean {
  const values = new Map(other.map(({ key, value }) => [key, value]));
  return one.length === other.length && one.every(({ key, value }) => values.get(key) === value);
}
