import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const local = {
  publicOrigin: "http://localhost:3000",
  shopOrigin: "http://127.0.0.1:4010",
  stripe: { scriptUrl: "http://127.0.0.1:4020/endive/stripe.js", apiUrl: "http://127.0.0.1:4020" },
  adyen: { webUrl: "http://127.0.0.1:4030/checkoutshopper/test/" },
  paypal: { isTest: true, scriptUrl: "http://127.0.0.1:4040/web-sdk/v6/core" },
  development: false,
};
const live = {
  ...local,
  publicOrigin: "https://shop.example",
  stripe: { scriptUrl: undefined, apiUrl: undefined },
  adyen: { webUrl: undefined },
  paypal: { isTest: false, scriptUrl: undefined },
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

test("scripts come from this app and the payment providers only", () => {
  expect(directive(contentSecurityPolicy("abc", live), "script-src")).toBe(
    "script-src 'self' 'nonce-abc' https://js.stripe.com https://*.js.stripe.com https://www.paypal.com https://www.paypalobjects.com",
  );
  expect(directive(contentSecurityPolicy("abc", local), "script-src")).toBe(
    "script-src 'self' 'nonce-abc' http://127.0.0.1:4020 http://127.0.0.1:4040",
  );
});

test("a provider that is not there may not be reached, and Stripe alone asks for nothing of theirs", () => {
  const policy = contentSecurityPolicy("abc", { ...live, adyen: null, paypal: null });
  expect(policy).not.toMatch(/adyen|paypal/);
  expect(directive(policy, "frame-src")?.split(" ")).not.toContain("https:");
  expect(directive(policy, "form-action")).toBe("form-action 'self'");
});

test("a bank that Adyen sends the shopper to may ask in a frame, whatever its host", () => {
  const policy = contentSecurityPolicy("abc", live);
  expect(directive(policy, "form-action")).toBe("form-action 'self' https:");
  expect(directive(policy, "frame-src")?.split(" ")).toContain("https:");
});

test("the stand-in takes the real provider's place everywhere", () => {
  const policy = contentSecurityPolicy("abc", local);
  expect(policy).not.toMatch(/stripe\.com|adyen\.com|paypal\.com/);
  expect(directive(policy, "frame-src")).toBe(
    "frame-src http://127.0.0.1:4020 http://127.0.0.1:4030 http://127.0.0.1:4040",
  );
});
