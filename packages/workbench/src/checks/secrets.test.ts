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
  ["a card number in an encoded form", `card[number]%3D${card.join("")}`],
  ["a card number in encoded groups", `number=${card.join("%20")}`],
  ["a card number in a form's groups", `number=${card.join("+")}&cvc=1`],
  ["a card number encoded twice", `card%255Bnumber%255D%253D${card.join("")}`],
  ["a card number whose digits are encoded", `%34${card.join("").slice(1)}`],
  ["a card number after an escaped line end", `\\n${card.join("")}`],
  ["a card number after a word", `card_${card.join("")}`],
  ["a card number after a hyphen", `x-${card.join("")}`],
  ["a card number after a name with a number", `step2-${card.join("")}`],
  ["a card number before a word", `${card.join("")}abc`],
  ["a card number before an underscore", `${card.join("")}_x`],
  ["a card number with dots", card.join(".")],
  ["a card number with two spaces", card.join("  ")],
  ["a card number at the end of a sentence", `It was ${card.join("")}.`],
  ["a UnionPay number", ["6200", "0000", "0000", "0005"].join("")],
  ["a UnionPay number of 19 digits", ["6205", "5000", "0000", "0000", "004"].join(" ")],
  ["a Maestro number", ["6759", "6498", "2643", "8453"].join("")],
  ["a Mir number", ["2201", "3820", "0000", "0013"].join(" ")],
  ["a Diners Club number", ["3056", "930902", "5904"].join(" ")],
  ["a Shopify token of a user", ["shpua", "0f".repeat(16)].join("_")],
  ["a theme access token", ["shptka", "0f".repeat(16)].join("_")],
  ["an npm token", ["npm", "aB1".repeat(12)].join("_")],
  ["a GitHub token", ["ghp", "aB1".repeat(12)].join("_")],
  ["a fine-grained GitHub token", ["github", "pat", "aB1".repeat(12)].join("_")],
  ["an Adyen API key", ["AQE", "yhmfxKY7".repeat(6), "==-", "w3dZ".repeat(10), "=-", "fX7{"].join("")],
  ["an Adyen HMAC key", `ADYEN_HMAC_KEY=${"44782DEF".repeat(8)}`],
  ["a PayPal secret", `E${"Gn4J-aB1_Z".repeat(8).slice(1)}`],
  ["a PayPal access token", `A21AA${"Gn4J-aB1_Z".repeat(9)}`],
  ["a Google key", ["AIza", "Sy-aB1_".repeat(5)].join("")],
  ["a Slack token", ["xoxb", "1234567890", "abcdefghij"].join("-")],
  ["a password in an address", ["postgres://till", "hunter2hunter2@db.example.com/till"].join(":")],
  ["an encrypted private key", ["-----BEGIN", "ENCRYPTED", "PRIVATE", "KEY-----"].join(" ")],
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
  ["a UUID of digits", "01920000-4242-4242-4242-424242424242"],
  ["digits inside a longer word", "evt_4242424242424242abc"],
  ["digits at the end of a hash", "9f86d081884c7d65-9af4242424242424242"],
  ["a picture of the shop", "gid://shopify/MediaImage/44100000000005"],
  ["a fraction", "0.4242424242424242"],
  ["the part of a larger number", "24242424242424242424"],
  ["a date and time", "20261121150000"],
  ["a time in nanoseconds", "1795262400000000000"],
  [
    "the sandbox's HMAC key",
    `ADYEN_HMAC_KEY=${Buffer.from("sandbox-adyen-hmac-key-for-tests").toString("hex")}`,
  ],
  ["a hash", `sha256=${"44782DEF".repeat(8)}`],
  ["the password of this machine's Postgres", "postgres://postgres:postgres@127.0.0.1:54329/evertill"],
  ["the example of an address", "smtp://user:password@host:587"],
])("leaves %s alone", (_, text) => {
  expect(findSecrets("here", text)).toEqual([]);
});

test("what is found is never repeated whole", () => {
  const text = card.join("");
  expect(JSON.stringify(findSecrets("here", text))).not.toContain(text);
});
