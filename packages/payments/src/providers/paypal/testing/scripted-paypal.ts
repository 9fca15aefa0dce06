import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContractFault } from "../../provider-contract.ts";
import { answer, bodyOf, type Reply, send } from "../../testing/scripted-wire.ts";

type ScriptedOrder = {
  readonly id: string;
  readonly unit: { readonly amount: { readonly currency_code: string; readonly value: string } };
  intent: string;
  status: string;
  funding: "accepted" | "declined" | null;
  authorization: "CREATED" | "VOIDED" | "CAPTURED" | null;
  refunded: number;
  readonly refunds: { readonly key: string; readonly view: object }[];
};

/**
 * As much of PayPal as payments speak to, in one process: orders with their states, request ids that answer again, and
 * faults. It keeps the contract suite quick and apart from the sandbox, whose PayPal is held to the same suite.
 */
export async function startScriptedPayPal(wantedPort = 0) {
  const orders = new Map<string, ScriptedOrder>();
  const done = new Set<string>();
  const tokens = new Set<string>();
  let granted = 0;
  const faults: ContractFault[] = [];
  const requests: { readonly call: string; readonly requestId: string | undefined }[] = [];
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((ready) => server.listen(wantedPort, "127.0.0.1", ready));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const call = `${request.method} ${request.url?.replace(/\?.*/, "")}`;
    if (call === "POST /v1/oauth2/token") {
      const token = `token-${(granted += 1)}`;
      tokens.add(token);
      return send(response, ok({ access_token: token, token_type: "Bearer", expires_in: 32_400 }));
    }
    if (!tokens.has(request.headers.authorization?.replace("Bearer ", "") ?? ""))
      return send(response, { status: 401, body: { error: "invalid_token", error_description: "unknown" } });
    const requestId = request.headers["paypal-request-id"] as string | undefined;
    requests.push({ call, requestId });
    const fault = faults.shift() ?? "none";
    if (fault === "request-lost") return void request.socket.destroy();
    if (fault === "conflict")
      return send(response, refusal(409, "RESOURCE_CONFLICT", "PREVIOUS_REQUEST_IN_PROGRESS"));
    if (fault === "rate-limited") return send(response, refusal(429, "RATE_LIMIT_REACHED"));
    const body = (text === "" ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
    const reply = execute(call, body, `${call} ${requestId}`);
    answer(request, response, { reply, broken: refusal(500, "INTERNAL_SERVER_ERROR"), fault });
  }

  function execute(call: string, body: Readonly<Record<string, unknown>>, key: string): Reply {
    const [, , , kind = "", id = "", action = ""] = call.split("/");
    if (call === "POST /v2/checkout/orders") return create(body);
    const order = orders.get(kind === "orders" ? id : id.replace(/^[AC]-/, ""));
    if (!order) return refusal(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID");
    if (call.startsWith("GET")) return ok(orderView(order));
    if (call.startsWith("PATCH")) return patch(order, body);
    const isAgain = done.has(key);
    const reply = act(order, { action, body, isAgain, key });
    if (reply.status < 400) done.add(key);
    return reply;
  }

  function create(body: Readonly<Record<string, unknown>>): Reply {
    const unit = (body["purchase_units"] as ScriptedOrder["unit"][])[0];
    if (!unit) return refusal(400, "INVALID_REQUEST", "MISSING_REQUIRED_PARAMETER");
    const id = `ORDER${orders.size + 1}`;
    const made = { intent: "AUTHORIZE", status: "CREATED", funding: null, authorization: null, refunded: 0 };
    orders.set(id, { id, unit, ...made, refunds: [] });
    return { status: 201, body: { id, status: "CREATED" } };
  }

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    forgetTokens: () => tokens.clear(),
    befall: (...next: ContractFault[]) => void faults.push(...next),
    /** What the payer does at PayPal. */
    approve: (id: string, funding: "accepted" | "declined") => {
      const order = orders.get(id);
      if (!order || order.status === "COMPLETED") return;
      order.funding = funding;
      order.status = "APPROVED";
    },
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

type Act = {
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly isAgain: boolean;
  /** Of the request, by which it is the same when it comes again. */
  readonly key: string;
};

function act(order: ScriptedOrder, { action, body, isAgain, key }: Act): Reply {
  switch (action) {
    case "confirm-payment-source":
      return confirm(order);
    case "authorize":
      return isAgain ? ok(orderView(order)) : authorize(order);
    case "capture":
      return isAgain ? ok(captureView(order)) : capture(order);
    case "void":
      return isAgain ? ok(authorizationView(order)) : letGo(order);
    case "refund":
      return refund(order, body, key);
    default:
      return refusal(404, "RESOURCE_NOT_FOUND");
  }
}

function confirm(order: ScriptedOrder): Reply {
  if (order.status === "COMPLETED") return issue("ORDER_CANNOT_BE_CONFIRMED");
  if (order.status === "APPROVED") return issue("PAYMENT_ALREADY_APPROVED");
  order.status = "PAYER_ACTION_REQUIRED";
  return ok(orderView(order));
}

function patch(order: ScriptedOrder, body: unknown): Reply {
  if (order.status === "COMPLETED") return issue("ORDER_ALREADY_COMPLETED");
  order.intent = (body as { value: string }[])[0]?.value ?? order.intent;
  return { status: 204, body: null };
}

function authorize(order: ScriptedOrder): Reply {
  if (order.authorization !== null) return issue("ORDER_ALREADY_AUTHORIZED");
  if (order.intent !== "AUTHORIZE") return issue("ACTION_DOES_NOT_MATCH_INTENT");
  if (order.funding === null) return issue("ORDER_NOT_APPROVED");
  if (order.funding === "declined") return issue("INSTRUMENT_DECLINED");
  order.authorization = "CREATED";
  order.status = "COMPLETED";
  return { status: 201, body: orderView(order) };
}

function capture(order: ScriptedOrder): Reply {
  if (order.authorization === "CAPTURED") return issue("AUTHORIZATION_ALREADY_CAPTURED");
  if (order.authorization === "VOIDED") return issue("AUTHORIZATION_VOIDED");
  order.authorization = "CAPTURED";
  return { status: 201, body: captureView(order) };
}

function letGo(order: ScriptedOrder): Reply {
  if (order.authorization === "CAPTURED") return issue("PREVIOUSLY_CAPTURED");
  if (order.authorization === "VOIDED") return issue("PREVIOUSLY_VOIDED");
  order.authorization = "VOIDED";
  return ok(authorizationView(order));
}

function refund(order: ScriptedOrder, body: Readonly<Record<string, unknown>>, key: string): Reply {
  const before = order.refunds.find((made) => made.key === key);
  if (before) return ok(before.view);
  const { value } = body["amount"] as { value: string };
  if (order.refunded + Number(value) > Number(order.unit.amount.value))
    return issue("CAPTURE_FULLY_REFUNDED");
  order.refunded += Number(value);
  const view = {
    id: `R-${order.refunds.length + 1}`,
    status: "COMPLETED",
    amount: { ...order.unit.amount, value },
    custom_id: body["custom_id"],
  };
  order.refunds.push({ key, view });
  return { status: 201, body: view };
}

function orderView(order: ScriptedOrder): object {
  const { id, intent, status, unit, authorization } = order;
  const payments = authorization && {
    authorizations: [authorizationView(order)],
    ...(authorization === "CAPTURED" && { captures: [captureView(order)] }),
    ...(order.refunds.length > 0 && { refunds: order.refunds.map(({ view }) => view) }),
  };
  return { id, intent, status, purchase_units: [{ ...unit, ...(payments && { payments }) }] };
}

function authorizationView({ id, authorization, unit }: ScriptedOrder): object {
  return { id: `A-${id}`, status: authorization, amount: unit.amount };
}

function captureView({ id, unit, refunded }: ScriptedOrder): object {
  return { id: `C-${id}`, status: refunded > 0 ? "REFUNDED" : "COMPLETED", amount: unit.amount };
}

function ok(body: object): Reply {
  return { status: 200, body };
}

function issue(name: string): Reply {
  return refusal(422, "UNPROCESSABLE_ENTITY", name);
}

function refusal(status: number, name: string, issueName?: string): Reply {
  const details = issueName === undefined ? {} : { details: [{ issue: issueName, description: issueName }] };
  return { status, body: { name, message: name, debug_id: "scripted", ...details } };
}
