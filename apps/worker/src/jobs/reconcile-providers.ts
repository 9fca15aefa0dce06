import { type DayReport, type Difference, reconcile } from "@evertill/checkout";
import { moneyToDecimal } from "@evertill/money";
import { closeStandingTask, openStandingTask } from "@evertill/payments";
import { type JobParts, NotYet } from "./parts.ts";

/** So many breaks are told in the task itself; all of them stand in the console's list. */
const toldMax = 20;

/**
 * Holds each provider's own account of the days against our ledger. A day that differs is one task, which closes by itself
 * when the books agree, and is not opened again while they differ as they did when a person closed it.
 */
export async function reconcileProviders(parts: JobParts): Promise<void> {
  const { database, reports, log, now } = parts;
  const days = await reconcile({ database, reports, clock: { now } });
  for (const day of days) await tellOf(parts, day);
  log.info({ days }, "providers reconciled");
  const silent = days.find((day) => day.kind === "silent");
  if (silent)
    throw new NotYet(`${silent.day} is not compared with ${silent.provider}`, silent.operatorMessage);
}

async function tellOf({ database, now }: JobParts, told: DayReport): Promise<void> {
  const { provider, day } = told;
  const missing = { kind: "reconciliation-missing", subject: `${provider} ${day}` };
  const broken = { kind: "reconciliation-breaks", subject: `${provider} ${day}` };
  const about = `${day} of ${provider}`;
  if (told.kind === "awaited" && told.isOverdue) {
    const summary = `The account of ${about} should be written by now, and cannot be held against our ledger.`;
    const details = { operatorMessage: told.operatorMessage };
    await openStandingTask(database, { ...missing, summary, details }, now());
  }
  if (told.kind !== "compared") return;
  await closeStandingTask(database, { ...missing, note: `The account of ${about} was read.` }, now());
  const { breaks } = told;
  if (breaks.length === 0) {
    const note = `Compared again, the account of ${about} and our ledger agree.`;
    return closeStandingTask(database, { ...broken, note }, now());
  }
  const movements = breaks.length === 1 ? "1 movement differs" : `${breaks.length} movements differ`;
  const summary = `Of ${day}, ${movements} between ${provider}'s account and our ledger.`;
  const details = { movements: breaks.map(inWords).toSorted().slice(0, toldMax) };
  await openStandingTask(database, { ...broken, summary, details }, now());
}

function inWords({ movement, reference, here, there }: Difference): string {
  const { currency } = there;
  return `${movement} ${reference}: ${moneyToDecimal(here)} ${currency} here, ${moneyToDecimal(there)} there`;
}
