import type { Database, Transaction } from "@evertill/database";
import { type SQL, sql } from "drizzle-orm";
import type { Checkout, CheckoutDocument } from "../domain/checkout.ts";
import type { CheckoutState } from "../domain/state.ts";
import { isToken } from "../domain/token.ts";

type Row = {
  id: string;
  token: string;
  cart_id: string;
  locale: string;
  state: CheckoutState;
  version: number;
  created_at: Date | string;
  updated_at: Date | string;
  claimed_until: Date | string | null;
  document: CheckoutDocument;
};

export const checkoutColumns: SQL = sql.raw(
  "id, token, cart_id, locale, state, version, created_at, updated_at, claimed_until, document",
);

export function checkoutOf(row: Record<string, unknown>): Checkout {
  const { id, token, cart_id, locale, state, version, created_at, updated_at, claimed_until, document } =
    row as Row;
  return {
    id,
    token,
    cartId: cart_id,
    locale,
    state,
    version,
    createdAt: new Date(created_at),
    updatedAt: new Date(updated_at),
    claimedUntil: claimed_until === null ? null : new Date(claimed_until),
    document,
  };
}

/** Inserts the one checkout of a cart; null when the cart has an open one already. */
export async function insertCheckout(
  database: Database,
  checkout: Pick<Checkout, "id" | "token" | "cartId" | "locale" | "createdAt" | "document">,
): Promise<Checkout | null> {
  const at = checkout.createdAt.toISOString();
  const { rows } = await database.execute(sql`
    insert into checkout (id, token, cart_id, locale, state, created_at, updated_at, document)
    values (${checkout.id}, ${checkout.token}, ${checkout.cartId}, ${checkout.locale}, 'open', ${at}, ${at},
      ${JSON.stringify(checkout.document)}::jsonb)
    on conflict (cart_id) where state in ('open', 'completing') do nothing
    returning ${checkoutColumns}`);
  return rows[0] ? checkoutOf(rows[0]) : null;
}

export async function findCheckoutByToken(
  database: Database | Transaction,
  token: string,
): Promise<Checkout | null> {
  if (!isToken(token)) return null;
  const { rows } = await database.execute(
    sql`select ${checkoutColumns} from checkout where token = ${token}`,
  );
  return rows[0] ? checkoutOf(rows[0]) : null;
}

export async function findCheckoutById(
  database: Database | Transaction,
  id: string,
): Promise<Checkout | null> {
  const { rows } = await database.execute(sql`select ${checkoutColumns} from checkout where id = ${id}`);
  return rows[0] ? checkoutOf(rows[0]) : null;
}

/** The newest checkout of a cart, whatever its state. */
export async function findCheckoutByCart(database: Database, cartId: string): Promise<Checkout | null> {
  const { rows } = await database.execute(
    sql`select ${checkoutColumns} from checkout where cart_id = ${cartId}
      order by (state in ('open', 'completing')) desc, created_at desc limit 1`,
  );
  return rows[0] ? checkoutOf(rows[0]) : null;
}

/** Reads a checkout and holds its row until the transaction ends: whoever decides about its money does it alone. */
export async function lockCheckout(tx: Transaction, id: string): Promise<Checkout | null> {
  const { rows } = await tx.execute(sql`select ${checkoutColumns} from checkout where id = ${id} for update`);
  return rows[0] ? checkoutOf(rows[0]) : null;
}

/** Writes what was typed or read, and the checkout's locale, when the checkout is still open and nobody wrote since; null when not. */
export async function saveDocument(
  database: Database | Transaction,
  checkout: Checkout,
  document: CheckoutDocument,
  now: Date,
): Promise<Checkout | null> {
  const { rows } = await database.execute(sql`
    update checkout set document = ${JSON.stringify(document)}::jsonb, locale = ${checkout.locale},
      version = version + 1, updated_at = ${now.toISOString()}
    where id = ${checkout.id} and version = ${checkout.version} and state = 'open'
    returning version`);
  return written(rows[0], { ...checkout, document, updatedAt: now });
}

/** Moves a checkout to another state with the document it then has; null when it is not where it was read. */
export async function moveCheckout(
  tx: Database | Transaction,
  checkout: Checkout,
  to: { state: CheckoutState; claimedUntil: Date | null; document: CheckoutDocument; now: Date },
): Promise<Checkout | null> {
  const { rows } = await tx.execute(sql`${moving(checkout, to)} returning version`);
  const { state, claimedUntil, document, now } = to;
  return written(rows[0], { ...checkout, state, claimedUntil, document, updatedAt: now });
}

/** The update that moves a checkout, if it is where it was read. */
export function moving(
  { id, version, state }: Checkout,
  to: { state: CheckoutState; claimedUntil: Date | null; document: CheckoutDocument; now: Date },
): SQL {
  return sql`update checkout set state = ${to.state}, claimed_until = ${to.claimedUntil?.toISOString() ?? null},
      document = ${JSON.stringify(to.document)}::jsonb, version = version + 1, updated_at = ${to.now.toISOString()}
    where id = ${id} and version = ${version} and state = ${state}`;
}

/** Checkouts whose payment should have come to an end by now. */
export async function overdueCheckouts(database: Database, now: Date, limit: number): Promise<Checkout[]> {
  const { rows } = await database.execute(sql`
    select ${checkoutColumns} from checkout
    where state = 'completing' and claimed_until < ${now.toISOString()} order by claimed_until limit ${limit}`);
  return rows.map(checkoutOf);
}

/** Expires open checkouts nobody touched since `idleSince`. Nothing is reserved for an open one. */
export async function expireIdle(database: Database, idleSince: Date, now: Date): Promise<number> {
  const { rowCount } = await database.execute(sql`
    update checkout set state = 'expired', version = version + 1, updated_at = ${now.toISOString()}
    where id in (select id from checkout where state = 'open' and updated_at < ${idleSince.toISOString()}
      limit 500 for update skip locked)`);
  return rowCount ?? 0;
}

/** Notes how the latest try to pay stands, while the checkout is completing; null when it no longer is where it was read. */
export async function noteAttempt(
  tx: Database | Transaction,
  checkout: Checkout,
  note: { document: CheckoutDocument; claimedUntil: Date; now: Date },
): Promise<Checkout | null> {
  const { rows } = await tx.execute(sql`
    update checkout set claimed_until = ${note.claimedUntil.toISOString()},
      document = ${JSON.stringify(note.document)}::jsonb, version = version + 1, updated_at = ${note.now.toISOString()}
    where id = ${checkout.id} and version = ${checkout.version} and state = 'completing'
    returning version`);
  const { document, claimedUntil, now } = note;
  return written(rows[0], { ...checkout, document, claimedUntil, updatedAt: now });
}

/** A checkout as it was just written: its document is known, and long enough not to be read back. */
function written(row: Record<string, unknown> | undefined, checkout: Checkout): Checkout | null {
  return row ? { ...checkout, version: (row as Pick<Row, "version">).version } : null;
}
