import { type CaptureJob, findOrderById } from "@evertill/checkout";
import { openTask } from "@evertill/payments";
import { type JobParts, NotYet } from "./parts.ts";

/** Takes what was authorised. A refusal is final and already with a person; silence is asked again. */
export async function capturePayment(parts: JobParts, { orderId, reference }: CaptureJob): Promise<void> {
  const { payments, log, database, now } = parts;
  const result = await payments.capture(reference);
  switch (result.kind) {
    case "captured":
      return log.info({ orderId, amount: result.amount }, "payment captured");
    case "refused":
      return log.error({ orderId, code: result.code }, "capture was refused, and a person is told");
    case "nothing-to-capture":
      if ((await findOrderById(database, orderId))?.cancelledAt != null) return;
      return openTask(
        database,
        {
          kind: "nothing-to-capture",
          subject: reference,
          summary: "An order was placed, and its payment is no longer authorised.",
          details: { orderId },
        },
        now(),
      );
    case "unknown":
    case "unreachable":
      throw new NotYet(`Payment of order ${orderId} is not captured yet`, result.operatorMessage);
  }
}
