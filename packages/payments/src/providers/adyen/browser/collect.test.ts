import { expect, test, vi } from "vitest";
import { collect, seeField } from "./collect.ts";

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

test("what the fields tell of the card on the way goes along, and what is no longer whole does not", async () => {
  const typed = seeField(seeField({}, number), {
    fieldType: "encryptedExpiryDate",
    valid: true,
    expiryDate: "03/30",
  });
  expect(typed).toEqual({ last4: "1111", bin: "411111", expiry: "2030-03" });
  expect(seeField(typed, { fieldType: "encryptedSecurityCode", valid: false })).toEqual(typed);
  expect(seeField(typed, { ...number, valid: false })).toEqual({ expiry: "2030-03" });
  expect(seeField(typed, { fieldType: "encryptedExpiryDate", valid: false })).toEqual({
    last4: "1111",
    bin: "411111",
  });
  const data = { paymentMethod: encrypted, browserInfo };
  const fields = { isValid: true, data, showValidation: vi.fn<() => void>() };
  expect(await collect(fields, billing, typed)).toMatchObject({ instrument: { card: typed } });
});

test("first digits that are none, and an unreadable expiry, are left out", () => {
  expect(seeField({}, { ...number, issuerBin: 41 })).toEqual({ last4: "1111" });
  expect(seeField({}, { fieldType: "encryptedExpiryYear", valid: true, expiryDate: "2030" })).toEqual({});
});

const number = { fieldType: "encryptedCardNumber", valid: true, endDigits: "1111", issuerBin: 411_111 };
