import type { Database } from "@evertill/database";
import {
  countDisputes,
  decidedAttempts,
  operationHealth,
  paymentFigures,
  unknownAttempts,
} from "@evertill/payments";

const dayMs = 24 * 3_600_000;
/** How far back rates, failovers and reversals are counted. */
export const days = 7;
/** How far back chargebacks are: networks count by the month. */
export const chargebackDays = 30;

/** Everything the page of payment health shows, read at one moment. */
export async function readHealth(database: Database, now: Date) {
  const since = new Date(now.getTime() - days * dayMs);
  const month = new Date(now.getTime() - chargebackDays * dayMs);
  const [decided, operations, unknown, week, chargebacks, ofMonth] = await Promise.all([
    decidedAttempts(database, since),
    operationHealth(database, now),
    unknownAttempts(database, now),
    paymentFigures(database, since),
    countDisputes(database, month),
    paymentFigures(database, month),
  ]);
  return { decided, operations, unknown, week, chargebacks, capturedInMonth: ofMonth.captured };
}
