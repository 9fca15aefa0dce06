import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const local = {
  publicOrigin: "http://localhost:3000",
  shopOrigin: "http://127.0.0.1:4010",
  stripeScriptUrl: "http://127.0.0.1:4020/endive/stripe.js",
  stripeApiUrl: "http://127.0.0.1:4020",
  development: false,
};
const live = {
  ...local,
  publicOrigin: "https://shop.example",
  stripeScriptUrl: undefined,
  stripeApiUrl: undefined,
};
const directive = (policy: string, name: string) =>
  policy.split("; ").find((each) => each.startsWith(`${name} `));

test.each([
  ["local", local],
  ["live", live],
])("nothing inline and nothing evaluated may run (%s)", (_, settings) => {
  const policy = contentSecurityPolicy("abc", settings);
  expect(policy).not.toContain("unsafe");
  expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
});

test("scripts come from this app and the payment provider only", () => {
  expect(directive(contentSecurityPolicy("abc", live), "script-src")).toBe(
    "script-src 'self' 'nonce-abc' https://js.stripe.com https://*.js.stripe.com",
  );
  expect(directive(contentSecurityPolicy("abc", local), "script-src")).toBe(
    "script-src 'self' 'nonce-abc' http://127.0.0.1:4020",
  );
});

test("the stand-in takes the real provider's place everywhere", () => {
  const policy = contentSecurityPolicy("abc", local);
  expect(policy).not.toContain("stripe.com");
  expect(directive(policy, "frame-src")).toBe("frame-src http://127.0.0.1:4020");
});
