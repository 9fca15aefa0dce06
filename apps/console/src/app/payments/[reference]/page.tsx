import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "../../../access/guard.ts";
import { may } from "../../../access/permissions.ts";
import { composition } from "../../../compose.ts";
import { PaymentFacts } from "../../../payments/payment-facts.tsx";
import { readPaymentStory } from "../../../payments/payment-story.ts";
import { Refunds } from "../../../refunds/refunds.tsx";
import { Timeline } from "../../../payments/timeline.tsx";

export const metadata: Metadata = { title: "A payment" };

type Props = { readonly params: Promise<{ readonly reference: string }> };

export default guardedPage("payments.read", async (visitor, { params }: Props) => {
  const parts = composition();
  const { reference } = await params;
  const story = await readPaymentStory(parts, reference);
  if (!story) notFound();
  return (
    <>
      <h1>{story.checkout?.order?.number ?? "Payment without an order"}</h1>
      <PaymentFacts story={story} now={parts.now()} />
      {story.checkout?.order && story.refunds && (
        <Refunds
          orderId={story.checkout.order.id}
          refunds={story.refunds}
          mayGive={may(visitor.role, "refunds.give")}
        />
      )}
      <h2>What happened</h2>
      <Timeline entries={story.entries} />
    </>
  );
});
