import { queues } from "@evertill/checkout";
import { openTask } from "@evertill/payments";
import { workerQueues } from "../queues.ts";
import type { JobParts } from "./parts.ts";

/** Finds what nothing else finished: unknown payments, overdue checkouts, and jobs that gave up. */
export async function sweep(parts: JobParts) {
  const payments = await parts.payments.sweep();
  const till = await parts.till.sweep();
  const gaveUp = await reportDeadLetters(parts);
  const counts = [...Object.values(payments), ...Object.values(till), gaveUp];
  if (counts.some((count) => count > 0)) parts.log.info({ payments, till, gaveUp }, "swept");
  return { payments, till, gaveUp };
}

async function reportDeadLetters({ jobs, database, now }: JobParts): Promise<number> {
  let count = 0;
  for (const queue of [
    ...Object.values(queues),
    workerQueues.applyProviderEvent,
    workerQueues.applyShopEvent,
  ]) {
    for (const job of await jobs.deadLetters(queue)) {
      count += 1;
      await openTask(
        database,
        {
          kind: "job-gave-up",
          subject: job.id,
          summary: `A job of ${queue} used up its tries. Send it again once its cause is gone.`,
          details: { queue, data: job.data },
        },
        now(),
      );
    }
  }
  return count;
}
