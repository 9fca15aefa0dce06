import { ApiError } from "@paypal/paypal-server-sdk";
import type { Call } from "../../provider.ts";
import { witnessed } from "./paypal-client.ts";

/** What PayPal's error said, when a body of PayPal's was read. */
export type PayPalAnsweredError = {
  readonly status: number;
  /** The issue of the first detail, or else the error's name. */
  readonly code: string;
  readonly message: string;
  readonly debugId: string;
};

/** A call of the SDK: what it answers is in `result`. */
type SdkCall<Result> = () => Promise<{ readonly result: Result }>;

/**
 * Makes one call and says what provably came of it. The exception's class decides nothing: a proxy's page and a 500 of
 * PayPal's are the same `ApiError`. What counts is whether PayPal's own error object was read.
 *
 * @param readError turns an error body that is an answer (a decline, a state that forbids the call) into that answer.
 */
export async function callPayPal<Result, Answer>(
  name: string,
  deadlineMs: number,
  call: SdkCall<Result>,
  {
    read,
    readError = () => null,
  }: {
    readonly read: (result: Result) => Answer;
    readonly readError?: (error: PayPalAnsweredError) => Answer | null;
  },
): Promise<Call<Answer>> {
  const outcome = await witnessed(deadlineMs, async () => read((await call()).result));
  if ("answer" in outcome) return { kind: "answered", answer: outcome.answer };
  const answered = answeredError(outcome.error);
  if (answered === null) {
    const operatorMessage = `PayPal did not answer ${name}: ${messageOf(outcome.error)}`;
    return { kind: outcome.mayHaveBeenSent ? "unknown" : "not-sent", operatorMessage };
  }
  // Without a token nothing was asked, whatever PayPal says of the token.
  if (!outcome.mayHaveBeenSent) return refused(name, answered);
  const answer = readError(answered);
  return answer === null ? classify(name, answered) : { kind: "answered", answer };
}

function classify<Answer>(name: string, error: PayPalAnsweredError): Call<Answer> {
  const operatorMessage = describe(name, error);
  if (error.status === 409) return { kind: "in-progress", operatorMessage };
  // A 5xx may have happened after the money was asked for, and so may what is still being completed.
  if (error.status >= 500 || error.code === "ORDER_COMPLETION_IN_PROGRESS") {
    return { kind: "unknown", operatorMessage };
  }
  return refused(name, error);
}

function refused<Answer>(name: string, error: PayPalAnsweredError): Call<Answer> {
  const code = error.status === 429 ? "rate_limit" : error.code;
  return { kind: "refused", code, operatorMessage: describe(name, error) };
}

function describe(name: string, { status, code, message, debugId }: PayPalAnsweredError): string {
  return `PayPal answered ${name} with ${status} ${code}: ${message} (${debugId})`;
}

/** Null unless PayPal's error object was parsed from the body. The token's endpoint has another shape than the rest. */
function answeredError(error: unknown): PayPalAnsweredError | null {
  if (!(error instanceof ApiError) || typeof error.body !== "string") return null;
  const body = parse(error.body);
  const name = textOf(body, "name") ?? textOf(body, "error");
  if (name === null) return null;
  const details: unknown = body["details"];
  const first = Array.isArray(details) ? asObject(details[0]) : {};
  return {
    status: error.statusCode,
    code: textOf(first, "issue") ?? name,
    message:
      textOf(first, "description") ?? textOf(body, "message") ?? textOf(body, "error_description") ?? name,
    debugId: textOf(body, "debug_id") ?? "no debug id",
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(object: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = object[name];
  return typeof value === "string" ? value : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
