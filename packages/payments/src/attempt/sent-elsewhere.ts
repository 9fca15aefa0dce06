import type { Decline } from "../outcome.ts";

/** Whether the shopper pays in another provider's fields instead of reading that this one declined. */
export function isSentElsewhere(decline: Decline): boolean {
  return decline.class === "provider-unable" || decline.goesElsewhere === true;
}
