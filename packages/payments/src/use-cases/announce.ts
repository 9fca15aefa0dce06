import type { Context } from "./context.ts";

/**
 * Tells the listener what it has not heard of one payment (null: of all), in the order in which it happened; returns how
 * much it took. What it rejects waits, and all later news of that payment with it, for the sweep.
 */
export async function announce(context: Context, reference: string | null, limit = 100): Promise<number> {
  const { store, listener, log } = context;
  let told = 0;
  const deaf = new Set<string>();
  for (const { id, news } of await store.findUnannounced(reference, limit)) {
    if (deaf.has(news.reference)) continue;
    try {
      await listener.paymentChanged(news);
    } catch (error) {
      deaf.add(news.reference);
      log.error({ err: error, news: news.kind, attemptId: news.attemptId }, "payment news was not taken");
      continue;
    }
    await store.markAnnounced(id);
    told += 1;
  }
  return told;
}
