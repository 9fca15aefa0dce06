import type { Clock } from "@evertill/checkout";
import type { PutOff } from "@evertill/database";

export type Rush = PutOff & {
  /** To be called every second: judges by the orders since the call before. While orders cannot be counted there is no rush. */
  readonly look: () => Promise<void>;
};

/**
 * Whether many shoppers pay right now. Judged by order numbers, which the database hands out to every process alike: what a
 * worker could see of itself, its processor or its queues, says nothing of a till on another machine.
 */
export function watchRush({
  lastOrderNumber,
  ordersPerSecond,
  atMostMs,
  clock,
}: {
  lastOrderNumber: () => Promise<number>;
  /** From so many on it is a rush. */
  ordersPerSecond: number;
  atMostMs: number;
  clock: Clock;
}): Rush {
  let before: { readonly number: number; readonly at: number } | null = null;
  let rush: PromiseWithResolvers<void> | null = null;

  function judge(isRush: boolean): void {
    if (isRush) rush ??= Promise.withResolvers();
    else {
      rush?.resolve();
      rush = null;
    }
  }

  return {
    atMostMs,
    calm: async () => rush?.promise,
    async look() {
      try {
        const now = { number: await lastOrderNumber(), at: clock.now().getTime() };
        const since = before ?? now;
        before = now;
        judge((now.number - since.number) * 1_000 >= ordersPerSecond * Math.max(1, now.at - since.at));
      } catch (error) {
        judge(false);
        throw error;
      }
    },
  };
}
