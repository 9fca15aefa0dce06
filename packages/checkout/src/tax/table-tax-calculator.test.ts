import { currency, money } from "@evertill/money";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Address } from "../api/contract.ts";
import type { TaxRequest } from "../ports/tax-calculator.ts";
import { rateAt, valueAddedTax } from "./rates.ts";
import { tableTaxCalculator } from "./table-tax-calculator.ts";

const euro = currency("EUR");
const address = (country: string, more: Partial<Address> = {}): Address => ({
  firstName: "Ada",
  lastName: "Lovelace",
  address1: "1 Street",
  city: "Town",
  country,
  ...more,
});
const request = (more: Partial<TaxRequest> = {}): TaxRequest => ({
  lines: [{ id: "line", amount: money(11_900, euro), taxable: true, requiresShipping: true }],
  delivery: money(595, euro),
  deliveryAddress: address("DE", { postcode: "10115" }),
  billingAddress: null,
  shopperCountry: "DE",
  currency: euro,
  at: new Date("2026-11-21T12:00:00Z"),
  language: "en",
  ...more,
});
const taxOf = (more: Partial<TaxRequest>) => tableTaxCalculator.calculate(request(more));

test("in the EU the tax is inside the price, of goods and delivery, each rounded by itself", async () => {
  expect(await taxOf({})).toEqual({
    kind: "taxed",
    tax: {
      included: true,
      lines: [
        { id: "line", title: "VAT", ratePercent: "19", jurisdiction: "DE", amount: money(1900, euro) },
        { id: "delivery", title: "VAT", ratePercent: "19", jurisdiction: "DE", amount: money(95, euro) },
      ],
      total: money(1995, euro),
    },
  });
});

test("in the US the state's tax is added", async () => {
  const answer = await taxOf({ deliveryAddress: address("US", { zone: "CA" }), delivery: null });
  expect(answer).toMatchObject({
    kind: "taxed",
    tax: {
      included: false,
      lines: [{ title: "California sales tax", ratePercent: "7.25", amount: { amountMinor: 863 } }],
    },
  });
});

test("rates change by date", async () => {
  const at = (day: string) => taxOf({ deliveryAddress: address("EE"), at: new Date(`${day}T12:00:00Z`) });
  expect(await at("2025-06-30")).toMatchObject({ tax: { lines: [{ ratePercent: "22" }, {}] } });
  expect(await at("2025-07-01")).toMatchObject({ tax: { lines: [{ ratePercent: "24" }, {}] } });
});

test("what is not delivered is taxed where the shopper is billed", async () => {
  const digital = {
    lines: [{ id: "line", amount: money(2_400, euro), taxable: true, requiresShipping: false }],
    delivery: null,
    deliveryAddress: null,
  };
  expect(await taxOf({ ...digital, billingAddress: address("HU") })).toMatchObject({
    tax: { lines: [{ ratePercent: "27", jurisdiction: "HU" }] },
  });
  expect(await taxOf(digital)).toMatchObject({ tax: { lines: [{ jurisdiction: "DE" }] } });
  expect(await taxOf({ ...digital, shopperCountry: "US" })).toEqual({ kind: "undecided" });
});

test("without an address to deliver to nothing is decided", async () => {
  expect(await taxOf({ deliveryAddress: null })).toEqual({ kind: "undecided" });
});

test("goods that are not taxable bear no tax", async () => {
  const lines = [{ id: "line", amount: money(1_000, euro), taxable: false, requiresShipping: true }];
  expect(await taxOf({ lines, delivery: null })).toMatchObject({
    tax: { lines: [], total: { amountMinor: 0 } },
  });
});

describe.each([
  ["an unknown country", address("BR"), "address.country", /Brazil/],
  ["the Canary Islands", address("ES", { postcode: "35001" }), "address.postcode", /Canarias/],
  ["Büsingen", address("DE", { postcode: "78266" }), "address.postcode", /Büsingen/],
  [
    "Jersey under a British postcode",
    address("GB", { postcode: "JE2 3AB" }),
    "address.postcode",
    /Channel Islands/,
  ],
  ["Réunion under a French postcode", address("FR", { postcode: "97400" }), "address.postcode", /outre-mer/],
  ["Livigno", address("IT", { postcode: "23041", city: "Livigno" }), "address.postcode", /Livigno/],
  [
    "Campione d'Italia under the postcode it shared",
    address("IT", { postcode: "22060", city: "Campione d'Italia" }),
    "address.postcode",
    /Campione/,
  ],
  ["a US address without a state", address("US"), "address.zone", /Choose a state/],
  ["a US territory", address("US", { zone: "PR" }), "address.zone", /PR/],
])("%s", (_, deliveryAddress, field, words) => {
  test("is refused in words", async () => {
    expect(await taxOf({ deliveryAddress })).toEqual({
      kind: "refused",
      field,
      message: expect.stringMatching(words),
    });
  });
});

