import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContractFault } from "../../provider-contract.ts";
import { answer, bodyOf, type Reply, send } from "../../testing/scripted-wire.ts";

type Payment = {
  readonly pspReference: string;
  readonly reference: string;
  readonly amount: { readonly value: number; readonly currency: string };
  status: "waiting" | "authorised" | "refused" | "cancelled";
  captured: number;
  refunded: number;
};

type Body = {
  readonly reference?: string;
  readonly paymentReference?: string;
  readonly returnUrl?: string;
  readonly amount: Payment["amount"];
  readonly paymentMethod?: { readonly holderName?: string };
  readonly details?: { readonly threeDSResult?: string };
};

export const scriptedSettings = {
  apiKey: "sandbox-adyen-api-key",
  merchantAccount: "SandboxECOM",
  hmacKey: "73616E64626F782D616479656E2D686D61632D6B65792D666F722D7465737473",
};

/**
 * As much of Adyen as payments speak to, in one process: payments with their outcomes, keys that replay, modifications
 * that are only taken note of, notifications as texts, and faults. It keeps the contract suite quick and apart from the
 * sandbox, whose Adyen is held to the same suite.
 */
export async function startScriptedAdyen() {
  const payments = new Map<string, Payment>();
  const saved = new Map<string, Reply>();
  const requests: { readonly path: string; readonly key: string | undefined; readonly body: Body }[] = [];
  const notifications: string[] = [];
  const faults: ContractFault[] = [];
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await bodyOf(request)) as Body;
    const path = (request.url ?? "").replace(/^\/v72/, "");
    const key = request.headers["idempotency-key"] as string | undefined;
    requests.push({ path, key, body });
    const fault = faults.shift() ?? "none";
    if (fault === "request-lost") return void request.socket.destroy();
    if (fault === "conflict") return send(response, keyInUse);
    if (fault === "rate-limited") return send(response, refusal(429, "000"));
    const reply = once(key, () => execute(path, body));
    answer(request, response, { reply, broken, fault });
  }

  /** What was refused for its form is not kept, so that the key is free. */
  function once(key: string | undefined, run: () => Reply): Reply {
    const before = key === undefined ? undefined : saved.get(key);
    const reply = before ?? run();
    if (key !== undefined && reply.status < 300) saved.set(key, reply);
    return structuredClone(reply);
  }

  function execute(path: string, body: Body): Reply {
    if (path === "/payments") return pay(body);
    if (path === "/payments/details") return finish(body);
    if (path === "/cancels") return cancelByReference(body);
    const [, , pspReference = "", operation = ""] = path.split("/");
    const payment = payments.get(pspReference);
    if (!payment) return refusal(422, "167");
    return modify(payment, operation, body);
  }

  function pay(body: Body): Reply {
    if (!body.returnUrl) return refusal(422, "14_030");
    const payment: Payment = {
      pspReference: newPspReference(),
      reference: body.reference ?? "",
      amount: body.amount,
      status: "waiting",
      captured: 0,
      refunded: 0,
    };
    payments.set(payment.pspReference, payment);
    const does = body.paymentMethod?.holderName;
    if (does === "challenge") {
      const action = {
        type: "threeDS2",
        subtype: "challenge",
        token: "",
        authorisationToken: payment.pspReference,
      };
      return ok({ resultCode: "ChallengeShopper", action });
    }
    return does === "decline" ? refuse(payment, "12") : authorise(payment);
  }

  function finish({ details }: Body): Reply {
    const result = Buffer.from(details?.threeDSResult ?? "", "base64").toString("utf8");
    if (result === "") return refusal(422, "14_006");
    const { transStatus, authorisationToken } = JSON.parse(result) as Record<string, string>;
    const payment = payments.get(authorisationToken ?? "");
    if (!payment) return refusal(422, "14_006");
    return transStatus === "Y" ? authorise(payment) : refuse(payment, "11");
  }

  function authorise(payment: Payment): Reply {
    payment.status = "authorised";
    tell(payment, "AUTHORISATION", true, { pspReference: payment.pspReference });
    return result(payment, { resultCode: "Authorised" });
  }

  function refuse(payment: Payment, refusalReasonCode: string): Reply {
    payment.status = "refused";
    tell(payment, "AUTHORISATION", false, { pspReference: payment.pspReference });
    return result(payment, { resultCode: "Refused", refusalReasonCode, refusalReason: "scripted" });
  }

  function modify(payment: Payment, operation: string, body: Body): Reply {
    const { value } = body.amount ?? payment.amount;
    switch (operation) {
      case "captures": {
        const fits = payment.status === "authorised" && payment.captured + value <= payment.amount.value;
        if (fits) payment.captured += value;
        return noted(payment, "CAPTURE", fits, value);
      }
      case "refunds": {
        const fits = payment.refunded + value <= payment.captured;
        if (fits) payment.refunded += value;
        return noted({ ...payment, reference: body.reference ?? payment.reference }, "REFUND", fits, value);
      }
      default:
        return noted(payment, "CANCELLATION", cancel(payment));
    }
  }

  function cancel(payment: Payment): boolean {
    const may = payment.status === "authorised" && payment.captured === 0;
    if (may) payment.status = "cancelled";
    return may;
  }

  function cancelByReference({ paymentReference }: Body): Reply {
    for (const payment of payments.values())
      if (payment.reference === paymentReference) noted(payment, "TECHNICAL_CANCEL", cancel(payment));
    return { status: 201, body: { status: "received", paymentReference, pspReference: newPspReference() } };
  }

  function noted(payment: Payment, eventCode: string, success: boolean, value = payment.amount.value): Reply {
    const pspReference = newPspReference();
    tell(payment, eventCode, success, { pspReference, originalReference: payment.pspReference, value });
    return {
      status: 201,
      body: { status: "received", pspReference, paymentPspReference: payment.pspReference },
    };
  }

  function tell(
    { reference, amount }: Payment,
    eventCode: string,
    success: boolean,
    named: { readonly pspReference: string; readonly originalReference?: string; readonly value?: number },
  ): void {
    const { value = amount.value, ...references } = named;
    const item = {
      ...references,
      merchantAccountCode: scriptedSettings.merchantAccount,
      merchantReference: reference,
      amount: { ...amount, value },
      eventCode,
      success: String(success),
    };
    notifications.push(signedNotification(item));
  }

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** Raw bodies, as they would be posted. */
    notifications,
    payments,
    befall: (...next: ContractFault[]) => void faults.push(...next),
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Item = {
  readonly pspReference: string;
  readonly originalReference?: string;
  readonly merchantAccountCode: string;
  readonly merchantReference: string;
  readonly amount: Payment["amount"];
  readonly eventCode: string;
  readonly success: string;
};

