import { expect, test, vi } from "vitest";
import { collect } from "./collect.ts";

const billing = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  phone: null,
  address: { line1: "", line2: null, city: "", zone: null, postcode: null, country: "GB" },
};
const encrypted = {
  encryptedCardNumber: "n",
  encryptedExpiryMonth: "m",
  encryptedExpiryYear: "y",
  encryptedSecurityCode: "c",
};
const browserInfo = { userAgent: "test" };

test("what the fields encrypted becomes an instrument in the shopper's name, and nothing else goes along", async () => {
  const data = { paymentMethod: { ...encrypted, brand: "visa", sdkData: "…" }, browserInfo, riskData: {} };
  expect(await collect({ isValid: true, data, showValidation: vi.fn<() => void>() }, billing)).toEqual({
    kind: "instrument",
    instrument: {
      provider: "adyen",
      card: { ...encrypted, holderName: "Ada Lovelace", brand: "visa" },
      browserInfo,
    },
  });
});

test("a field whose last digit is still on its way is waited for", async () => {
  const showValidation = vi.fn<() => void>();
  const data = { paymentMethod: encrypted, browserInfo };
  const fields = { isValid: false, data, showValidation };
  const collected = collect(fields, billing);
  fields.isValid = true;
  expect(await collected).toMatchObject({ kind: "instrument" });
  expect(showValidation).not.toHaveBeenCalled();
});

test("fields that are not whole show it themselves", async () => {
  const showValidation = vi.fn<() => void>();
  expect(await collect({ isValid: false, data: {}, showValidation }, billing)).toEqual({
    kind: "incomplete",
  });
  expect(showValidation).toHaveBeenCalledOnce();
});

test("a card that is whole without its parts is a failure for operators", async () => {
  const data = { paymentMethod: { encryptedCardNumber: "n" }, browserInfo };
  expect(await collect({ isValid: true, data, showValidation: vi.fn<() => void>() }, billing)).toMatchObject({
    kind: "failed",
  });
});
