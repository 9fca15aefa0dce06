import { createHash, randomUUID } from "node:crypto";
import type { Transaction } from "@evertill/database";
import { releaseStock, reserveStock } from "@evertill/inventory";
import { equals, findLocale, formatMoney, localeTag, money } from "@evertill/money";
import type { ShopperContext } from "@evertill/payments";
import type { Address, CheckoutView, PayRequest, PayResult } from "../api/contract.ts";
import { copyIn } from "../copy/copy.ts";
import {
  type AttemptNote,
  type Checkout,
  type CheckoutDocument,
  needsDelivery,
  type Quote,
} from "../domain/checkout.ts";
import { applicableCodes, type Difference, differenceFrom, isHonourable } from "../domain/quote.ts";
import { stopOf } from "../domain/stop.ts";
import type { PlaceOrderResult, Workings } from "../till.ts";
import { methodWanted } from "./await-another-method.ts";
import { finalizePayment } from "./finalize-payment.ts";
import { languageOf, priceDocument } from "./price-document.ts";
import { leaveTry } from "./leave-try.ts";
import { reopen } from "./reopen.ts";
import { payingLifetimeMs, settleOutcome } from "./settle-outcome.ts";
import { learnLevels } from "./start-checkout.ts";
import { viewOf } from "./view.ts";
import { readCart } from "./read-cart.ts";
import { usedUpNotices } from "./set-discount-codes.ts";
import { draftWith } from "./view-checkout.ts";

/** What the shopper asks for, and what our own server saw of their browser. */
type Order = PayRequest & { readonly shopper: ShopperContext };

/**
 * Pays and places the order. The key is claimed before any work; what is asked twice is answered twice, and done once.
 */
export async function placeOrder(
  parts: Workings,
  token: string,
  request: Order,
  key: string,
): Promise<PlaceOrderResult> {
  const now = parts.clock.now();
  const fingerprint = fingerprintOf(request);
  const claim = await parts.store.claimKey(parts.database, { token, key, fingerprint, now });
  if (claim.kind === "other-body") return { kind: "key-reused" };
  if (claim.kind === "replay") return claim.result;
  if (claim.kind !== "claimed") return claim;
  const { checkout } = claim;
  const claimed = { checkoutId: checkout.id, key };
  try {
    const result = await place(parts, checkout, request);
    if (result.kind === "answered") await parts.store.keepResult(parts.database, { ...claimed, result });
    else await parts.store.dropClaim(parts.database, claimed);
    return result;
  } catch (error) {
    // What was begun is kept on the checkout, so the same request may come again and finds it there.
    await parts.store.dropClaim(parts.database, claimed);
    throw error;
  }
}

function fingerprintOf({ quoteId, total, instrument }: PayRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([quoteId, total, instrument]))
    .digest("hex");
}

function answered(result: PayResult): PlaceOrderResult {
  return { kind: "answered", result };
}

async function place(parts: Workings, checkout: Checkout, request: Order): Promise<PlaceOrderResult> {
  switch (checkout.state) {
    case "expired":
      return { kind: "expired" };
    case "completed":
      return paidAlready(parts, checkout);
    case "completing":
      return placeWhileCompleting(parts, checkout, request);
    case "open":
      return placeOpen(parts, checkout, request);
  }
}

async function paidAlready(parts: Workings, checkout: Checkout): Promise<PlaceOrderResult> {
  const order = await parts.store.findOrderByCheckout(parts.database, checkout.id);
  if (!order) throw new Error(`Checkout ${checkout.id} is completed without an order`);
  return answered({ kind: "paid", orderToken: order.token, orderNumber: order.number });
}

/** A try is under way or was left behind: its truth comes first. */
async function placeWhileCompleting(
  parts: Workings,
  checkout: Checkout,
  request: Order,
): Promise<PlaceOrderResult> {
  const note = checkout.document.attempt;
  const tryId = note && note.kind !== "declined" ? note.tryId : null;
  const confirming = answered({ kind: "confirming", attemptId: attemptIdOf(checkout) });
  if (methodWanted(checkout)) return placeOpen(parts, checkout, request);
  if (tryId === null || isAtWork(parts, checkout)) return confirming;
  const outcome = await parts.payments.continuePayment(checkout.id);
  if (outcome?.kind === "authorized" || outcome?.kind === "unknown") {
    return answered(await settleOutcome(parts, { checkout, tryId }, outcome));
  }
  // The shopper pressed pay again instead of answering the bank: the earlier try must be unable to take money first.
  const open = await leaveTry(parts, checkout, tryId);
  return open ? placeOpen(parts, open, request) : confirming;
}

