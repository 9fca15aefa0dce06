import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContractFault } from "../../provider-contract.ts";
import { answer, bodyOf, type Reply, send } from "../../testing/scripted-wire.ts";

const headers = { "request-id": "req_scripted" };

type Intent = {
  id: string;
  object: "payment_intent";
  amount: number;
  amount_capturable: number;
  amount_received: number;
  currency: string;
  status: string;
  client_secret: string;
  last_payment_error: object | null;
  latest_charge: object | null;
};

/**
 * As much of Stripe as payments speak to, in one process: PaymentIntents with their status machine, keys that replay,
 * and faults. It keeps the contract suite quick and apart from the sandbox, whose Stripe is held to the same suite.
 */
export async function startScriptedStripe() {
  const intents = new Map<string, Intent>();
  const saved = new Map<string, Reply>();
  const requests: { readonly path: string; readonly key: string | undefined }[] = [];
  const faults: ContractFault[] = [];
  const spent = new Set<string>();
  const refunded = new Map<string, number>();
  const refunds: { readonly payment_intent: string; readonly [field: string]: unknown }[] = [];
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await bodyOf(request));
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://stripe");
    const key = request.headers["idempotency-key"] as string | undefined;
    requests.push({ path: `${request.method} ${pathname}`, key });
    const fault = faults.shift() ?? "none";
    if (fault === "request-lost") return void request.socket.destroy();
    if (fault === "conflict") return send(response, conflict);
    if (fault === "rate-limited") return send(response, rateLimited);
    const params = request.method === "GET" ? searchParams : form;
    const reply = once(key, () => execute(request.method ?? "GET", pathname, params));
    answer(request, response, { reply, broken, fault });
  }

  function once(key: string | undefined, run: () => Reply): Reply {
    const before = key === undefined ? undefined : saved.get(key);
    const reply = before ?? run();
    if (key !== undefined) saved.set(key, reply);
    return structuredClone(reply);
  }

  function execute(method: string, path: string, form: URLSearchParams): Reply {
    if (path === "/v1/payment_intents") return ok(create(form));
    if (path === "/v1/refunds") return method === "GET" ? refundsOf(form) : refund(form);
    const [, , kind, id = "", action] = path.split("/");
    if (kind === "confirmation_tokens") return ok({ id, object: "confirmation_token", ...typedCard });
    const intent = intents.get(id);
    if (!intent)
      return refusal(404, { type: "invalid_request_error", code: "resource_missing", message: "none" });
    if (method === "GET") return ok(intent);
    if (action === "confirm") {
      const asks = form.get("payment_method_options[card][request_three_d_secure]");
      return confirm(intent, form.get("confirmation_token") ?? "", asks);
    }
    return action === "cancel" ? cancel(intent) : capture(intent);
  }

  function create(form: URLSearchParams): Intent {
    const id = `pi_${intents.size + 1}`;
    const intent: Intent = {
      id,
      object: "payment_intent",
      amount: Number(form.get("amount")),
      amount_capturable: 0,
      amount_received: 0,
      currency: form.get("currency") ?? "",
      status: "requires_payment_method",
      client_secret: `${id}_secret_scripted`,
      last_payment_error: null,
      latest_charge: null,
    };
    intents.set(id, intent);
    return intent;
  }

  function confirm(intent: Intent, token: string, asks: string | null): Reply {
    if (intent.status !== "requires_payment_method") return unexpected(intent);
    // A token serves once; what it became serves again.
    if (token !== "" && spent.has(token)) return spentToken;
    spent.add(token);
    if (token.startsWith("ctoken_soft")) return refuse(intent, softDecline);
    if (token === "" && asks === "challenge") intent.status = "requires_action";
    if (token === "") return ok(intent);
    const decline = declines[token.split("_")[1] ?? ""];
    if (decline) return refuse(intent, decline);
    if (token.startsWith("ctoken_challenge")) intent.status = "requires_action";
    else authorize(intent);
    return ok(intent);
  }

  function cancel(intent: Intent): Reply {
    if (["succeeded", "canceled", "processing"].includes(intent.status)) return unexpected(intent);
    intent.status = "canceled";
    intent.amount_capturable = 0;
    return ok(intent);
  }

  function capture(intent: Intent): Reply {
    if (intent.status !== "requires_capture") return unexpected(intent);
    intent.status = "succeeded";
    intent.amount_received = intent.amount;
    intent.amount_capturable = 0;
    return ok(intent);
  }

  function refund(form: URLSearchParams): Reply {
    const intent = intents.get(form.get("payment_intent") ?? "");
    const amount = Number(form.get("amount"));
    const before = refunded.get(intent?.id ?? "") ?? 0;
    if (!intent || before + amount > intent.amount_received) {
      return refusal(400, {
        type: "invalid_request_error",
        code: "charge_already_refunded",
        message: "already refunded",
      });
    }
    refunded.set(intent.id, before + amount);
    const made = {
      id: `re_${refunds.length + 1}`,
      object: "refund",
      amount,
      currency: intent.currency,
      status: "succeeded",
      payment_intent: intent.id,
      metadata: { refund_id: form.get("metadata[refund_id]") },
    };
    refunds.push(made);
    return ok(made);
  }

  function refundsOf(query: URLSearchParams): Reply {
    const data = refunds.filter(({ payment_intent: of }) => of === query.get("payment_intent"));
    return ok({ object: "list", data, has_more: false, url: "/v1/refunds" });
  }

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    befall: (...next: ContractFault[]) => void faults.push(...next),
    refundedOf: (id: string) => refunded.get(id) ?? 0,
    answerChallenge: (id: string, passes: boolean) => {
      const intent = intents.get(id);
      if (!intent) return;
      if (passes) authorize(intent);
      else refuse(intent, { code: "payment_intent_authentication_failure" });
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const declines: Readonly<Record<string, object>> = {
  decline: { code: "card_declined", decline_code: "insufficient_funds", advice_code: "try_again_later" },
  lost: { code: "card_declined", decline_code: "lost_card", advice_code: "do_not_try_again" },
};

function authorize(intent: Intent): void {
  intent.status = "requires_capture";
  intent.amount_capturable = intent.amount;
  intent.latest_charge = {
    object: "charge",
    payment_method_details: { card: { brand: "visa", last4: "4242" } },
  };
}

function refuse(intent: Intent, error: object): Reply {
  intent.status = "requires_payment_method";
  intent.last_payment_error = { type: "card_error", message: "declined", ...error };
  return refusal(402, { ...intent.last_payment_error, payment_intent: intent });
}

function unexpected(intent: Intent): Reply {
  const message = `This PaymentIntent has the status ${intent.status}`;
  return refusal(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message,
    payment_intent: intent,
  });
}

const typedCard = {
  payment_method_preview: {
    type: "card",
    card: { brand: "visa", last4: "4242", exp_month: 3, exp_year: 2030, country: "US", iin: null },
  },
};
const softDecline = {
  code: "card_declined",
  decline_code: "authentication_required",
  payment_method: { id: "pm_soft", object: "payment_method" },
};
const spentToken = refusal(400, {
  type: "invalid_request_error",
  code: "resource_missing",
  message: "the confirmation token was used",
});
const conflict = refusal(409, {
  type: "invalid_request_error",
  code: "idempotency_key_in_use",
  message: "in progress",
});
const rateLimited = refusal(429, { type: "invalid_request_error", code: "rate_limit", message: "slow down" });
const broken = refusal(500, { type: "api_error", message: "an error on our side" });

function ok(body: object): Reply {
  return { status: 200, body, headers };
}

function refusal(status: number, error: object): Reply {
  return { status, body: { error }, headers };
}
