import type { Transaction } from "./connection.ts";
import type { PutOff } from "./put-off.ts";

/** A piece of work that a worker does later, at least once: handlers must be safe to run twice. */
export type Job<Data extends object = object> = {
  readonly id: string;
  readonly queue: string;
  readonly data: Data;
};

export type JobOptions = {
  /** Not before this moment. */
  readonly startAfter?: Date;
  /** Jobs of one queue with the same key run one after another, in the order they were sent. */
  readonly key?: string;
  /** While a job with this id waits, another is not added. Two senders at the same moment may both succeed. */
  readonly singletonKey?: string;
};

export type JobHandler<Data extends object> = (job: Job<Data>, signal: AbortSignal) => Promise<void>;

/** The job port. Its adapter is pg-boss; see `pg-boss-jobs.ts` for why. */
export interface Jobs {
  /** Inside `tx` the job exists exactly when the transaction commits. */
  send(queue: string, data: object, options?: JobOptions & { tx?: Transaction }): Promise<void>;
  /** Several jobs, each of a queue of its own or not, in one round trip. */
  sendAll(
    jobs: readonly (Omit<Job, "id"> & { readonly key: string })[],
    options: { tx: Transaction },
  ): Promise<void>;
  /**
   * Starts handling a queue in this process. The retries count for jobs sent from now on; before a worker ever named
   * them, a job is tried 2 880 times with growing pauses of up to half a minute, which is about a day.
   */
  work<Data extends object>(
    queue: string,
    options: {
      retryLimit?: number;
      /** The first pause; each that follows is twice as long, up to the longest. */
      retryDelaySeconds?: number;
      retryDelayMaxSeconds?: number;
      concurrency?: number;
      /**
       * False: as many look for jobs as may run at once, so that a slow job keeps none of the others waiting. Otherwise one
       * looks, takes that many and looks again when all are done, which costs the database less.
       */
      together?: boolean;
      /** Jobs wait before they begin, none longer than this says. One that is tried again has waited already. */
      putOff?: PutOff;
    },
    handler: JobHandler<Data>,
  ): Promise<void>;
  /** Has this process look for jobs of a queue at once; call it when the transaction that sent one has committed. */
  wake(queue: string): void;
  /** Runs `handler` on a cron schedule (five fields, UTC), once across all processes. */
  schedule(queue: string, cron: string, handler: () => Promise<void>): Promise<void>;
  /** Lists jobs that used up their retries. */
  deadLetters(queue: string): Promise<readonly Job[]>;
  /** Sends the dead letters of a queue again; returns how many. */
  redrive(queue: string): Promise<number>;
  stop(): Promise<void>;
}
