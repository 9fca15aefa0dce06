import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CheckoutPaymentIntent } from "@paypal/paypal-server-sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox } from "../testing/open-sandbox.ts";
import { approve, type Exchange, paypalAt } from "./testing/paypal-at.ts";

// PayPal publishes its OpenAPI files (github.com/paypal/paypal-rest-api-specifications); ours lie beside the checkout.
const folder = join(import.meta.dirname, "../../../../../shared/specs/paypal");
const files = ["checkout_orders_v2.json", "payments_payment_v2.json"];

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
};
type Body = { readonly content?: { readonly "application/json"?: { readonly schema: Schema } } };
type Spec = {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { requestBody?: Body; responses?: Record<string, Body> }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Every property a schema knows, over what it is made of; undefined when it does not list any. */
function knownOf(spec: Spec, schema: Schema): Record<string, Schema> {
  const here = schema.$ref ? refOf(spec, schema.$ref) : schema;
  return Object.assign(
    {},
    here.properties,
    ...(here.allOf ?? []).map((part) => knownOf(spec, part)),
  ) as Record<string, Schema>;
}

function refOf(spec: Spec, ref: string): Schema {
  return spec.components.schemas[ref.split("/").at(-1) ?? ""] ?? {};
}

/** Where a value does not fit its schema, as `path: reason`. A property the schema does not know is a misfit too. */
function misfits(spec: Spec, schema: Schema, value: unknown, path: string): string[] {
  const here = schema.$ref ? refOf(spec, schema.$ref) : schema;
  const rest = (here.allOf ?? []).flatMap((part) => misfits(spec, part, value, path)).filter(isNoStranger);
  const options = here.anyOf ?? here.oneOf;
  const chosen = options
    ? (options
        .map((option) => misfits(spec, option, value, path).filter(isNoStranger))
        .toSorted((one, other) => one.length - other.length)[0] ?? [])
    : [];
  return [...rest, ...chosen, ...ownMisfits(spec, here, value, path)];
}

const isNoStranger = (misfit: string) => !misfit.endsWith("is not in the schema");

function ownMisfits(spec: Spec, schema: Schema, value: unknown, path: string): string[] {
  if (schema.enum && !schema.enum.includes(value)) return [`${path}: ${String(value)} is none of its words`];
  if (schema.type === "array" || Array.isArray(value))
    return Array.isArray(value)
      ? value.flatMap((item, index) => misfits(spec, schema.items ?? {}, item, `${path}[${index}]`))
      : [`${path}: no list`];
  if (typeof value === "object" && value !== null) return objectMisfits(spec, schema, value, path);
  if (schema.type === "object") return [`${path}: no object`];
  if (typeof value === "string") return textMisfits(schema, value, path);
  return [];
}

function textMisfits({ type, pattern, maxLength }: Schema, value: string, path: string): string[] {
  if (type !== undefined && type !== "string") return [`${path}: no ${type}`];
  if (maxLength !== undefined && value.length > maxLength) return [`${path}: longer than ${maxLength}`];
  return pattern === undefined || new RegExp(pattern).test(value) ? [] : [`${path}: not like ${pattern}`];
}

function objectMisfits(spec: Spec, schema: Schema, value: object, path: string): string[] {
  const known = knownOf(spec, schema);
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  const listed = Object.keys(known).length > 0;
  return [
    ...missing.map((name) => `${path}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
      const property = known[name];
      if (property) return misfits(spec, property, inner, `${path}.${name}`);
      return listed ? [`${path}.${name}: is not in the schema`] : [];
    }),
  ];
}

describe.skipIf(!existsSync(folder))(
  "bodies both ways fit PayPal's OpenAPI files (../shared/specs/paypal)",
  () => {
    let sandbox: Awaited<ReturnType<typeof openSandbox>>;
    const exchanges: Exchange[] = [];
    const specs: Spec[] = [];

    beforeAll(async () => {
      specs.push(...files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Spec));
      sandbox = await openSandbox();
    });
    afterAll(() => sandbox.close());

    /** What does not fit of one request and its answer. */
    function check({ method, path, sent, status, received }: Exchange): string[] {
      for (const spec of specs) {
        const pattern = Object.keys(spec.paths).find((known) =>
          new RegExp(`^${known.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path),
        );
        const operation = pattern ? spec.paths[pattern]?.[method.toLowerCase()] : undefined;
        if (!operation) continue;
        const request = operation.requestBody?.content?.["application/json"]?.schema;
        const response = operation.responses?.[String(status)];
        if (!response) return [`${method} ${path}: ${status} is not among its answers`];
        const answer = response.content?.["application/json"]?.schema;
        return [
          ...(request && sent !== null ? misfits(spec, request, sent, `${method} ${path} sent`) : []),
          ...(answer && received !== null
            ? misfits(spec, answer, received, `${method} ${path} ${status}`)
            : []),
        ];
      }
      return path === "/v1/oauth2/token" ? [] : [`${method} ${path}: in none of the files`];
    }

    test("the walker finds what does not fit", () => {
      expect(
        check({
          method: "POST",
          path: "/v2/checkout/orders",
          sent: { purchase_units: [{ amount: { value: "x" } }] },
          status: 201,
          received: { status: "PAID", surprise: 1 },
        }).map((misfit) => misfit.replace("POST /v2/checkout/orders ", "")),
      ).toEqual(
        expect.arrayContaining([
          "sent.intent: missing",
          "sent.purchase_units[0].amount.currency_code: missing",
          expect.stringMatching(/^sent.purchase_units\[0\].amount.value: not like/),
          "201.status: PAID is none of its words",
          "201.surprise: is not in the schema",
        ]),
      );
    });

    test("of a payment from first to last, and of refusals on the way", async () => {
      const url = sandbox.urls.paypal;
      const { orders, payments } = paypalAt(url, exchanges);
      const prefer = "return=representation";
      const amount = { currencyCode: "EUR", value: "49.00" };
      const shipping = {
        name: { fullName: "Ada Shopper" },
        address: {
          addressLine1: "1 Kiln Lane",
          adminArea2: "London",
          postalCode: "N1 1AA",
          countryCode: "GB",
        },
      };
      const unit = { amount, customId: "spec", description: "An order", shipping };
      const body = { intent: CheckoutPaymentIntent.Authorize, purchaseUnits: [unit] };
      const made = await orders.createOrder({ body, prefer });
      const id = made.result.id ?? "";
      await orders.authorizeOrder({ id }).catch(() => undefined);
      const returnUrl = "https://shop.example/back";
      const paypal = { experienceContext: { returnUrl, cancelUrl: returnUrl } };
      await orders.confirmOrder({ id, body: { paymentSource: { paypal } }, prefer });
      await approve(url, id);
      await orders.getOrder({ id });
      await orders.authorizeOrder({ id });
      const whole = await orders.getOrder({ id });
      const authorizationId = whole.result.purchaseUnits?.[0]?.payments?.authorizations?.[0]?.id ?? "";
      await payments.getAuthorizedPayment({ authorizationId });
      const taken = await payments.captureAuthorizedPayment({
        authorizationId,
        body: { finalCapture: true },
        prefer,
      });
      const captureId = taken.result.id ?? "";
      await payments.voidPayment({ authorizationId, prefer }).catch(() => undefined);
      const given = await payments.refundCapturedPayment({ captureId, body: { amount }, prefer });
      await payments.refundCapturedPayment({ captureId, body: { amount } }).catch(() => undefined);
      await payments.getRefund({ refundId: given.result.id ?? "" });
      await payments.getCapturedPayment({ captureId });
      await orders.getOrder({ id });
      expect(exchanges.flatMap(check)).toEqual([]);
      expect(exchanges.filter(({ status }) => status === 422)).toHaveLength(3);
    });
  },
);
