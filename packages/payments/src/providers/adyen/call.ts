import type { Call } from "../../provider.ts";
import { AdyenRefused, AdyenSilent } from "./adyen-client.ts";

/**
 * Makes one call and says what provably came of it: Adyen's answer, its own error object, or nothing.
 *
 * @param readError turns an error object that is an answer to the question into that answer.
 */
export async function callAdyen<Answer>(
  name: string,
  call: () => Promise<Answer>,
  readError: (error: AdyenRefused) => Answer | null = () => null,
): Promise<Call<Answer>> {
  try {
    return { kind: "answered", answer: await call() };
  } catch (error) {
    if (error instanceof AdyenSilent) {
      const operatorMessage = `Adyen did not answer ${name}: ${error.message}`;
      return { kind: error.mayHaveBeenSent ? "unknown" : "not-sent", operatorMessage };
    }
    if (!(error instanceof AdyenRefused)) throw error;
    const answer = readError(error);
    return answer === null ? classify(name, error) : { kind: "answered", answer };
  }
}

function classify<Answer>(name: string, error: AdyenRefused): Call<Answer> {
  const { status, errorCode, message, passes } = error;
  const operatorMessage = `Adyen answered ${name} with ${status} ${errorCode}: ${message}`;
  // 704 (the key is being worked on) and 703 (the store of keys does not answer) say by a header of their own whether the
  // key may be sent again (docs.adyen.com, "API idempotency"). Without it nothing is said of the first request.
  if (errorCode === "704" || errorCode === "703")
    return { kind: passes ? "in-progress" : "unknown", operatorMessage };
  // A 5xx may have happened after the bank was asked.
  if (status >= 500) return { kind: "unknown", operatorMessage };
  return { kind: "refused", code: status === 429 ? "rate_limit" : errorCode, operatorMessage };
}
