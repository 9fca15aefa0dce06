import { reconcile } from "@evertill/checkout";
import { openTask } from "@evertill/payments";
import { type JobParts, NotYet } from "./parts.ts";

/** Holds each provider's own account of the days against our ledger; one task while any break stands. */
export async function reconcileProviders(parts: JobParts): Promise<void> {
  const { database, reports, log, now } = parts;
  const days = await reconcile({ database, reports, clock: { now } });
  const broken = days.filter(({ breaks }) => breaks !== null && breaks > 0);
  for (const { provider, day, breaks } of broken) {
    await openTask(
      database,
      {
        kind: "reconciliation-breaks",
        subject: `${provider} ${day}`,
        summary: `${breaks} movements of ${day} differ between ${provider}'s account and our ledger.`,
      },
      now(),
    );
  }
  log.info({ days }, "providers reconciled");
  const silent = days.find(({ operatorMessage }) => operatorMessage !== null);
  if (silent)
    throw new NotYet(`${silent.day} is not compared with ${silent.provider}`, silent.operatorMessage ?? "");
}
