import { Stripe } from "stripe";
import type { Call } from "../../provider.ts";
import { witnessed } from "./stripe-client.ts";

/** What Stripe's error said, when a Stripe body was read. */
export type StripeAnsweredError = {
  readonly status: number;
  readonly type: string;
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly intent: Stripe.PaymentIntent | null;
};

/**
 * Makes one call and says what provably came of it. The exception's class decides nothing: a 409 "key in use" and a 500
 * are the same `StripeAPIError`, and so is a proxy's HTML page. What counts is whether Stripe's own error object was read.
 *
 * @param readError turns an error body that is an answer (a decline, a status that forbids the call) into that answer.
 */
export async function callStripe<Answer>(
  name: string,
  deadlineMs: number,
  call: () => Promise<Answer>,
  readError: (error: StripeAnsweredError) => Answer | null = () => null,
): Promise<Call<Answer>> {
  const result = await witnessed(() => beforeDeadline(call(), deadlineMs));
  if ("answer" in result) return { kind: "answered", answer: result.answer };
  const answered = answeredError(result.error);
  if (answered === null) {
    const operatorMessage = `Stripe did not answer ${name}: ${messageOf(result.error)}`;
    return { kind: result.mayHaveBeenSent ? "unknown" : "not-sent", operatorMessage };
  }
  const answer = readError(answered);
  return answer === null ? classify(name, answered) : { kind: "answered", answer };
}

function classify<Answer>(name: string, error: StripeAnsweredError): Call<Answer> {
  const { status, type, code, message, requestId } = error;
  const operatorMessage = `Stripe answered ${name} with ${status} ${code}: ${message} (${requestId})`;
  if (status === 409) return { kind: "in-progress", operatorMessage };
  // A 5xx may have happened after the bank was asked, and a key used with other data says nothing of its first use.
  if (status >= 500 || type === "idempotency_error") return { kind: "unknown", operatorMessage };
  return { kind: "refused", code, operatorMessage };
}

/** Null unless Stripe's error object was parsed from the body. */
function answeredError(error: unknown): StripeAnsweredError | null {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  const { statusCode, rawType } = error;
  if (statusCode === undefined || typeof rawType !== "string") return null;
  const intent = error.payment_intent;
  return {
    status: statusCode,
    type: rawType,
    code: error.code ?? rawType,
    message: error.message,
    requestId: error.requestId ?? "no request id",
    intent: intent?.object === "payment_intent" ? intent : null,
  };
}

/** The SDK's timeout counts silence on the socket; an answer that drips would outlast it. */
async function beforeDeadline<Answer>(call: Promise<Answer>, deadlineMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no whole answer in ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
