import type { PaymentNews } from "@evertill/payments";
import { disputeMoved } from "../domain/ledger.ts";
import type { Workings } from "../till.ts";

type DisputeNews = Extract<PaymentNews, { kind: "dispute-withdrawn" | "dispute-returned" }>;

/** Books money that a dispute moved, once per event of the provider's. */
export async function bookDispute(parts: Workings, news: DisputeNews): Promise<void> {
  const { store, clock } = parts;
  const { kind, reference, provider, stepId, disputeReference, amount } = news;
  await parts.database.transaction(async (tx) => {
    const order = await store.findOrderByCheckout(tx, reference);
    const now = clock.now();
    if (
      !(await store.postToLedger(tx, disputeMoved({ kind, stepId, disputeReference, provider, amount }), now))
    )
      return;
    await store.addToOutbox(tx, {
      aggregate: { type: "order", id: order?.id ?? reference },
      type: `payment.${kind}`,
      payload: { orderId: order?.id ?? null, provider, disputeReference, amount },
      now,
    });
  });
}
