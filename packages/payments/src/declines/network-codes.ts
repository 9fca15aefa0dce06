import { brandOf } from "../retry-caps/card-key.ts";
import { authenticate, fraud, hard, type Reviewed } from "./classes.ts";

/**
 * What the network's own response code (ISO 8583, field 39) says more surely than the provider's. Only codes on which every
 * published list agrees: pick up, lost, stolen and revoked cards are never tried again, whatever the provider called them.
 */
const anyNetwork: Readonly<Record<string, Reviewed>> = {
  "04": hard("The issuer wants the card kept (04). Not told to the shopper."),
  "07": hard("The issuer wants the card kept, for fraud (07). Not told to the shopper."),
  "41": hard("The card was reported lost (41). Not told to the shopper."),
  "43": hard("The card was reported stolen (43). Not told to the shopper."),
  "59": fraud("The issuer suspects fraud (59). Not told to the shopper."),
  R0: hard("The cardholder stopped this payment (R0)."),
  R1: hard("The cardholder stopped all payments to us (R1)."),
  R3: hard("The cardholder stopped all payments on this card (R3)."),
};

/** Soft declines. 65 is one at Mastercard only: at Visa it is a limit on the number of withdrawals. */
const byBrand: Readonly<Record<string, Readonly<Record<string, Reviewed>>>> = {
  visa: { "1A": authenticate("Visa: the issuer wants the shopper to authenticate (1A).") },
  mastercard: { "65": authenticate("Mastercard: the issuer wants the shopper to authenticate (65).") },
};

export function reviewNetworkCode(code: string, brand: string | null): Reviewed | null {
  const own = (brand !== null && byBrand[brandOf(brand)]) || {};
  if (Object.hasOwn(own, code)) return own[code] ?? null;
  return Object.hasOwn(anyNetwork, code) ? (anyNetwork[code] ?? null) : null;
}
