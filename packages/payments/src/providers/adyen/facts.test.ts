import { currency, money } from "@evertill/money";
import { Types } from "@adyen/api-library";
import { expect, test } from "vitest";
import { factsOf } from "./facts.ts";

const amount = money(49_00, currency("EUR"));
const { Authorised } = Types.checkout.PaymentResponse.ResultCodeEnum;

test.each([
  ["a challenge that was passed", { threeDOfferedResponse: "C", threeDAuthenticated: "true" }, true],
  ["a challenge that was not passed", { threeDOfferedResponse: "C", threeDAuthenticated: "false" }, false],
  ["what passed without a question", { threeDOfferedResponse: "Y", threeDAuthenticated: "true" }, false],
  ["an account that shares no 3-D Secure data", {}, false],
  ["no additional data", undefined, false],
])("%s: whether the shopper proved who they are", (_what, additionalData, challenged) => {
  const answer = { resultCode: Authorised, ...(additionalData && { additionalData }) };
  expect(factsOf(answer, amount)).toMatchObject({ kind: "authorized", amount, challenged });
});
