import { existsSync, readFileSync } from "node:fs";
import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { createAdyenProvider } from "./adyen-provider.ts";
import { adyenCard } from "./testing/instrument.ts";
import { scriptedSettings, startScriptedAdyen } from "./testing/scripted-adyen.ts";

const file = new URL("../../../../../../shared/specs/adyen/CheckoutService-v72.json", import.meta.url);

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly maxLength?: number;
};

/** The schemas of the bodies we send, by the end of their path. */
const requests: readonly (readonly [RegExp, string])[] = [
  [/^\/payments$/, "PaymentRequest"],
  [/^\/payments\/details$/, "PaymentDetailsRequest"],
  [/\/captures$/, "PaymentCaptureRequest"],
  [/\/refunds$/, "PaymentRefundRequest"],
  [/\/payments\/[^/]+\/cancels$/, "PaymentCancelRequest"],
  [/^\/cancels$/, "StandalonePaymentCancelRequest"],
];

test.skipIf(!existsSync(file))(
  "every body we send fits Adyen's Checkout v72, fields and all (needs ../shared)",
  async () => {
    const { components } = JSON.parse(readFileSync(file, "utf8")) as {
      components: { schemas: Record<string, Schema> };
    };
    const adyen = await startScriptedAdyen();
    await sendEverything(adyen.url);
    const sent = adyen.requests;
    const found = sent.flatMap(({ path, body }) => {
      const name = requests.find(([shape]) => shape.test(path))?.[1] ?? "";
      // A replay is short of fields by intent, so that it cannot take money.
      const isReplay = path === "/payments" && body.returnUrl === undefined;
      return misfits(components.schemas, { $ref: name }, body, path).filter(
        (misfit) => !isReplay || !misfit.endsWith("missing"),
      );
    });
    expect(sent.map(({ path }) => path.replace(/\/[0-9A-F]{16}\//, "/…/")).toSorted()).toEqual([
      "/payments",
      "/payments",
      "/payments",
      "/payments/details",
      "/payments/…/cancels",
      "/payments/…/captures",
      "/payments/…/refunds",
    ]);
    expect(found).toEqual([]);
    await adyen.stop();
  },
);

async function sendEverything(apiUrl: string): Promise<void> {
  const provider = createAdyenProvider({ ...scriptedSettings, apiUrl });
  const amount = money(4900, currency("EUR"));
  const there = { attemptId: "attempt-1", providerReference: "attempt-1", details: {} };
  const address = {
    name: "Ada",
    line1: "12 Kiln Lane",
    city: "Austin",
    zone: "TX",
    postcode: "78701-1234",
    country: "US",
  };
  const asking = (does: string) => ({
    ...there,
    key: does,
    reference: "checkout-1",
    amount,
    description: "",
    email: "shopper@example.com",
    delivery: address,
    billing: address,
    languageTag: "en-US",
    shopper: { ip: "203.0.113.7", userAgent: "test", acceptHeader: "*/*" },
    returnUrl: "http://localhost:3000/checkout",
    instrument: adyenCard({ holderName: does }),
    authentication: { ask: "challenge", exemption: "transaction-risk-analysis" } as const,
  });
  const call = await provider.authorize(asking("ok"));
  const details = call.kind === "answered" ? (call.answer.details ?? {}) : {};
  await provider.authorize(asking("challenge"));
  const result = { provider: "adyen", details: { threeDSResult: "e30=" } } as const;
  await provider.continueAction?.({ ...there, key: "d", result, amount });
  await provider.capture({ ...there, details, key: "c", amount });
  await provider.refund({
    ...there,
    details,
    key: "r",
    refundId: "r",
    amount,
    reason: "requested-by-customer",
  });
  await provider.fence({ ...there, details, key: "f", askedWith: { authorize: "ok", continueAction: null } });
  await provider.fence({
    ...there,
    key: "g",
    askedWith: { authorize: "never-arrived", continueAction: null },
  });
}

function misfits(schemas: Record<string, Schema>, schema: Schema, value: unknown, path: string): string[] {
  if (schema.$ref) return misfits(schemas, schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, value, path);
  if (schema.oneOf) {
    const tries = schema.oneOf.map((option) => misfits(schemas, option, value, path));
    return tries.toSorted((one, other) => one.length - other.length)[0] ?? [];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${path}: ${String(value)} is none of its words`];
  if (schema.type === "integer") return Number.isInteger(value) ? [] : [`${path}: no whole number`];
  if (typeof value === "string" && value.length > (schema.maxLength ?? Infinity))
    return [`${path}: too long`];
  if (schema.type !== "object")
    return schema.type && typeof value !== schema.type ? [`${path}: no ${schema.type}`] : [];
  if (typeof value !== "object" || value === null) return [`${path}: no object`];
  const { properties, required = [] } = schema;
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${path}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
      if (!properties) return [];
      const known = properties[name];
      return known ? misfits(schemas, known, inner, `${path}.${name}`) : [`${path}.${name}: unknown`];
    }),
  ];
}
