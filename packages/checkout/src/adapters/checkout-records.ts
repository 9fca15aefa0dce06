import type { Database } from "@evertill/database";
import { currency, type Money, money } from "@evertill/money";
import { type SQL, sql } from "drizzle-orm";
import type { CheckoutState } from "../domain/state.ts";

/** What an operator must know of a checkout to find its payment. */
export type CheckoutSummary = {
  readonly id: string;
  /** What was typed, or what the order was placed with; null when nobody typed any. */
  readonly email: string | null;
  readonly locale: string;
  readonly state: CheckoutState;
  readonly createdAt: Date;
  readonly order: OrderSummary | null;
};

export type OrderSummary = {
  readonly id: string;
  readonly number: string;
  readonly placedAt: Date;
  readonly total: Money;
  readonly captured: Money;
};

/** A booking of the ledger. */
export type LedgerRecord = {
  readonly kind: string;
  readonly postedAt: Date;
  readonly entries: readonly {
    readonly account: string;
    readonly side: "debit" | "credit";
    readonly amount: Money;
  }[];
};

/** Checkouts with these ids, in no order. */
export function checkoutsById(
  database: Database,
  ids: readonly string[],
): Promise<readonly CheckoutSummary[]> {
  return findCheckouts(database, sql`c.id = any(${sql.param(ids)}::uuid[])`, ids.length);
}

/** Checkouts of an order number ("LL-10428"), or of a mail address; newest first, at most 50. */
export function findCheckoutsOf(database: Database, words: string): Promise<readonly CheckoutSummary[]> {
  return words.includes("@")
    ? findCheckouts(
        database,
        sql`lower(c.document -> 'contact' ->> 'email') = ${words.toLowerCase()}
          or c.id in (select checkout_id from placed_order where lower(email) = ${words.toLowerCase()})`,
        50,
      )
    : findCheckouts(database, sql`o.number = ${words.toUpperCase()}`, 50);
}

/** What was booked for an order, oldest first. */
export async function ledgerOf(database: Database, orderId: string): Promise<readonly LedgerRecord[]> {
  const { rows } = await database.execute<{
    id: string;
    kind: string;
    posted_at: Date | string;
    account: string;
    side: "debit" | "credit";
    amount_minor: string;
    currency: string;
  }>(sql`
    select t.id, t.kind, t.posted_at, e.account, e.side, e.amount_minor, e.currency
    from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
    where t.external_ref = ${orderId} order by t.posted_at, t.id, e.position`);
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    return {
      kind: first.kind,
      postedAt: new Date(first.posted_at),
      entries: entries.map(({ account, side, amount_minor, currency: code }) => ({
        account,
        side,
        amount: money(Number(amount_minor), currency(code)),
      })),
    };
  });
}

async function findCheckouts(
  database: Database,
  where: SQL,
  limit: number,
): Promise<readonly CheckoutSummary[]> {
  const { rows } = await database.execute<Row>(sql`
    select c.id, c.locale, c.state, c.created_at, coalesce(o.email, c.document -> 'contact' ->> 'email') as email,
      o.id as order_id, o.number, o.placed_at, o.currency, o.total_minor, o.captured_minor
    from checkout c left join placed_order o on o.checkout_id = c.id
    where ${where} order by c.created_at desc limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    locale: row.locale,
    state: row.state,
    createdAt: new Date(row.created_at),
    order: orderOf(row),
  }));
}

type Row = {
  id: string;
  locale: string;
  state: CheckoutState;
  created_at: Date | string;
  email: string | null;
  order_id: string | null;
  number: string;
  placed_at: Date | string;
  currency: string;
  total_minor: string;
  captured_minor: string;
};

function orderOf(row: Row): OrderSummary | null {
  if (row.order_id === null) return null;
  const code = currency(row.currency);
  return {
    id: row.order_id,
    number: row.number,
    placedAt: new Date(row.placed_at),
    total: money(Number(row.total_minor), code),
    captured: money(Number(row.captured_minor), code),
  };
}
