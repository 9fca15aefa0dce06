import { expect, test } from "vitest";
import { findSecrets } from "./secrets.ts";

const card = ["4242", "4242", "4242", "4242"];

test.each([
  ["a card number in one run", card.join("")],
  ["a card number in groups", card.join(" ")],
  ["a card number with dashes", `typed ${card.join("-")} here`],
  ["a card number in JSON", JSON.stringify({ number: card.join("") })],
  ["an American Express number", ["3782", "822463", "10005"].join(" ")],
  ["a live key", ["sk", "live", "a1".repeat(12)].join("_")],
  ["a test key that is not the sandbox's", ["sk", "test", "a1".repeat(12)].join("_")],
  ["a webhook secret", ["whsec", "Z9".repeat(16)].join("_")],
  ["a Shopify token", ["shpat", "0f".repeat(16)].join("_")],
  ["a private key", ["-----BEGIN", "PRIVATE", "KEY-----"].join(" ")],
])("finds %s", (_, text) => {
  expect(findSecrets("here", text)).toHaveLength(1);
});

test.each([
  ["the sandbox's own keys", "sk_test_sandbox whsec_sandbox pk_test_sandbox"],
  ["a Shopify id", "gid://shopify/ProductVariant/8000000000017"],
  ["a number whose check digit is wrong", "4242424242424241"],
  ["a time in milliseconds", "1795262400000"],
  ["a UUID", "0192f0c0-4242-7000-8000-424242424242"],
  ["digits inside a longer word", "evt_4242424242424242abc"],
])("leaves %s alone", (_, text) => {
  expect(findSecrets("here", text)).toEqual([]);
});

test("what is found is never repeated whole", () => {
  const text = card.join("");
  expect(JSON.stringify(findSecrets("here", text))).not.toContain(text);
});
