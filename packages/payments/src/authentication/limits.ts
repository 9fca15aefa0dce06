import { isGreaterThan, type Money } from "@evertill/money";
import type { AuthenticationInput } from "./decision.ts";
import { convertUp, currentRates } from "./exchange-rates.ts";

/**
 * Whether an amount stays within a limit. In another currency it is converted first, against the exemption; without a
 * current rate the answer is not known, and the caller must not exempt.
 */
export function compareWithLimit(
  amount: Money,
  limit: Money,
  input: Pick<AuthenticationInput, "at" | "rates" | "policy">,
): "within" | "above" | "no-rate" {
  const comparable = amount.currency === limit.currency ? amount : convert();
  if (comparable === null) return "no-rate";
  if (isGreaterThan(comparable, limit)) return "above";
  const reached = comparable.amountMinor === limit.amountMinor;
  return reached && !input.policy.limitsAreInclusive ? "above" : "within";

  function convert(): Money | null {
    const rates = currentRates(input);
    return rates === null ? null : convertUp(amount, limit.currency, rates);
  }
}
