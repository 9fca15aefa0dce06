import { findLocale } from "@evertill/money";
import type { OfferedMethods, Provider } from "../api/contract.ts";
import type { Workings } from "../till.ts";

/** How this checkout may be paid now; `without` are providers that cannot serve this shopper. Nothing is offered where nothing is owed. */
export async function offeredMethods(
  parts: Workings,
  token: string,
  without: readonly Provider[],
): Promise<OfferedMethods | null> {
  const checkout = await parts.store.findCheckoutByToken(parts.database, token);
  if (!checkout) return null;
  const { id: reference, locale, document } = checkout;
  const amount = document.price.total;
  if (amount.amountMinor === 0) return { cards: [], paypal: false };
  const { billingAddress, deliveryAddress } = document;
  const billed = billingAddress ?? deliveryAddress;
  // Until an address is typed, most are billed in their locale's country.
  const billingCountry = billed?.country ?? findLocale(locale)?.country;
  const wanted = { reference, amount, locale, billingCountry, without };
  const { cards, paypal } = await parts.payments.offeredMethods(wanted);
  return { cards: [...cards], paypal };
}
