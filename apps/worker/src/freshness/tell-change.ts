import type { Database, Jobs, Transaction } from "@evertill/database";
import { workerQueues } from "../queues.ts";
import { hearChange, type ToldBy } from "./subject-store.ts";

export type RefreshJob = { readonly subject: string };

/**
 * Notes a change and has its pages refreshed, both or neither; false when it was known. Several changes while one waits are
 * one refresh, and those of one subject run one after another.
 */
export async function tellChange(
  { jobs, tx, now }: { jobs: Pick<Jobs, "send">; tx: Transaction; now: Date },
  change: { subject: string; version: Date | null; toldBy: ToldBy },
): Promise<boolean> {
  if (!(await hearChange(tx, change, now))) return false;
  await sendRefresh(jobs, change.subject, tx);
  return true;
}

export async function sendRefresh(
  jobs: Pick<Jobs, "send">,
  subject: string,
  tx?: Transaction,
): Promise<void> {
  const job: RefreshJob = { subject };
  const once = { key: subject, singletonKey: subject };
  await jobs.send(workerQueues.refreshPages, job, tx ? { ...once, tx } : once);
}

/** The same from outside a transaction. */
export async function tellChangeAlone(
  { database, jobs, now }: { database: Database; jobs: Pick<Jobs, "send">; now: () => Date },
  change: Parameters<typeof tellChange>[1],
): Promise<boolean> {
  return database.transaction((tx) => tellChange({ jobs, tx, now: now() }, change));
}

/** Soon rather than at once: what is called within some seconds is one job, and runs behind products' own pages. */
const listsWaitMs = 3_000;

export async function sendRefreshLists(jobs: Pick<Jobs, "send">, now: Date, tx?: Transaction): Promise<void> {
  const startAfter = new Date(now.getTime() + listsWaitMs);
  const once = { singletonKey: "lists", startAfter };
  await jobs.send(workerQueues.refreshLists, {}, tx ? { ...once, tx } : once);
}
