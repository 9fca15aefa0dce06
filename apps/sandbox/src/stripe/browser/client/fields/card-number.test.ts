import { expect, test } from "vitest";
import { testCards } from "../../../cards/test-cards.ts";
import { brandOf } from "./card-brand.ts";
import { groupNumber, judgeNumber, numberDigits } from "./card-number.ts";

test.each(testCards.map(({ name, number }) => [name, number]))(
  "the published card %s is a good number",
  (_, number) => {
    expect(judgeNumber(numberDigits(number))).toBeNull();
  },
);

test.each([
  ["4242424242424242", "4242 4242 4242 4242"],
  ["378282246310005", "3782 822463 10005"],
  ["36227206271667", "3622 720627 1667"],
  ["3056930009020004", "3056 9300 0902 0004"],
  ["6205500000000000004", "6205 5000 0000 0000 004"],
  ["42424", "4242 4"],
])("%s is shown as it is printed on the card", (digits, shown) => {
  expect(groupNumber(digits)).toBe(shown);
});

test("a number is incomplete until it is long enough, then it is judged by its check digit", () => {
  expect(judgeNumber("")).toBe("incomplete_number");
  expect(judgeNumber("424242424242424")).toBe("incomplete_number");
  expect(judgeNumber("4242424242424241")).toBe("invalid_number");
  expect(judgeNumber("4242424242424242")).toBeNull();
});

test("whatever is pasted, digits are kept and no more than the brand has", () => {
  expect(numberDigits(" 4242-4242 4242 4242 99")).toBe("4242424242424242");
  expect(numberDigits("3782 822463 10005 7")).toBe("378282246310005");
});

test("the first digits tell the brand", () => {
  const brands = ["4", "51", "2221", "2720", "34", "6011", "36", "35", "62", "9"].map(
    (digits) => brandOf(digits).name,
  );
  expect(brands).toEqual([
    "visa",
    "mastercard",
    "mastercard",
    "mastercard",
    "amex",
    "discover",
    "diners",
    "jcb",
    "unionpay",
    "unknown",
  ]);
});
