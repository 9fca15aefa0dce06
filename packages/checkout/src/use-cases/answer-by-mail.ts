import type { Transaction } from "@evertill/database";
import { lateAfterMs } from "../api/answer-by-mail.ts";
import type { AttemptNote, Checkout } from "../domain/checkout.ts";
import { type NotChargedJob, queues } from "../queues.ts";
import type { Workings } from "../till.ts";

/** Paying answers within 12 s, or 20 where an earlier attempt must be fenced first; from then on nobody is asking. */
const payingDeadlineMs = 20_000;

/** Whether a try was unknown for so long that its page promised the answer by mail and said that it may be closed. */
export function wasPromised(note: AttemptNote | null, now: Date): boolean {
  switch (note?.kind) {
    case "paying":
      return unknownForMs(note.since, now) >= payingDeadlineMs + lateAfterMs;
    case "confirming":
      return note.isPromised === true || unknownForMs(note.since, now) >= lateAfterMs;
    case "action-required":
      return note.isPromised === true;
    case "method-wanted":
    case "declined":
    case undefined:
      return false;
  }
}

/**
 * The answer is no: has the promised mail written, in the transaction that takes the note away, so that each try has one. A yes
 * is written by the order's own mail. `words`: why, as the shopper may read it; null where nobody declined.
 */
export async function answerByMail(
  parts: Workings,
  tx: Transaction,
  checkout: Checkout,
  words: string | null,
): Promise<void> {
  const { attempt, contact } = checkout.document;
  if (!attempt || attempt.kind === "declined" || !contact) return;
  if (!wasPromised(attempt, parts.clock.now())) return;
  const job: NotChargedJob = { checkoutId: checkout.id, tryId: attempt.tryId, words };
  await parts.jobs.send(queues.tellNotCharged, job, { tx, key: checkout.id });
}

function unknownForMs(since: string, now: Date): number {
  return now.getTime() - Date.parse(since);
}
