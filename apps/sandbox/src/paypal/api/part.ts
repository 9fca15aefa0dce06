import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { actOut, type Answer } from "../../faults/act-out.ts";
import type { Fault } from "../../faults/fault.ts";
import { letters, type PayPalAccount } from "../paypal-account.ts";
import type { Done, Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { notFound, PayPalError, rateLimitBody, serverErrorBody, unprocessable } from "./paypal-error.ts";
import { RequestIds } from "./request-ids.ts";
import { grantToken, isGranted } from "./tokens.ts";

type Request = Context<{ Bindings: HttpBindings }>;
type Incoming = {
  readonly endpoint: string;
  readonly body: string;
  readonly debugId: string;
  readonly fault: Fault | undefined;
};
type Found = { readonly operation: Operation; readonly endpoint: string; readonly id: string };

const mockSchema = z.object({ mock_application_codes: z.string() });

/** PayPal's REST API: OAuth, Orders v2, Payments v2. */
export function apiRoutes(account: PayPalAccount): Hono<{ Bindings: HttpBindings }> {
  const { sandbox } = account;
  const requestIds = new RequestIds(account);

  async function answer(context: Request): Promise<Response> {
    const endpoint = `${context.req.method} ${context.req.path}`;
    const debugId = letters(13).toLowerCase();
    const body = await context.req.text();
    const fault = sandbox.faults.meet("paypal-api", endpoint);
    await actOut({
      outgoing: context.env.outgoing,
      // A slow call holds its key while it takes its time, so that time is spent in the work and not before it.
      fault: fault?.mode === "slow" ? undefined : fault,
      work: () => carryOut(context, { endpoint, body, debugId, fault }),
      throttled: () => write(debugId, 429, rateLimitBody),
      failed: () => write(debugId, 500, serverErrorBody),
    });
    return RESPONSE_ALREADY_SENT;
  }

  async function carryOut(context: Request, incoming: Incoming): Promise<Answer> {
    const { debugId } = incoming;
    try {
      if (context.req.path === "/v1/oauth2/token") {
        const form = new URLSearchParams(incoming.body);
        return await grantToken(account, context.req.header("authorization") ?? "", form);
      }
      if (!isGranted(account, context.req.header("authorization") ?? "")) return write(debugId, 401, noToken);
      refuseAsTold(context.req.header("paypal-mock-response"));
      const done = await perform(context, incoming);
      const isWhole = /return=representation/.test(context.req.header("prefer") ?? "");
      const content = isWhole ? done.whole : done.brief;
      return content === null ? write(debugId, 204, null) : write(debugId, done.status, content);
    } catch (error) {
      if (!(error instanceof PayPalError)) throw error;
      return write(debugId, error.status, error.body);
    }
  }

  /** The work is in Postgres before anyone hears of it. */
  async function perform(context: Request, { body, fault }: Incoming): Promise<Done> {
    const { operation, endpoint, id } = find(context.req.method, context.req.path);
    const requestId = context.req.header("paypal-request-id") ?? null;
    const call = { account, id, body: parse(body), requestId };
    const { again, keptMs } = operation;
    const key = again && requestId !== null ? requestId : null;
    const place = `${endpoint} ${id}`;
    const madeBefore = key === null ? null : requestIds.begin(place, key, keptMs ?? 0);
    if (again && madeBefore !== null) return again(call, madeBefore);
    try {
      if (fault?.mode === "slow") await sleep(fault.delayMs);
      const done = operation.run(call);
      if (key !== null && done.madeId !== undefined) requestIds.keep(place, key, done.madeId);
      await sandbox.store.save();
      return done;
    } finally {
      if (key !== null) requestIds.end(place, key);
    }
  }

  return new Hono<{ Bindings: HttpBindings }>().post("/v1/oauth2/token", answer).all("/v2/*", answer);
}

/** `PayPal-Mock-Response` asks the sandbox for a refusal by name (developer.paypal.com, "Negative testing"). */
function refuseAsTold(header: string | undefined): void {
  if (header === undefined) return;
  const wish = mockSchema.safeParse(parse(header));
  if (!wish.success) throw unprocessable("INVALID_PARAMETER_VALUE", { field: "PayPal-Mock-Response" });
  const { mock_application_codes: code } = wish.data;
  if (code === "INTERNAL_SERVER_ERROR") throw new PayPalError(500, serverErrorBody);
  throw unprocessable(code);
}

function find(method: string, path: string): Found {
  const parts = path.split("/");
  const id = parts[4] ?? "";
  const endpoint = `${method} ${[...parts.slice(0, 4), ...(id === "" ? [] : [":id"]), ...parts.slice(5)].join("/")}`;
  const operation = operations[endpoint];
  if (!operation) throw notFound(`The sandbox does not implement ${method} ${path}.`);
  return { operation, endpoint, id: decodeURIComponent(id) };
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PayPalError(400, {
      name: "INVALID_REQUEST",
      message: "Request is not well-formed, syntactically incorrect, or violates schema.",
      details: [{ issue: "MALFORMED_REQUEST_JSON", description: "The request JSON is not well formed." }],
    });
  }
}

const noToken = { error: "invalid_token", error_description: "Token signature verification failed" };

function write(debugId: string, status: number, body: object | null): Answer {
  const isError = status >= 400 && body !== null && "name" in body;
  return {
    status,
    headers: { ...(body !== null && { "content-type": "application/json" }), "paypal-debug-id": debugId },
    body: body === null ? "" : JSON.stringify(isError ? { ...body, debug_id: debugId } : body),
  };
}
