import type { OfferedMethods } from "@evertill/checkout/api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isOffered, type MethodsEvent, offeredFirst, paymentMethods } from "./payment-methods.ts";

const offer: OfferedMethods = { cards: ["stripe", "adyen"], paypal: true };
const lose = (provider: "stripe" | "adyen" | "paypal", wasTyped = false): MethodsEvent => ({
  kind: "lost",
  provider,
  wasTyped,
});

test("the best offered provider's fields are mounted", () => {
  expect(offeredFirst(offer)).toMatchObject({ mounted: "stripe", others: ["adyen"], paypal: true });
});

test("the next takes the place of one that does not load, and nobody is asked for what was not typed", () => {
  expect(paymentMethods(offeredFirst(offer), lose("stripe"))).toMatchObject({
    mounted: "adyen",
    others: [],
    asksAgain: false,
  });
});

test("what was typed is asked for once more when its fields go", () => {
  expect(paymentMethods(offeredFirst(offer), lose("stripe", true))).toMatchObject({
    mounted: "adyen",
    asksAgain: true,
  });
});

test("a wallet that is lost takes nothing that was typed with it", () => {
  expect(paymentMethods(offeredFirst(offer), lose("paypal", true))).toMatchObject({
    mounted: "stripe",
    paypal: false,
    asksAgain: false,
  });
});

test("an offer that names somebody better first leaves the mounted fields alone", () => {
  const mounted = paymentMethods(offeredFirst({ cards: ["adyen"], paypal: false }), {
    kind: "offered",
    methods: offer,
  });
  expect(mounted).toMatchObject({ mounted: "adyen", others: ["stripe"], paypal: true });
});

test("fields whose provider is offered no more make room", () => {
  const methods = { cards: ["adyen" as const], paypal: true };
  expect(paymentMethods(offeredFirst(offer), { kind: "offered", methods }).mounted).toBe("adyen");
});

test("whoever was lost is never mounted again, until the shopper starts over", () => {
  const providers = fc.constantFrom("stripe" as const, "adyen" as const, "paypal" as const);
  const event: fc.Arbitrary<MethodsEvent> = fc.oneof(
    fc.record({ kind: fc.constant("lost" as const), provider: providers, wasTyped: fc.boolean() }),
    fc.record({
      kind: fc.constant("offered" as const),
      methods: fc.record({ cards: fc.constant(offer.cards), paypal: fc.boolean() }),
    }),
  );
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const end = events.reduce(paymentMethods, offeredFirst(offer));
      expect(end.lost).not.toContain(end.mounted);
      expect(end.paypal && end.lost.includes("paypal")).toBe(false);
      const over = paymentMethods(end, { kind: "started-over", methods: offer });
      expect(over).toEqual(offeredFirst(offer));
    }),
  );
});

test("what Stripe has beside its card fields goes with Stripe: there while it could serve, gone once it is lost", () => {
  const behind = offeredFirst({ cards: ["adyen", "stripe"], paypal: true });
  expect(isOffered(offeredFirst(offer), "stripe")).toBe(true);
  expect(isOffered(behind, "stripe")).toBe(true);
  expect(isOffered(paymentMethods(offeredFirst(offer), lose("stripe")), "stripe")).toBe(false);
  expect(isOffered(paymentMethods(behind, lose("stripe")), "stripe")).toBe(false);
  expect(isOffered(offeredFirst({ cards: [], paypal: true }), "stripe")).toBe(false);
});
