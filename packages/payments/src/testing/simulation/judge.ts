import { isLive } from "../../attempt/transitions.ts";
import type { CheckoutRun } from "./checkout-run.ts";
import { isHeld } from "./ledger.ts";
import { reversalMostMs } from "./reversals.ts";

export type Breach =
  | "double charge"
  | "lost paid order"
  | "unreversed orphan"
  | "late reversal"
  | "unpaid order"
  | "unsettled"
  | "till"
  | "error";

export type Verdict = {
  readonly breaches: readonly { readonly breach: Breach; readonly detail: string }[];
  readonly paid: boolean;
};

/** Compares what the stand-ins hold with what the till believes, after everything came to rest. */
export async function judge(run: CheckoutRun): Promise<Verdict> {
  const { book } = run.till;
  const held = run.ledger.entries.filter(isHeld);
  const { order } = book;
  const isOrdered = order !== null && order.state !== "cancelled";
  const breaches: { breach: Breach; detail: string }[] = [];
  const found = (breach: Breach, detail: string) => void breaches.push({ breach, detail });
  const named = held.map(({ id, status, attemptId }) => `${id} ${status} for ${attemptId}`).join(", ");
  if (held.length > 1) found("double charge", named);
  for (const both of run.ledger.doubles) found("double charge", `for a while: ${both}`);
  const ours = held.filter(({ attemptId }) => isOrdered && attemptId === order.attemptId);
  const orphans = held.filter((entry) => !ours.includes(entry));
  const status = await run.status();
  for (const { attemptId, status: there } of orphans) {
    const believed =
      status.outcome?.attemptId === attemptId &&
      isLive({ state: "authorized" }) &&
      status.authorized !== null;
    found(believed ? "lost paid order" : "unreversed orphan", `${attemptId} is ${there} there`);
  }
  const { lagsMs, attemptIds } = run.reversals;
  for (const lagMs of lagsMs.filter((lag) => lag > reversalMostMs))
    found("late reversal", `its money stood there for ${Math.round(lagMs / 1_000)} s`);
  const alerted = await run.alerted();
  for (const attemptId of new Set(attemptIds)) {
    const alerts = alerted.filter((subject) => subject === attemptId).length;
    if (alerts !== 1) found("late reversal", `${attemptId} has ${alerts} alerts`);
  }
  const refunded = run.ledger.entries.some(
    ({ attemptId, refundedMinor }) => attemptId === order?.attemptId && refundedMinor > 0,
  );
  if (isOrdered && ours.length === 0 && !refunded) found("unpaid order", `order of ${order.attemptId}`);
  if (isOrdered && ours.some(({ amount }) => amount.amountMinor !== order.amount.amountMinor)) {
    found("till", "the order's amount is not what is held");
  }
  if (status.outcome?.kind === "unknown" || status.outcome?.kind === "requires-action") {
    found("unsettled", status.outcome.kind);
  }
  if (isOrdered && book.capture !== "done") found("unsettled", "the order's money was never captured");
  const captured = run.ledger.entries.filter(
    ({ attemptId, status }) => attemptId === order?.attemptId && status === "captured",
  );
  const capturedMinor = captured.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  if (book.bookedMinor !== 0 && book.bookedMinor !== capturedMinor)
    found("till", "the ledger and the money differ");
  const givenBackMinor = captured.reduce((sum, { refundedMinor }) => sum + refundedMinor, 0);
  const bookedBackMinor = [...book.refunded.values()].reduce((sum, minor) => sum + minor, 0);
  if (givenBackMinor !== bookedBackMinor)
    found("till", `${givenBackMinor} was given back, and ${bookedBackMinor} is booked`);
  if (!book.reserved && held.length > 0) found("till", "the goods were let go while money is held");
  for (const fault of book.faults) found("till", fault);
  return { breaches, paid: isOrdered };
}
