import { postgresTillStore } from "./adapters/postgres-till-store.ts";
import type { Till, TillParts } from "./till.ts";
import { acknowledgeOrder } from "./use-cases/acknowledge-order.ts";
import { chooseDeliveryOption } from "./use-cases/choose-delivery-option.ts";
import { continuePayment } from "./use-cases/continue-payment.ts";
import { finalizePayment } from "./use-cases/finalize-payment.ts";
import { followShopOrder } from "./use-cases/follow-shop-order.ts";
import { giveUp } from "./use-cases/give-up.ts";
import { offeredMethods } from "./use-cases/offered-methods.ts";
import { paymentChanged } from "./use-cases/payment-changed.ts";
import { placeOrder } from "./use-cases/place-order.ts";
import { setBillingAddress } from "./use-cases/set-billing-address.ts";
import { setContact } from "./use-cases/set-contact.ts";
import { setDeliveryAddress } from "./use-cases/set-delivery-address.ts";
import { setDiscountCodes } from "./use-cases/set-discount-codes.ts";
import { startCheckout } from "./use-cases/start-checkout.ts";
import { sweep } from "./use-cases/sweep.ts";
import { viewCheckout, viewOrder } from "./use-cases/view-checkout.ts";
import { voidUnwanted } from "./use-cases/void-unwanted.ts";

/**
 * The till over its parts. Payments want a listener before the till exists: pass
 * `{ paymentChanged: (news) => till.paymentChanged(news) }`.
 */
export function createTill(outside: TillParts): Till {
  const parts = { ...outside, store: postgresTillStore };
  return {
    startCheckout: (request) => startCheckout(parts, request),
    viewCheckout: (token) => viewCheckout(parts, token),
    setContact: (token, contact) => setContact(parts, token, contact),
    setDeliveryAddress: (token, request) => setDeliveryAddress(parts, token, request),
    chooseDeliveryOption: (token, handle) => chooseDeliveryOption(parts, token, handle),
    setBillingAddress: (token, address) => setBillingAddress(parts, token, address),
    setDiscountCodes: (token, codes) => setDiscountCodes(parts, token, codes),
    suggestAddresses: (typed, country) => parts.addressSuggestions.suggest(typed, country),
    offeredMethods: (token, without) => offeredMethods(parts, token, without),
    placeOrder: (token, request, key, shopper = {}) => placeOrder(parts, token, { ...request, shopper }, key),
    continuePayment: (token, _, result) => continuePayment(parts, token, result ?? null),
    giveUp: (token) => giveUp(parts, token),
    finalizePayment: (reference, payment) => finalizePayment(parts, reference, payment),
    paymentChanged: (news) => paymentChanged(parts, news),
    voidUnwanted: (reference) => voidUnwanted(parts, reference),
    acknowledgeOrder: (orderId, shop) => acknowledgeOrder(parts, orderId, shop),
    followShopOrder: (shopOrder, change) => followShopOrder(parts, shopOrder, change),
    viewOrder: (token) => viewOrder(parts, token),
    cartOf: async (token) => (await parts.store.findCheckoutByToken(parts.database, token))?.cartId ?? null,
    sweep: () => sweep(parts),
  };
}
