/** Who writes when: a process of the storefront writes pages on one thread, so a list under way keeps a price waiting. */
export type Turns = {
  /** Runs what writes a product's own pages. */
  readonly own: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Resolves when it is the turn of a page that can wait: no own page is being written, or it waited long enough. */
  readonly others: () => Promise<void>;
};

/** Lists never wait for ever: where prices change without an end, one is written every two seconds. */
const waiting = { pauseMs: 50, pauses: 40 };

/** Of this process alone; two workers of one storefront write a list beside a price now and then. */
export function createTurns(pause: (ms: number) => Promise<void>): Turns {
  let ownUnderWay = 0;
  const isTaken = () => ownUnderWay > 0;
  return {
    own: async (work) => {
      ownUnderWay += 1;
      try {
        return await work();
      } finally {
        ownUnderWay -= 1;
      }
    },
    others: async () => {
      for (let pauses = 0; isTaken() && pauses < waiting.pauses; pauses += 1) await pause(waiting.pauseMs);
    },
  };
}
