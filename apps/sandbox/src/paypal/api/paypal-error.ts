import { issueTexts } from "./issue-texts.ts";

type Detail = { readonly field?: string; readonly value?: string };
type Link = { readonly href: string; readonly rel: string; readonly method?: string };

/** An answer that is not a success, in PayPal's shape. Thrown by the operations, written by the server. */
export class PayPalError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** 422 with one issue: understood, and not possible. */
export function unprocessable(issue: string, detail: Detail = {}, links: readonly Link[] = []): PayPalError {
  return new PayPalError(422, {
    name: "UNPROCESSABLE_ENTITY",
    message:
      "The requested action could not be performed, semantically incorrect, or failed business validation.",
    details: [detailOf(issue, detail)],
    ...(links.length > 0 && { links }),
  });
}

/** 400 with one issue: not well formed. */
export function invalidRequest(issue: string, detail: Detail = {}): PayPalError {
  return new PayPalError(400, {
    name: "INVALID_REQUEST",
    message: "Request is not well-formed, syntactically incorrect, or violates schema.",
    details: [{ location: "body", ...detailOf(issue, detail) }],
  });
}

export function notFound(message = "The specified resource does not exist."): PayPalError {
  return new PayPalError(404, {
    name: "RESOURCE_NOT_FOUND",
    message,
    details: [detailOf("INVALID_RESOURCE_ID", {})],
  });
}

/** 409: an earlier call for the same thing is still running. */
export function inProgress(): PayPalError {
  return new PayPalError(409, {
    name: "RESOURCE_CONFLICT",
    message: "The server has detected a conflict while processing this request.",
    details: [detailOf("PREVIOUS_REQUEST_IN_PROGRESS", {})],
  });
}

export const serverErrorBody = {
  name: "INTERNAL_SERVER_ERROR",
  message: "An internal server error has occurred.",
};

export const rateLimitBody = {
  name: "RATE_LIMIT_REACHED",
  message: "Too many requests. Blocked due to rate limiting.",
};

function detailOf(issue: string, { field, value }: Detail): object {
  return {
    ...(field !== undefined && { field }),
    ...(value !== undefined && { value }),
    issue,
    description: issueTexts[issue] ?? issue,
  };
}