/** Another request is in the middle of paying; only after its time is over may anybody judge its try. */
export function isAtWork(parts: Workings, { document, claimedUntil }: Checkout): boolean {
  return document.attempt?.kind === "paying" && (claimedUntil ?? new Date(0)) > parts.clock.now();
}

export function attemptIdOf({ id, document: { attempt } }: Checkout): string {
  return attempt && "attemptId" in attempt ? attempt.attemptId : id;
}

async function placeOpen(parts: Workings, checkout: Checkout, request: Order): Promise<PlaceOrderResult> {
  if (stopOf(checkout) !== null) return answered(changed(checkout, "cart"));
  const fields = missingFields(checkout, request);
  const { quote } = checkout.document;
  if (fields) return { kind: "invalid", fields };
  if (quote && !isTotalOf(quote, request)) return { kind: "invalid", fields: wrongTotal(checkout, quote) };
  if (!quote) return answered(changed(checkout, "price"));
  const fresh = await repriced(parts, checkout, quote);
  if (fresh.kind === "silent") return answered(quoteTooOld(checkout));
  const difference = fresh.difference ?? differenceFromRequest(quote, request);
  if (difference) {
    const open = await letGo(parts, checkout);
    const document = { ...fresh.document, attempt: null };
    const shown = await parts.store.saveDocument(parts.database, open, document, parts.clock.now());
    return answered(changed(shown ?? { ...open, document }, difference));
  }
  const document = { ...fresh.document, quote, tracking: request.tracking ?? null };
  return complete(parts, checkout, { document, seen: fresh.seen }, request);
}

type Repriced =
  | {
      readonly kind: "priced";
      readonly document: CheckoutDocument;
      readonly difference: Difference | null;
      readonly seen: SeenCounts;
    }
  | { readonly kind: "silent" };

/** What the shop was just seen to have left of each variant; empty while it is silent. */
type SeenCounts = ReadonlyMap<string, number | null>;
const nothingSeen: SeenCounts = new Map();

/** Prices again what the shopper is about to pay. While the shop is silent a quote under 30 minutes old is honoured. */
async function repriced(parts: Workings, checkout: Checkout, quote: Quote): Promise<Repriced> {
  const now = parts.clock.now();
  const answer = await readCart(parts, checkout);
  if (answer.kind === "silent" || answer.kind === "refused") {
    if (!isHonourable(quote, now)) return { kind: "silent" };
    return { kind: "priced", document: checkout.document, difference: null, seen: nothingSeen };
  }
  const priced = await priceDocument(parts, draftWith(checkout, answer.cart, now), checkout.locale);
  if (priced.kind === "refused")
    return { kind: "priced", document: checkout.document, difference: "price", seen: nothingSeen };
  const difference = differenceFrom(quote, answer.cart, priced.document.price);
  if (difference) await learnLevels(parts, answer.cart);
  const seen = new Map(answer.cart.lines.map(({ variantId, stock }) => [variantId, stock.quantityAvailable]));
  return { kind: "priced", document: priced.document, difference, seen };
}

/** The page showed another quote than the one that is stored: another tab changed something. */
function differenceFromRequest(quote: Quote, request: PayRequest): Difference | null {
  if (request.quoteId === quote.id) return null;
  return isSameTotal(quote, request) ? "cart" : "price";
}

/** A quote of that name never had another total: what was sent is no older state of it, but wrong. */
function isTotalOf(quote: Quote, request: PayRequest): boolean {
  return request.quoteId !== quote.id || isSameTotal(quote, request);
}

function isSameTotal({ price }: Quote, { total }: PayRequest): boolean {
  return equals(price.total, money(total.amountMinor, total.currency));
}

