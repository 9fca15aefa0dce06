import { randomUUID } from "node:crypto";
import type { Transaction } from "@evertill/database";
import { type SQL, sql } from "drizzle-orm";
import type { LedgerTransaction } from "../domain/ledger.ts";

/** Books a transaction, once per kind and reference; false when it was booked before. The database refuses one off balance. */
export async function postToLedger(
  tx: Transaction,
  transaction: LedgerTransaction,
  at: Date,
): Promise<boolean> {
  const { rows } = await tx.execute<{ posted: boolean }>(sql`select ${posting(transaction, at)} as posted`);
  return rows[0]?.posted ?? false;
}

/** Books a transaction where it is selected; false for one that was booked before, or has no postings. */
export function posting({ kind, reference, postings }: LedgerTransaction, at: Date): SQL {
  const currency = postings[0]?.amount.currency;
  if (!currency) return sql`false`;
  return sql`ledger_post(
    ${randomUUID()}, ${kind}, ${reference}, ${at.toISOString()},
    ${sql.param(postings.map(({ account }) => account))}::text[],
    ${sql.param(postings.map(({ normalSide }) => normalSide))}::text[],
    ${sql.param(postings.map(({ side }) => side))}::text[],
    ${sql.param(postings.map(({ amount }) => amount.amountMinor))}::bigint[],
    ${currency})`;
}
