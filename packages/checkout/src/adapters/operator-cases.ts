import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { CaseKind } from "../ports/till-store.ts";

/** Hands something to a person; a case of that kind that is open for the subject already stays the only one. */
export async function openCase(
  database: Database | Transaction,
  { kind, subject, detail, now }: { kind: CaseKind; subject: string; detail: object; now: Date },
): Promise<void> {
  await database.execute(sql`
    insert into operator_case (kind, subject, detail, opened_at)
    values (${kind}, ${subject}, ${JSON.stringify(detail)}::jsonb, ${now.toISOString()})
    on conflict (kind, subject) where closed_at is null do nothing`);
}