function wrongTotal({ locale }: Checkout, { price: { total } }: Quote): Readonly<Record<string, string>> {
  const { wrongTotal: words } = copyIn(languageOf(locale));
  const known = findLocale(locale);
  return { total: words(formatMoney(total, known ? localeTag(known) : "en-GB")) };
}

/** Takes the transaction back. `result` is null when somebody else was faster, whose doing is read afterwards. */
class Refused extends Error {
  readonly result: PlaceOrderResult | null;
  constructor(result: PlaceOrderResult | null) {
    super("rolled back");
    this.result = result;
  }
}

/** Reserves, then pays outside of any transaction. */
async function complete(
  parts: Workings,
  checkout: Checkout,
  { document, seen }: { document: CheckoutDocument & { quote: Quote }; seen: SeenCounts },
  request: Order,
): Promise<PlaceOrderResult> {
  const tryId = randomUUID();
  const provider = request.instrument?.provider ?? null;
  const begun = await begin(parts, checkout, { document, seen }, { tryId, provider });
  if ("kind" in begun) return begun;
  if (request.instrument === null) {
    const placed = await finalizePayment(parts, checkout.id, null);
    if (placed.kind !== "placed") throw new Error(`A free order was not placed: ${placed.kind}`);
    return answered({ kind: "paid", orderToken: placed.orderToken, orderNumber: placed.orderNumber });
  }
  const locale = findLocale(checkout.locale);
  const outcome = await parts.payments.pay({
    reference: checkout.id,
    amount: document.quote.price.total,
    instrument: request.instrument,
    returnUrl: new URL(`/checkout/${checkout.token}`, parts.checkoutOrigin).href,
    description: `Checkout ${checkout.id}`,
    email: document.contact?.email ?? "",
    delivery: needsDelivery(document.cart) ? paymentAddress(document.deliveryAddress) : null,
    billing: paymentAddress(document.billingAddress),
    languageTag: locale && localeTag(locale),
    shopper: request.shopper,
    basket: {
      highestQuantity: Math.max(...document.quote.cart.lines.map(({ quantity }) => quantity)),
      digital: !needsDelivery(document.cart),
    },
  });
  return answered(await settleOutcome(parts, { checkout: begun, tryId }, outcome));
}

/** One transaction: this request alone completes the checkout, its goods are reserved and its codes claimed, or nothing is. */
async function begin(
  parts: Workings,
  checkout: Checkout,
  { document, seen }: { document: CheckoutDocument & { quote: Quote }; seen: SeenCounts },
  { tryId, provider }: Pick<Extract<AttemptNote, { kind: "paying" }>, "tryId" | "provider">,
): Promise<Checkout | PlaceOrderResult> {
  const now = parts.clock.now();
  const attempt: AttemptNote = { kind: "paying", tryId, provider, since: now.toISOString() };
  try {
    return await parts.database.transaction(async (tx) => {
      const open = await reclaim(parts, tx, checkout, now);
      const moved =
        open &&
        (await parts.store.moveCheckout(tx, open, {
          state: "completing",
          claimedUntil: new Date(now.getTime() + payingLifetimeMs),
          document: { ...document, attempt },
          now,
        }));
      if (!moved) throw new Refused(null);
      const codes = applicableCodes(document.quote.cart);
      const email = document.contact?.email ?? "";
      const used = await parts.store.claimDiscounts(tx, { checkoutId: checkout.id, codes, email, now });
      if (used.length > 0) throw new Refused(usedUp(checkout, document, used));
      // Last, because every other order of the same goods waits from here until the commit.
      const lines = document.quote.cart.lines.map(({ variantId, quantity }) => ({
        variantId,
        quantity,
        seen: seen.get(variantId) ?? null,
      }));
      const stock = await reserveStock(tx, { holder: checkout.id, lines, at: now });
      if (stock.kind === "short") throw new Refused(soldOut(checkout, document, stock.shortages));
      return moved;
    });
  } catch (error) {
    if (error instanceof Refused) return error.result ?? somebodyWasFaster(parts, checkout);
    throw error;
  }
}

