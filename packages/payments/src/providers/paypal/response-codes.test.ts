import { existsSync, readFileSync } from "node:fs";
import { PaymentAdviceCode, ProcessorResponseCode } from "@paypal/paypal-server-sdk";
import { expect, test } from "vitest";
import { networkAdvice } from "../../declines/advice.ts";
import { paypalIssues, paypalResponseCodes } from "../../declines/paypal.ts";

const issues = new URL("../../../../../../shared/specs/paypal/paypal-issues.derived.json", import.meta.url);

test("every processor response code of the SDK is reviewed, and no other", () => {
  expect(Object.keys(paypalResponseCodes).sort()).toEqual(Object.values(ProcessorResponseCode).sort());
});

test("every payment advice code of the SDK is understood", () => {
  const codes = Object.values(PaymentAdviceCode);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => !(code in networkAdvice))).toEqual([]);
});

test.skipIf(!existsSync(issues))(
  "every reviewed issue is one that PayPal publishes (needs ../shared)",
  () => {
    const published = JSON.parse(readFileSync(issues, "utf8")) as { issues: Record<string, unknown> };
    expect(Object.keys(paypalIssues).filter((issue) => !(issue in published.issues))).toEqual([]);
  },
);