test("Northern Ireland is taxed as the rest of the United Kingdom, Mittelberg at its own rate", async () => {
  expect(await taxOf({ deliveryAddress: address("GB", { postcode: "BT1 5GS" }) })).toMatchObject({
    tax: { lines: [{ ratePercent: "20" }, {}] },
  });
  expect(await taxOf({ deliveryAddress: address("AT", { postcode: "6991" }) })).toMatchObject({
    tax: { lines: [{ ratePercent: "19" }, {}] },
  });
});

test.each([
  [
    "a town that shares its postcode with a territory",
    address("IT", { postcode: "22060", city: "Arosio" }),
    "22",
  ],
  ["Monaco, which counts as France,", address("FR", { postcode: "98000", city: "Monaco" }), "20"],
])("%s is taxed as its country", async (_, deliveryAddress, ratePercent) => {
  expect(await taxOf({ deliveryAddress })).toMatchObject({ tax: { lines: [{ ratePercent }, {}] } });
});

const folder = fileURLToPath(new URL("../../../../../shared/data/tax-rates/", import.meta.url));
const histories = [`${folder}ibericode-vat-rates.json`, `${folder}kdeldycke-vat_rates.csv`] as const;
type Period = { readonly from: string; readonly percent: number };
type History = Readonly<Record<string, readonly Period[]>>;

describe.skipIf(!histories.every((file) => existsSync(file)))(
  "our rates beside two independent histories (skipped without ../shared/data/tax-rates)",
  () => {
    test("every rate, and the day from which it holds, is published", () => {
      const theirs = readHistories();
      const unpublished = Object.entries(valueAddedTax).flatMap(([country, rates]) =>
        rates.filter(
          ({ from, percent }) => !theirs.some((history) => begins(history, country, from, percent)),
        ),
      );
      expect(unpublished).toEqual([]);
    });

    test("no change of a rate is missing, to this day", () => {
      const theirs = readHistories();
      const wrong = Object.entries(valueAddedTax).flatMap(([country, rates]) => {
        const days = theirs.flatMap((history) => (history[country] ?? []).map(({ from }) => from));
        return [...new Set([...days, "2026-11-21"])]
          .filter((day) => day >= (rates[0]?.from ?? ""))
          .filter((day) => {
            const ours = Number(rateAt(rates, new Date(`${day}T12:00:00Z`)));
            return !theirs.some((history) => holding(history, country, day) === ours);
          })
          .map((day) => `${country} on ${day}`);
      });
      expect(wrong).toEqual([]);
    });
  },
);

function begins(history: History, country: string, day: string, percent: string): boolean {
  return (history[country] ?? []).some((period) => period.from === day && period.percent === Number(percent));
}

function holding(history: History, country: string, day: string): number | undefined {
  return (history[country] ?? []).findLast(({ from }) => from <= day)?.percent;
}

function readHistories(): readonly History[] {
  const { items } = JSON.parse(readFileSync(histories[0], "utf8")) as {
    items: Record<string, { effective_from: string; rates: { standard: number } }[]>;
  };
  const ibericode = Object.entries(items).map(
    ([country, periods]) =>
      [
        country,
        periods.map((period) => ({ from: period.effective_from, percent: period.rates.standard })),
      ] as const,
  );
  const rows = readFileSync(histories[1], "utf8").matchAll(
    /^(?<from>[\d-]{10}),[\d-]*,"?(?<country>[A-Z]{2})(?:\n[^"]*)?"?,[A-Z]{3},(?<rate>[\d.]+),standard/gm,
  );
  const kdeldycke = Map.groupBy(
    [...rows].map(({ groups = {} }) => groups),
    ({ country }) => country ?? "",
  );
  return [
    Object.fromEntries(ibericode.map(([country, periods]) => [country, inOrder(periods)])),
    Object.fromEntries(
      [...kdeldycke].map(([country, periods]) => [
        country,
        inOrder(
          periods.map(({ from = "", rate }) => ({ from, percent: Math.round(Number(rate) * 10_000) / 100 })),
        ),
      ]),
    ),
  ];
}

function inOrder(periods: readonly Period[]): readonly Period[] {
  return periods.toSorted((one, other) => (one.from < other.from ? -1 : 1));
}
