import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { actOut, type Answer } from "../../faults/act-out.ts";
import type { Fault } from "../../faults/fault.ts";
import { letters, type StripeAccount } from "../stripe-account.ts";
import { expandAnswer } from "./expand.ts";
import { type Form, parseForm } from "./form.ts";
import { IdempotencyStore } from "./idempotency.ts";
import { inTodaysWords } from "./older-words.ts";
import { type Operation, operations, publishableOperations } from "./operations.ts";
import { invalidRequest, StripeError } from "./stripe-error.ts";

type Request = Context<{ Bindings: HttpBindings }>;
type Incoming = {
  readonly endpoint: string;
  readonly path: string;
  readonly body: string;
  readonly requestId: string;
  readonly fault: Fault | undefined;
};
type Call = { readonly operation: Operation; readonly endpoint: string; readonly id: string };

const unknownError = { error: { type: "api_error", message: "An unknown error occurred" } };

const apiVersion = "2026-10-28.endive";

/** Stripe's API under `/v1`. */
export function apiRoutes(account: StripeAccount): Hono<{ Bindings: HttpBindings }> {
  const { sandbox } = account;
  const idempotency = new IdempotencyStore(account);

  async function answer(context: Request): Promise<Response> {
    const requestId = `req_${letters(14)}`;
    const path = new URL(context.req.url).pathname;
    const endpoint = `${context.req.method} ${path}`;
    const body =
      context.req.method === "GET" ? new URL(context.req.url).search.slice(1) : await context.req.text();
    const fault = sandbox.faults.meet("stripe-api", endpoint);
    await actOut({
      outgoing: context.env.outgoing,
      // A slow call holds its key while it takes its time, so that time is spent in the work and not before it.
      fault: fault?.mode === "slow" ? undefined : fault,
      work: () => carryOut(context, { endpoint, path, body, requestId, fault }),
      throttled: () =>
        write(
          requestId,
          429,
          errorBody(
            new StripeError(429, {
              type: "invalid_request_error",
              code: "rate_limit",
              message: "Request rate limit exceeded.",
            }),
            requestId,
          ),
          { "stripe-should-retry": "true" },
        ),
      failed: () => write(requestId, 500, unknownError),
    });
    return RESPONSE_ALREADY_SENT;
  }

  async function carryOut(
    context: Request,
    { endpoint, path, body, requestId, fault }: Incoming,
  ): Promise<Answer> {
    const key = context.req.method === "POST" ? context.req.header("idempotency-key") : undefined;
    const version = context.req.header("stripe-version") ?? apiVersion;
    let began = false;
    try {
      const call = callOf(context, path);
      const form = inTodaysWords(parseForm(body), context.req.header("stripe-version"));
      if (key !== undefined) {
        const kept = idempotency.begin(key, endpoint, body);
        if (kept)
          return write(requestId, kept.status, kept.body, {
            "stripe-version": version,
            "idempotency-key": key,
            "idempotent-replayed": "true",
            "original-request": kept.requestId,
          });
        began = true;
      }
      if (fault?.mode === "slow") await sleep(fault.delayMs);
      const { status, answer } = await run(call, form, requestId, (kept) => {
        if (key === undefined) return;
        // Stripe keeps what it answered, a 500 too: repeating the key then gives the 500 again, whatever was done.
        const answered = fault?.mode === "accept-then-error" ? { status: 500, answer: unknownError } : kept;
        idempotency.keep(key, { endpoint, body, requestId, ...answered });
      });
      return write(requestId, status, answer, {
        "stripe-version": version,
        ...(key !== undefined && { "idempotency-key": key, "original-request": requestId }),
      });
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      return write(requestId, error.status, errorBody(error, requestId), {
        "stripe-version": version,
        ...error.headers,
      });
    } finally {
      if (began && key !== undefined) idempotency.end(key);
    }
  }

  /** The work and its answer are in Postgres together before anyone hears of them. */
  async function run(
    { operation, id }: Call,
    { expand, ...form }: Form,
    requestId: string,
    keep: (answer: { status: number; answer: object }) => void,
  ) {
    let outcome: { status: number; answer: object };
    try {
      outcome = { status: 200, answer: expandAnswer(account, operation(account, form, id), expand) };
      keep(outcome);
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      outcome = { status: error.status, answer: errorBody(error, requestId) };
      if (error.isKept) keep(outcome);
    }
    await sandbox.store.save();
    return outcome;
  }

  function callOf(context: Request, path: string): Call {
    const isPublishable = keyOf(context) === sandbox.env.STRIPE_PUBLISHABLE_KEY;
    if (!isPublishable && keyOf(context) !== sandbox.env.STRIPE_SECRET_KEY)
      throw unauthorized(keyOf(context));
    const call = match(isPublishable ? publishableOperations : operations, context.req.method, path);
    if (call) return call;
    if (isPublishable && match(operations, context.req.method, path)) {
      throw new StripeError(403, {
        type: "invalid_request_error",
        code: "secret_key_required",
        message: "This API call cannot be made with a publishable API key. Please use a secret API key.",
      });
    }
    throw invalidRequest(
      `Unrecognized request URL (${context.req.method}: ${path}). The sandbox does not implement it.`,
      { status: 404 },
    );
  }

  return new Hono<{ Bindings: HttpBindings }>()
    .options("/v1/*", () => new Response(null, { status: 204, headers: cors }))
    .all("/v1/*", answer);
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
  "access-control-allow-headers":
    "authorization, content-type, idempotency-key, stripe-version, x-stripe-client-user-agent",
  "access-control-expose-headers": "request-id",
};

/** The key of a call: bearer, basic (as curl -u and the command line send it), or `key` of a browser's form. */
function keyOf({ req }: Request): string {
  const header = req.header("authorization") ?? "";
  if (/^basic /i.test(header))
    return Buffer.from(header.slice(6), "base64").toString("utf8").split(":", 1)[0] ?? "";
  return header.replace(/^bearer\s+/i, "");
}

function unauthorized(key: string): StripeError {
  const message =
    key === ""
      ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."
      : `Invalid API Key provided: ${key.slice(0, 8)}****`;
  return new StripeError(
    401,
    { type: "invalid_request_error", message },
    { headers: { "www-authenticate": 'Bearer realm="Stripe"' } },
  );
}

/** The operation of a path. Words stand before `:id`, so that `/search` is not read as one. */
function match(table: Readonly<Record<string, Operation>>, method: string, path: string): Call | undefined {
  const exact = table[`${method} ${path}`];
  if (exact) return { operation: exact, endpoint: `${method} ${path}`, id: "" };
  const parts = path.split("/");
  const id = parts[3] ?? "";
  const pattern = `${method} ${[...parts.slice(0, 3), ":id", ...parts.slice(4)].join("/")}`;
  const operation = table[pattern];
  return operation && id !== "" ? { operation, endpoint: pattern, id: decodeURIComponent(id) } : undefined;
}

function errorBody({ body }: StripeError, requestId: string): object {
  return { error: { ...body, request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` } };
}

function write(
  requestId: string,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { "content-type": "application/json", "request-id": requestId, ...cors, ...headers },
    body: JSON.stringify(body),
  };
}
