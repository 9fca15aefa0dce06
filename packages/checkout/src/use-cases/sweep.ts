import { copyIn } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import type { SweepReport, Workings } from "../till.ts";
import { languageOf } from "./price-document.ts";
import { reopen } from "./reopen.ts";
import { confirmingLifetimeMs, settleOutcome } from "./settle-outcome.ts";

/** An open checkout nobody touched for so long expires; its cart may begin another. */
export const idleLifetimeMs = 30 * 24 * 3600_000;
const perSweep = 50;

type Fate = "finalized" | "reopened" | "stillUnknown";

/**
 * Finishes what a crash, a closed browser or a silent provider left. Asks payments for the truth of each overdue checkout: places
 * its order, opens it again once no money can move, or leaves it for the next sweep. No outcome is ever made up by a timer.
 */
export async function sweep(parts: Workings): Promise<SweepReport> {
  const report = { finalized: 0, reopened: 0, stillUnknown: 0, expired: 0 };
  const failures: unknown[] = [];
  for (const checkout of await parts.store.overdueCheckouts(parts.database, parts.clock.now(), perSweep)) {
    try {
      report[await finish(parts, checkout)] += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  const now = parts.clock.now();
  report.expired = await parts.store.expireIdle(
    parts.database,
    new Date(now.getTime() - idleLifetimeMs),
    now,
  );
  if (failures.length > 0) throw new AggregateError(failures, "Some checkouts could not be finished");
  return report;
}

async function finish(parts: Workings, checkout: Checkout): Promise<Fate> {
  const note = checkout.document.attempt;
  const tryId = note && note.kind !== "declined" ? note.tryId : "";
  const outcome = await parts.payments.continuePayment(checkout.id);
  if (outcome?.kind === "authorized" || outcome?.kind === "declined") {
    const result = await settleOutcome(parts, { checkout, tryId }, outcome);
    if (result.kind === "paid") return "finalized";
    if (result.kind === "declined") return "reopened";
  }
  if (outcome?.kind === "unknown") return wait(parts, checkout);
  return giveUp(parts, checkout, tryId);
}

/** Nobody answered the bank, or nothing was ever asked: opened again once it is proven that no money can move. */
async function giveUp(parts: Workings, checkout: Checkout, tryId: string): Promise<Fate> {
  const given = await parts.payments.void(checkout.id);
  if (given.kind !== "voided") return wait(parts, checkout);
  const copy = copyIn(languageOf(checkout.locale));
  const wasAsked = checkout.document.attempt?.kind === "action-required";
  const reopened = await reopen(parts, checkout.id, {
    isThatTry: (note) => note !== null && note.kind !== "declined" && note.tryId === tryId,
    declined: wasAsked ? copy.declined["authentication-not-completed"] : null,
  });
  return reopened?.state === "completed" ? "finalized" : "reopened";
}

async function wait(parts: Workings, checkout: Checkout): Promise<Fate> {
  const now = parts.clock.now();
  const claimedUntil = new Date(now.getTime() + confirmingLifetimeMs);
  await parts.store.noteAttempt(parts.database, checkout, { document: checkout.document, claimedUntil, now });
  return "stillUnknown";
}
