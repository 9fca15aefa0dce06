import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits, type Spec } from "../testing/misfits.ts";
import { openSandbox } from "../testing/open-sandbox.ts";

// Stripe publishes its OpenAPI file; this one is of 2023, so a field it does not know passes and one it knows must fit.
const file = join(import.meta.dirname, "../../../../../shared/specs/stripe/spec3-2023-09-12.json");

describe.skipIf(!existsSync(file))(
  "answers fit Stripe's published schema of 2023 (../shared/specs/stripe)",
  () => {
    let sandbox: Awaited<ReturnType<typeof openSandbox>>;
    let stripe: Stripe;
    let spec: Spec;

    beforeAll(async () => {
      spec = JSON.parse(readFileSync(file, "utf8")) as Spec;
      sandbox = await openSandbox({});
      const { hostname, port } = new URL(sandbox.urls.stripe);
      stripe = new Stripe("sk_test_sandbox", { host: hostname, port: Number(port), protocol: "http" });
    });
    afterAll(async () => sandbox.close());

    const check = (schema: string, value: object) =>
      misfits(spec, { $ref: `#/components/schemas/${schema}` }, JSON.parse(JSON.stringify(value)), schema);

    test("the walker finds what does not fit", () => {
      expect(check("refund", { object: "refund", id: 7, amount: 1.5 })).toEqual(
        expect.arrayContaining([
          "refund.created: missing",
          "refund.id: no string",
          "refund.amount: no whole number",
        ]),
      );
    });

    test("of a payment from first to last", async () => {
      const customer = await stripe.customers.create({ email: "ada@example.com" });
      const open = await stripe.paymentIntents.create({
        amount: 4_900,
        currency: "eur",
        capture_method: "manual",
        customer: customer.id,
        metadata: { checkout_id: "spec" },
      });
      const held = await stripe.paymentIntents.confirm(open.id, {
        payment_method: "pm_card_visa",
        expand: ["latest_charge"],
      });
      const taken = await stripe.paymentIntents.capture(open.id, { expand: ["payment_method"] });
      const refund = await stripe.refunds.create({ payment_intent: open.id });
      const charge = await stripe.charges.retrieve(typeof refund.charge === "string" ? refund.charge : "");
      const { data: events } = await stripe.events.list({ limit: 20 });
      expect({
        customer: check("customer", customer),
        open: check("payment_intent", open),
        held: check("payment_intent", held),
        taken: check("payment_intent", taken),
        refund: check("refund", refund),
        charge: check("charge", charge),
        events: events.flatMap((event) => check("event", event)),
      }).toEqual({ customer: [], open: [], held: [], taken: [], refund: [], charge: [], events: [] });
    });

    test("of a challenge and of a refusal", async () => {
      const challenged = await stripe.paymentIntents.create({
        amount: 4_900,
        currency: "eur",
        confirm: true,
        payment_method: "pm_card_threeDSecure2Required",
        return_url: "https://shop.example/back",
      });
      expect(challenged.status).toBe("requires_action");
      const refused: unknown = await stripe.paymentIntents
        .create({ amount: 4_900, currency: "eur", confirm: true, payment_method: "pm_card_chargeDeclined" })
        .catch((error: unknown) => error);
      if (!(refused instanceof Stripe.errors.StripeCardError)) throw new Error("The card was not refused");
      expect(check("payment_intent", challenged)).toEqual([]);
      expect(check("api_errors", refused.raw as object)).toEqual([]);
    });
  },
);
