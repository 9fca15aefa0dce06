import { setTimeout as sleep } from "node:timers/promises";
import { timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { actOut, type Answer } from "../../faults/act-out.ts";
import type { Fault } from "../../faults/fault.ts";
import { type AdyenAccount, newPspReference } from "../adyen-account.ts";
import {
  AdyenError,
  keyInUse,
  keyStoreDown,
  tooManyRequests,
  unauthorized,
  unknownFailure,
} from "./adyen-error.ts";
import { IdempotencyStore } from "./idempotency.ts";
import { type Operation, operations } from "./operations.ts";
import { parseJson } from "./read-body.ts";

type Request = Context<{ Bindings: HttpBindings }>;
type Call = { readonly operation: Operation; readonly id: string };
type Outcome = { readonly status: number; readonly body: object };

const root = "/v72";

/** Adyen's Checkout API, version 72. */
export function apiRoutes(account: AdyenAccount): Hono<{ Bindings: HttpBindings }> {
  const { sandbox } = account;
  const idempotency = new IdempotencyStore(account);

  async function answer(context: Request): Promise<Response> {
    const { method, path } = context.req;
    const body = await context.req.text();
    const fault = sandbox.faults.meet("adyen-api", `${method} ${path}`);
    await actOut({
      outgoing: context.env.outgoing,
      // A slow call holds its key while it takes its time, so that time is spent in the work and not before it.
      fault: fault?.mode === "slow" ? undefined : fault,
      work: () => carryOut(context, body, fault),
      throttled: () => refusalOf(tooManyRequests()),
      failed: () => refusalOf(unknownFailure()),
    });
    return RESPONSE_ALREADY_SENT;
  }

  async function carryOut(context: Request, body: string, fault: Fault | undefined): Promise<Answer> {
    const key = context.req.header("idempotency-key");
    try {
      authenticate(context);
      const call = callOf(context);
      if (fault?.mode === "key-in-use") throw keyInUse();
      if (fault?.mode === "key-store-down") throw keyStoreDown();
      return key === undefined ? write(await run(call, body, fault)) : await once(key, call, body, fault);
    } catch (error) {
      if (!(error instanceof AdyenError)) throw error;
      return refusalOf(error);
    }
  }

  /** The first call of a key is carried out, any other is given its answer. */
  async function once(key: string, call: Call, body: string, fault: Fault | undefined): Promise<Answer> {
    const kept = idempotency.begin(key);
    const headers = { "idempotency-key": key };
    if (kept) return write(kept, headers);
    try {
      return write(await run(call, body, fault, (outcome) => idempotency.keep(key, outcome)), headers);
    } finally {
      idempotency.end(key);
    }
  }

  /** The work and its answer are in Postgres together before anyone hears of them. A request that was refused is not kept. */
  async function run(
    { operation, id }: Call,
    text: string,
    fault: Fault | undefined,
    keep: (outcome: Outcome) => void = () => undefined,
  ): Promise<Outcome> {
    if (fault?.mode === "slow") await sleep(fault.delayMs);
    const body = parseJson(text);
    checkAccount(account, body);
    const outcome = { status: operation.status, body: operation.run(account, body, id) };
    keep(outcome);
    await sandbox.store.save();
    return outcome;
  }

  function authenticate({ req }: Request): void {
    const [given, wanted] = [req.header("x-api-key") ?? "", sandbox.env.ADYEN_API_KEY].map((key) =>
      Buffer.from(key),
    );
    if (!given || !wanted || given.length !== wanted.length || !timingSafeEqual(given, wanted))
      throw unauthorized();
  }

  return new Hono<{ Bindings: HttpBindings }>().all(`${root}/*`, answer);
}

function callOf({ req }: Request): Call {
  const path = req.path.slice(root.length);
  const exact = operations[`${req.method} ${path}`];
  if (exact) return { operation: exact, id: "" };
  const [, first, id = "", ...more] = path.split("/");
  const operation = operations[`${req.method} /${first}/:id/${more.join("/")}`];
  if (operation && id !== "") return { operation, id: decodeURIComponent(id) };
  throw new AdyenError(
    404,
    "000",
    "validation",
    `${req.method} ${req.path} is not implemented by the sandbox`,
  );
}

/** Details name a payment and no account. */
function checkAccount({ merchantAccount }: AdyenAccount, body: unknown): void {
  if (typeof body !== "object" || body === null || "details" in body) return;
  if ("merchantAccount" in body && body.merchantAccount === merchantAccount) return;
  throw new AdyenError(403, "901", "security", "Invalid Merchant Account");
}

function refusalOf(error: AdyenError): Answer {
  return write(
    { status: error.status, body: { ...error.body, pspReference: newPspReference() } },
    error.headers,
  );
}

function write({ status, body }: Outcome, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(body),
  };
}
