import { expect, test } from "vitest";
import { expiryDigits, judgeExpiry, readExpiry, writeExpiry } from "./expiry.ts";

test.each([
  ["1", "1", "1"],
  ["12", "12", "12 / "],
  ["7", "07", "07 / "],
  ["1/", "1", "1"],
  ["1/27", "0127", "01 / 27"],
  ["12 / 34", "1234", "12 / 34"],
  ["12/2034", "1234", "12 / 34"],
  ["122034", "1234", "12 / 34"],
  ["2034-12", "1234", "12 / 34"],
  ["12 / 345", "1234", "12 / 34"],
])("%s is read as %s and shown as %s", (text, digits, shown) => {
  expect(expiryDigits(text)).toBe(digits);
  expect(writeExpiry(expiryDigits(text))).toBe(shown);
});

test.each([
  ["", "incomplete_expiry"],
  ["123", "incomplete_expiry"],
  ["13", "invalid_expiry_month"],
  ["00", "invalid_expiry_month"],
  ["1026", "invalid_expiry_year_past"],
  ["1225", "invalid_expiry_year_past"],
  ["1126", null],
  ["1276", null],
  ["1277", "invalid_expiry_year"],
])("in November 2026, %s is %s", (digits, problem) => {
  expect(judgeExpiry(digits, new Date(2026, 10, 21))).toBe(problem);
});

test("the API is told a whole year", () => {
  expect(readExpiry("0931")).toEqual({ month: 9, year: 2031 });
});
