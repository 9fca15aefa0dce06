import type { Database } from "@evertill/database";
import type { ProviderName, ProviderReport } from "@evertill/payments";
import * as rows from "./adapters/reconciliation-rows.ts";
import { type Difference, differences } from "./domain/reconciliation.ts";
import type { Clock } from "./ports/clock.ts";

/** Where a provider's own account of a day and our ledger differ. */
export type Break = Difference & {
  readonly id: string;
  /** "2026-11-20", in UTC. */
  readonly day: string;
  readonly provider: ProviderName;
  readonly foundAt: Date;
  /** Set when the same day, compared again, agreed; null while it stands. */
  readonly closedAt: Date | null;
};

export type DayReport = { readonly provider: ProviderName; readonly day: string } & (
  | { readonly kind: "compared"; readonly breaks: readonly Difference[] }
  /** Nothing was changed: the provider has not written the day up yet, which it does within a day, and tells when it has. */
  | { readonly kind: "awaited"; readonly isOverdue: boolean; readonly operatorMessage: string }
  /** Nothing was changed: the provider's account could not be read. */
  | { readonly kind: "silent"; readonly operatorMessage: string }
);

const dayMs = 86_400_000;
/** What moved before midnight may be told of, or booked, after it. */
const aroundMs = 2 * dayMs;
/** How long a break is compared again, and a day that could not be compared is tried. */
const againDays = 30;

/**
 * Compares yesterday, and every day of the last thirty that still has an open break or was left out, with each provider's own
 * account. May be run again at any time: the same day gives the same rows, and a break that came right closes.
 */
export async function reconcile(parts: {
  readonly database: Database;
  readonly reports: readonly ProviderReport[];
  readonly clock: Clock;
}): Promise<readonly DayReport[]> {
  const { database, reports, clock } = parts;
  const yesterday = dayOf(new Date(clock.now().getTime() - dayMs));
  const since = dayOf(new Date(clock.now().getTime() - againDays * dayMs));
  const done: DayReport[] = [];
  for (const report of reports) {
    const before = await rows.daysToCompareAgain(database, report.name, { since, until: yesterday });
    for (const day of new Set([...before, yesterday])) done.push(await reconcileDay(parts, report, day));
  }
  return done;
}

async function reconcileDay(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  report: ProviderReport,
  day: string,
): Promise<DayReport> {
  const fromMs = Date.parse(`${day}T00:00:00Z`);
  const untilMs = fromMs + dayMs;
  const knownMs = Math.min(untilMs + aroundMs, clock.now().getTime());
  const window = { from: new Date(fromMs - aroundMs), until: new Date(knownMs), day };
  const there = await report.movements(window);
  const provider = report.name;
  if (there.kind !== "answered") {
    const { operatorMessage } = there;
    if (there.kind !== "in-progress") return { provider, day, kind: "silent", operatorMessage };
    const isOverdue = clock.now().getTime() >= untilMs + dayMs;
    return { provider, day, kind: "awaited", isOverdue, operatorMessage };
  }
  const here = await rows.bookedMovements(database, provider, window);
  const found = differences(there.answer, here, (at) => at.getTime() >= fromMs && at.getTime() < untilMs);
  const kept = { day, provider, movements: there.answer.length, now: clock.now() };
  await database.transaction((tx) => rows.keepBreaks(tx, kept, found));
  return { provider, day, kind: "compared", breaks: found };
}

/** Breaks for the console: open ones first, then the newest. */
export function reconciliationBreaks(database: Database, limit = 200): Promise<readonly Break[]> {
  return rows.findBreaks(database, limit);
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
