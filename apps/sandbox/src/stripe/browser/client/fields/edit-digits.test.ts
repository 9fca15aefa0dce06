import fc from "fast-check";
import { expect, test } from "vitest";
import { groupNumber, numberDigits } from "./card-number.ts";
import { editDigits } from "./edit-digits.ts";
import { expiryDigits, writeExpiry } from "./expiry.ts";

const number = { read: numberDigits, write: groupNumber };
const expiry = { read: expiryDigits, write: writeExpiry };

/** `|` is where the caret stands. */
function edit(format: typeof number, before: string, typed: string, inputType = "insertText"): string {
  const { text, caret } = editDigits(format, {
    before: before.replace(/\D/g, ""),
    text: typed.replace("|", ""),
    caret: typed.indexOf("|"),
    inputType,
  });
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

test("a digit typed in the middle stays before the caret", () => {
  expect(edit(number, "4242 4242", "42492| 4242")).toBe("4249 2|424 2");
});

test("typing past a group goes on behind the space", () => {
  expect(edit(number, "4242", "42424|")).toBe("4242 4|");
});

test("deleting a space deletes the digit before it, or after it when deleting forwards", () => {
  expect(edit(number, "4242 4999", "4242|4999", "deleteContentBackward")).toBe("424|4 999");
  expect(edit(number, "4242 4999", "4242|4999", "deleteContentForward")).toBe("4242| 999");
});

test("the slash of a date can be deleted", () => {
  expect(edit(expiry, "12", "12 /|", "deleteContentBackward")).toBe("1|");
});

test("a month of one digit is made whole, and typing goes on", () => {
  expect(edit(expiry, "", "7|")).toBe("07 / |");
});

test("however a number is typed in, digit by digit, it is whole and the caret at its end", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,19}$/), (digits) => {
      let shown = { digits: "", text: "", caret: 0 };
      for (const digit of digits) {
        shown = editDigits(number, {
          before: shown.digits,
          text: shown.text + digit,
          caret: shown.text.length + 1,
          inputType: "insertText",
        });
        expect(shown.caret).toBe(shown.text.length);
      }
      expect(shown.digits).toBe(numberDigits(digits));
    }),
  );
});
