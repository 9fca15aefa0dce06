import type { Catalog } from "@evertill/catalog";
import type { MailOutbox, Till } from "@evertill/checkout";
import type { OrderDestination, ShopDiscounts, ShopLevels } from "@evertill/checkout/shopify-orders";
import type { Database, Jobs, PutOff } from "@evertill/database";
import type { FreshnessParts } from "../freshness/freshness-parts.ts";
import type { PaymentLog, Payments, ProviderReport } from "@evertill/payments";

/** What the jobs work with. */
export type JobParts = {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly payments: Payments;
  readonly till: Pick<Till, "acknowledgeOrder" | "voidUnwanted" | "followShopOrder" | "sweep">;
  readonly orders: OrderDestination;
  readonly levels: ShopLevels;
  /** The providers' own accounts, to be held against our ledger. */
  readonly reports: readonly ProviderReport[];
  readonly discounts: ShopDiscounts;
  readonly catalog: Pick<Catalog, "emptyCart" | "setCartAttributes">;
  readonly freshness: FreshnessParts;
  readonly mail: MailOutbox;
  /** Gives way while many shoppers pay: whatever the shopper does not wait for and no payment's safety hangs on. */
  readonly afterRush: PutOff;
  readonly log: PaymentLog;
  readonly now: () => Date;
  /** Address of the order page's host. */
  readonly origin: string;
  readonly release: string;
};

/** The work is not done; the queue tries again, and in the end keeps it for a person. */
export class NotYet extends Error {
  constructor(what: string, reason: string) {
    super(`${what}: ${reason}`);
    this.name = "NotYet";
  }
}
