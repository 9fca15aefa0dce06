import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { silentLog } from "../payment-log.ts";
import type { PaymentProvider } from "../provider.ts";
import { MemoryHealthStore } from "../testing/memory-health-store.ts";
import { Health } from "./health.ts";
import { observed } from "./observed-provider.ts";

const watchedCalls = [
  "prepare",
  "authorize",
  "continueAction",
  "retrieve",
  "fence",
  "capture",
  "refund",
] as const;
const amount = money(4_900, currency("EUR"));

/** A provider of which every call takes three seconds and says who was asked with what; and what health heard of it. */
function underWatch(kind: "answered" | "unreadable" = "answered") {
  let nowMs = 1_000_000;
  const heard: unknown[] = [];
  const clock = { now: () => new Date(nowMs) };
  const health = new Health({ store: new MemoryHealthStore(), clock, log: silentLog });
  health.called = async (...call) => void heard.push(call);
  const provider = new Proxy({} as PaymentProvider, {
    get: (_, name) => {
      if (name === "name") return "adyen";
      if (name === "declinedStaysOpen") return true;
      if (name === "refusesAmount") return () => "refused";
      return async (request: unknown) => {
        nowMs += 3_000;
        return { kind, answer: [name, request] };
      };
    },
  });
  return { provider: observed(provider, health, clock), heard };
}

test.each(watchedCalls)("%s is passed on, and told to health with how long it took", async (operation) => {
  const { provider, heard } = underWatch();
  const request = { key: "k" };
  const call = provider[operation] as (request: unknown) => Promise<unknown>;
  expect(await call(request)).toEqual({ kind: "answered", answer: [operation, request] });
  expect(heard).toEqual([["adyen", operation, { kind: "well", tookMs: 3_000 }]]);
});

test("what cannot be read says nothing of how a provider fares, and neither does a probe or a webhook", async () => {
  const { provider, heard } = underWatch("unreadable");
  await provider.retrieve({ attemptId: "a", providerReference: "a", details: {} });
  await provider.probe();
  await provider.parseWebhook({ rawBody: "", headers: {} });
  await provider.cardOf({ provider: "stripe", confirmationToken: "ctoken_1" });
  expect(heard).toEqual([]);
});

test("looking for a refund is watched as reading is", async () => {
  const { provider, heard } = underWatch();
  const refund = { refundId: "r", amount, attemptId: "a", providerReference: "a", details: {} };
  expect(await provider.findRefund(refund)).toEqual({ kind: "answered", answer: ["findRefund", refund] });
  expect(heard).toEqual([["adyen", "retrieve", { kind: "well", tookMs: 3_000 }]]);
});

test("what is not watched is passed on all the same", async () => {
  const { provider, heard } = underWatch();
  const instrument = { provider: "stripe", confirmationToken: "ctoken_1" } as const;
  const webhook = { rawBody: "{}", headers: {} };
  expect(await provider.cardOf(instrument)).toMatchObject({ answer: ["cardOf", instrument] });
  expect(await provider.probe()).toMatchObject({ answer: ["probe", undefined] });
  expect(await provider.parseWebhook(webhook)).toMatchObject({ answer: ["parseWebhook", webhook] });
  expect(heard).toEqual([]);
});

test("what costs no call stays as it is", () => {
  const { provider } = underWatch();
  expect([provider.name, provider.declinedStaysOpen, provider.refusesAmount(amount)]).toEqual([
    "adyen",
    true,
    "refused",
  ]);
  const without = observed({ ...provider, continueAction: null }, {} as Health, { now: () => new Date() });
  expect(without.continueAction).toBeNull();
});