/** What was kept from a try whose provider could not is given back and claimed anew in one transaction: nobody comes between. */
async function reclaim(
  parts: Workings,
  tx: Transaction,
  checkout: Checkout,
  now: Date,
): Promise<Checkout | null> {
  if (checkout.state === "open") return checkout;
  await releaseStock(tx, checkout.id);
  await parts.store.releaseDiscounts(tx, checkout.id);
  const document = { ...checkout.document, attempt: null };
  return parts.store.moveCheckout(tx, checkout, { state: "open", claimedUntil: null, document, now });
}

/** The shopper is asked about a difference: nothing stays claimed meanwhile. */
async function letGo(parts: Workings, checkout: Checkout): Promise<Checkout> {
  if (checkout.state === "open") return checkout;
  const isThatTry = (note: AttemptNote | null) => note?.kind === "method-wanted";
  return (await reopen(parts, checkout.id, { isThatTry, declined: null })) ?? checkout;
}

async function somebodyWasFaster(parts: Workings, { token }: Checkout): Promise<PlaceOrderResult> {
  const now = await parts.store.findCheckoutByToken(parts.database, token);
  if (now?.state === "completed") return paidAlready(parts, now);
  if (now?.state === "completing") return answered({ kind: "confirming", attemptId: attemptIdOf(now) });
  if (now?.state === "open") return answered(changed(now, "cart"));
  return { kind: "expired" };
}

function soldOut(
  checkout: Checkout,
  document: CheckoutDocument,
  shortages: readonly { variantId: string; available: number }[],
): PlaceOrderResult {
  const copy = copyIn(languageOf(checkout.locale));
  const left = new Map(shortages.map(({ variantId, available }) => [variantId, available]));
  const notices = document.cart.lines
    .filter(({ variantId }) => left.has(variantId))
    .map(({ title, variantId }) => ({
      kind: "stock-reduced" as const,
      message: copy.notices.stockReduced(title, left.get(variantId) ?? 0),
    }));
  return answered(changed({ ...checkout, document: { ...document, notices } }, "stock"));
}

function usedUp(checkout: Checkout, document: CheckoutDocument, codes: readonly string[]): PlaceOrderResult {
  const notices = usedUpNotices(checkout, codes);
  return answered(changed({ ...checkout, document: { ...document, notices } }, "code-expired"));
}

function changed(checkout: Checkout, reason: Difference): Extract<PayResult, { kind: "changed" }> {
  const copy = copyIn(languageOf(checkout.locale));
  const stop = stopOf(checkout);
  const message = stop === null ? copy.changed[reason] : copy.closed[stop];
  return { kind: "changed", reason, message, checkout: viewOf(checkout, null) };
}

function quoteTooOld(checkout: Checkout): PayResult {
  const copy = copyIn(languageOf(checkout.locale));
  const notices: CheckoutView["notices"] = [{ kind: "shop-silent", message: copy.shopSilent }];
  return {
    ...changed({ ...checkout, document: { ...checkout.document, notices } }, "price"),
    message: copy.quoteTooOld,
  };
}

/** What is still to be typed, by field; null when nothing is. */
function missingFields(
  { document, locale }: Checkout,
  { instrument }: PayRequest,
): Readonly<Record<string, string>> | null {
  const { missing } = copyIn(languageOf(locale));
  const { contact, cart, deliveryAddress, price, quote } = document;
  const delivers = needsDelivery(cart);
  const fields = {
    ...(contact ? {} : { email: missing.email }),
    ...(delivers && !deliveryAddress ? { address: missing.deliveryAddress } : {}),
    ...(delivers && deliveryAddress && !price.delivery ? { handle: missing.deliveryOption } : {}),
    ...(!delivers && !price.tax ? { billingAddress: missing.billingAddress } : {}),
    ...(quote && quote.price.total.amountMinor > 0 && !instrument ? { instrument: missing.card } : {}),
  };
  return Object.keys(fields).length > 0 ? fields : null;
}

function paymentAddress(address: Address | null) {
  if (!address) return null;
  const { firstName, lastName, address1, address2, city, zone, postcode, country } = address;
  const name = `${firstName} ${lastName}`.trim();
  return { name, line1: address1, line2: address2, city, zone, postcode, country };
}
