import type { Clock } from "../clock.ts";
import type { Call, PaymentProvider, RefundReading, Reading } from "../provider.ts";
import { callEnd, type Health } from "./health.ts";
import type { ObservedOperation } from "./health-store.ts";

/** The same provider, each of its calls told to `health`. */
export function observed(provider: PaymentProvider, health: Health, clock: Clock): PaymentProvider {
  function watch<Request, Answer extends Call<unknown> | Reading | RefundReading>(
    operation: ObservedOperation,
    call: (request: Request) => Promise<Answer>,
  ): (request: Request) => Promise<Answer> {
    return async (request) => {
      const began = clock.now().getTime();
      const answer = await call(request);
      if (answer.kind === "unreadable") return answer;
      const tookMs = clock.now().getTime() - began;
      await health.called(provider.name, operation, { kind: callEnd(answer), tookMs });
      return answer;
    };
  }
  const { continueAction } = provider;
  return {
    name: provider.name,
    declinedStaysOpen: provider.declinedStaysOpen,
    refusesAmount: (amount) => provider.refusesAmount(amount),
    cardOf: (instrument) => provider.cardOf(instrument),
    prepare: watch("prepare", (request) => provider.prepare(request)),
    authorize: watch("authorize", (request) => provider.authorize(request)),
    continueAction:
      continueAction === null
        ? null
        : watch("continueAction", (request) => continueAction.call(provider, request)),
    retrieve: watch("retrieve", (request) => provider.retrieve(request)),
    fence: watch("fence", (request) => provider.fence(request)),
    capture: watch("capture", (request) => provider.capture(request)),
    refund: watch("refund", (request) => provider.refund(request)),
    findRefund: watch("retrieve", (refund) => provider.findRefund(refund)),
    probe: () => provider.probe(),
    parseWebhook: (webhook) => provider.parseWebhook(webhook),
  };
}
