/** What the shopper said to being counted. "unknown" until they said anything. */
export type Consent = "unknown" | "denied" | "granted";

const key = "evertill_consent";

/** A browser may refuse storage altogether; then nothing is known and nothing is kept. */
export type BrowserStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function readConsent(storage: BrowserStorage | null): Consent {
  const kept = storage?.getItem(key);
  return kept === "granted" || kept === "denied" ? kept : "unknown";
}

/** Remembers the answer. It is the one thing kept without consent, because it is what the shopper asked for. */
export function writeConsent(storage: BrowserStorage | null, consent: "denied" | "granted"): void {
  storage?.setItem(key, consent);
  if (consent === "denied")
    for (const name of ["evertill_visitor", "evertill_first_touch"]) storage?.removeItem(name);
}