/** The raw body of a webhook with one item, signed. */
export function signedNotification(item: Item, hmacKey = scriptedSettings.hmacKey): string {
  const { pspReference, originalReference = "", merchantAccountCode, merchantReference, amount } = item;
  const text = [
    pspReference,
    originalReference,
    merchantAccountCode,
    merchantReference,
    amount.value,
    amount.currency,
    item.eventCode,
    item.success,
  ].join(":");
  const hmacSignature = createHmac("sha256", Buffer.from(hmacKey, "hex")).update(text).digest("base64");
  const NotificationRequestItem = { ...item, additionalData: { hmacSignature } };
  return JSON.stringify({ live: "false", notificationItems: [{ NotificationRequestItem }] });
}

function newPspReference(): string {
  return randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase();
}

function result({ pspReference, reference, amount }: Payment, more: object): Reply {
  const additionalData = {
    cardBin: "411111",
    cardSummary: "1111",
    expiryDate: "3/2030",
    cardIssuingCountry: "NL",
  };
  const paymentMethod = { type: "scheme", brand: "visa" };
  return ok({ pspReference, merchantReference: reference, amount, additionalData, paymentMethod, ...more });
}

const keyInUse: Reply = { ...refusal(422, "704"), headers: { "transient-error": "true" } };
const broken: Reply = refusal(500, "000", "internal");

function ok(body: object): Reply {
  return { status: 200, body };
}

function refusal(status: number, errorCode: string, errorType = "validation"): Reply {
  return { status, body: { status, errorCode, errorType, message: "scripted" } };
}
