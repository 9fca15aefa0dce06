import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "../../../access/guard.ts";
import { composition } from "../../../compose.ts";
import { PaymentFacts } from "../../../payments/payment-facts.tsx";
import { readPaymentStory } from "../../../payments/payment-story.ts";
import { Timeline } from "../../../payments/timeline.tsx";

export const metadata: Metadata = { title: "A payment" };

type Props = { readonly params: Promise<{ readonly reference: string }> };

export default guardedPage("payments.read", async (_visitor, { params }: Props) => {
  const { database, now } = composition();
  const { reference } = await params;
  const story = await readPaymentStory(database, reference);
  if (!story) notFound();
  return (
    <>
      <h1>{story.checkout?.order?.number ?? "Payment without an order"}</h1>
      <PaymentFacts story={story} now={now()} />
      <h2>What happened</h2>
      <Timeline entries={story.entries} />
    </>
  );
});
