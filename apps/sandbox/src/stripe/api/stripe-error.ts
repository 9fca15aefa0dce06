import type { PaymentError } from "../model.ts";

/** An answer that is not a success, in Stripe's shape. Thrown by the operations, written by the server. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the idempotency store keeps it: what failed before anything was done is not kept. */
  readonly isKept: boolean;

  constructor(
    status: number,
    body: Readonly<Record<string, unknown>> & { type: string; message: string },
    { headers = {}, isKept = false }: { headers?: Readonly<Record<string, string>>; isKept?: boolean } = {},
  ) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.isKept = isKept;
  }
}

export function invalidRequest(
  message: string,
  rest: { param?: string; code?: string; status?: number } & Record<string, unknown> = {},
): StripeError {
  const { status = 400, ...details } = rest;
  return new StripeError(status, { type: "invalid_request_error", message, ...details });
}

export function missingResource(what: string, id: string, param = "id"): StripeError {
  return invalidRequest(`No such ${what}: '${id}'`, { status: 404, code: "resource_missing", param });
}

/** 402, with the intent as it is after the refusal. */
export function cardError(error: PaymentError, intent: object): StripeError {
  return new StripeError(
    402,
    {
      type: error.type,
      code: error.code,
      message: error.message,
      ...(error.param && { param: error.param }),
      ...(error.declineCode && { decline_code: error.declineCode }),
      ...(error.adviceCode && { advice_code: error.adviceCode }),
      ...(error.networkDeclineCode && { network_decline_code: error.networkDeclineCode }),
      ...(error.charge && { charge: error.charge }),
      payment_intent: intent,
    },
    { isKept: true },
  );
}
