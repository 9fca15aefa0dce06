import type { CardSummary } from "../outcome.ts";

/**
 * What stands for a card. Nobody here ever sees its number, and each provider's fingerprint is its own, so a card is known
 * across providers by what all of them tell: brand, first digits where known, last four, expiry. Two cards can share
 * these; then they share a count, which errs towards asking too seldom. Null when too little is known to count at all.
 */
export function cardKeyOf({ brand, bin, last4, expiry }: CardSummary): string | null {
  if (!/^\d{4}$/.test(last4) || brand === "") return null;
  const first = bin !== undefined && /^\d{6,8}$/.test(bin) ? bin.slice(0, 6) : "";
  return [brandOf(brand), first, last4, expiry ?? ""].join(":");
}

/** Adyen says "mc" where the others say "mastercard". */
export function brandOf(brand: string): string {
  const lower = brand.toLowerCase();
  return lower === "mc" ? "mastercard" : lower;
}

/** Whether everything is known by which one card is told from another. */
export function isWhole(cardKey: string): boolean {
  return !cardKey.split(":").includes("");
}

/** Whether two keys may stand for one card: what only one of the two knows (Stripe tells most shops no first digits) tells no two cards apart. */
export function mayBeOneCard(one: string, other: string): boolean {
  const known = other.split(":");
  return one.split(":").every((part, at) => part === "" || known[at] === "" || part === known[at]);
}
