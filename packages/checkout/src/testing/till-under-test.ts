import { randomUUID } from "node:crypto";
import type { Database, Jobs, Transaction } from "@evertill/database";
import { freshDatabase } from "@evertill/database/testing";
import { inventoryMigrations, setLevels } from "@evertill/inventory";
import { paymentsMigrations } from "@evertill/payments";
import { sql } from "drizzle-orm";
import type { Address, CheckoutView, PayRequest } from "../api/contract.ts";
import { createTill } from "../create-till.ts";
import { checkoutMigrations } from "../migrations.ts";
import { tableTaxCalculator } from "../tax/table-tax-calculator.ts";
import type { PlaceOrderResult, Till, TillParts } from "../till.ts";
import { expressDelivery, FakeCarts, lampCart, standardDelivery } from "./fake-carts.ts";
import { FakePayments } from "./fake-payments.ts";

export const london: Address = {
  firstName: "Ada",
  lastName: "Lovelace",
  address1: "12 St James's Square",
  city: "London",
  postcode: "SW1Y 4JH",
  country: "GB",
};

/** Jobs as rows of the same database, so that a rollback takes them away. */
class RecordedJobs implements Pick<Jobs, "send" | "sendAll"> {
  readonly #database: Database;
  constructor(database: Database) {
    this.#database = database;
  }
  async send(queue: string, data: object, { tx }: { tx?: Transaction } = {}): Promise<void> {
    await (tx ?? this.#database).execute(
      sql`insert into sent_job (queue, data) values (${queue}, ${JSON.stringify(data)}::jsonb)`,
    );
  }
  async sendAll(jobs: Parameters<Jobs["sendAll"]>[0], { tx }: { tx: Transaction }): Promise<void> {
    for (const { queue, data } of jobs) await this.send(queue, data, { tx });
  }
}

/** The till over a real database, a shop in memory, payments with chosen outcomes, and a clock set by hand. */
export async function tillUnderTest() {
  const fresh = await freshDatabase([inventoryMigrations, checkoutMigrations, paymentsMigrations]);
  const { database } = fresh;
  await database.execute(
    sql`create table sent_job (id serial primary key, queue text not null, data jsonb not null)`,
  );
  const carts = new FakeCarts();
  const payments = new FakePayments();
  const clock = { at: new Date("2026-11-21T12:00:00Z"), now: () => clock.at };
  const anotherProcess = (paying: TillParts["payments"] = payments, own: Database = database): Till =>
    createTill({
      database: own,
      payments: paying,
      carts,
      tax: tableTaxCalculator,
      addressSuggestions: { suggest: () => Promise.resolve([]) },
      jobs: new RecordedJobs(own),
      clock,
      checkoutOrigin: "http://localhost:3000",
    });
  const till = anotherProcess();
  payments.listener = { paymentChanged: (news) => till.paymentChanged(news) };

  return {
    till,
    /** The till as another process has it: the same database, nothing else, over connections of its own if need be. */
    anotherProcess,
    database,
    url: fresh.url,
    carts,
    payments,
    clock,
    refundParts: { database, jobs: new RecordedJobs(database), clock },
    drop: fresh.drop,
    /** Lets time pass. */
    later(ms: number) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
    /** Puts a cart of one lamp into the shop and starts its checkout. */
    async started(cart = lampCart({ id: randomUUID() })): Promise<CheckoutView> {
      carts.put(cart);
      const result = await till.startCheckout({ cartId: cart.id, locale: "en-gb" });
      if (result.kind !== "started") throw new Error(result.kind);
      return result.checkout;
    },
    /** A checkout with everything typed, ready to be paid. */
    async ready(cart?: ReturnType<typeof lampCart>): Promise<CheckoutView> {
      const { token } = await this.started(cart);
      await till.setContact(token, { email: `${token.slice(0, 8)}@example.com`, acceptsMarketing: false });
      const result = await till.setDeliveryAddress(token, { address: london });
      if (result.kind !== "changed" || !result.checkout.quote) throw new Error(JSON.stringify(result));
      return result.checkout;
    },
    async stock(variantId: string, onHand: number) {
      await setLevels(database, [{ variantId, onHand, asOf: clock.at }]);
    },
    pay(view: CheckoutView, outcome = "authorize", key: string = randomUUID()): Promise<PlaceOrderResult> {
      return till.placeOrder(view.token, payRequest(view, outcome), key);
    },
    async checkoutId(token: string): Promise<string> {
      const { rows } = await database.execute<{ id: string }>(
        sql`select id from checkout where token = ${token}`,
      );
      return rows[0]!.id;
    },
    async count(table: "placed_order" | "ledger_transaction" | "outbox" | "operator_case"): Promise<number> {
      const { rows } = await database.execute<{ n: number }>(
        sql.raw(`select count(*)::int as n from ${table}`),
      );
      return rows[0]!.n;
    },
    async jobs(): Promise<string[]> {
      const { rows } = await database.execute<{ queue: string }>(sql`select queue from sent_job order by id`);
      return rows.map(({ queue }) => queue);
    },
    /** Forgets everything between tests. The ledger refuses even that, so its tables are made empty by hand. */
    async clear() {
      await database.execute(sql`alter table ledger_entry disable trigger user`);
      await database.execute(sql`alter table ledger_transaction disable trigger user`);
      await database.execute(sql`truncate checkout, checkout_history, checkout_idempotency, discount_limit, discount_usage,
        placed_order, order_refund, operator_case, known_delivery_offer, outbox, ledger_entry, ledger_transaction, sent_job,
        inventory_level, inventory_reservation cascade`);
      await database.execute(sql`alter table ledger_entry enable trigger user`);
      await database.execute(sql`alter table ledger_transaction enable trigger user`);
      carts.carts.clear();
      carts.codes.clear();
      carts.silent = false;
      carts.foreignPrices = [];
      carts.offers = [standardDelivery, expressDelivery];
      payments.attempts.length = 0;
      payments.whilePaying = () => Promise.resolve();
      payments.beforeAsking = () => Promise.resolve();
      payments.crashAfterAuthorizing = false;
      payments.crashBeforeAsking = false;
      payments.deaf = false;
    },
  };
}

export type TillUnderTest = Awaited<ReturnType<typeof tillUnderTest>>;

export function payRequest(view: CheckoutView, outcome = "authorize"): PayRequest {
  if (!view.quote) throw new Error("This checkout has no quote");
  return {
    quoteId: view.quote.id,
    total: view.quote.total,
    instrument:
      view.quote.total.amountMinor === 0
        ? null
        : { provider: "stripe", confirmationToken: `ctoken_${outcome}_${randomUUID()}` },
  };
}

export function answerOf(result: PlaceOrderResult) {
  if (result.kind !== "answered") throw new Error(`Expected an answer, got ${JSON.stringify(result)}`);
  return result.result;
}
