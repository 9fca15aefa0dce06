import type { TillStore } from "../ports/till-store.ts";
import * as checkouts from "./checkout-rows.ts";
import { claimDiscounts, releaseDiscounts, usedUpDiscounts } from "./discount-claims.ts";
import { claimKey, dropClaim, keepResult } from "./idempotency.ts";
import { knownDelivery, rememberDelivery } from "./known-delivery-rows.ts";
import { postToLedger } from "./ledger-rows.ts";
import { closeCaseAbout, openCase } from "./operator-cases.ts";
import * as orders from "./order-rows.ts";
import { findRefundsOfOrder, insertRefund, noteShopRefund } from "./refund-rows.ts";
import { addToOutbox } from "./outbox-rows.ts";

/** What the till keeps, in tables of its own. */
export const postgresTillStore: TillStore = {
  ...checkouts,
  ...orders,
  claimDiscounts,
  releaseDiscounts,
  usedUpDiscounts,
  claimKey,
  dropClaim,
  keepResult,
  postToLedger,
  openCase,
  closeCaseAbout,
  insertRefund,
  findRefundsOfOrder,
  noteShopRefund,
  addToOutbox,
  rememberDelivery,
  knownDelivery,
};
