import { expect, test } from "vitest";
import { filled, line } from "./text.ts";

test("what was typed is one line of composed letters", () => {
  expect(line(60).parse(" Zoe\u0308  van\r\n der\u2028Berg ")).toBe("Zoë van der Berg");
  expect(line(60).parse("\u202eevil\u2066")).toBe("evil");
  expect(line(60).parse("می\u200cخواهم 👩\u200d🚀")).toBe("می\u200cخواهم 👩\u200d🚀");
});

test("what no database keeps is refused, and what cannot be seen is nothing", () => {
  for (const text of ["a\u0000b", "\u0007", "\ud800x", "x\udc00"])
    expect([text, line(60).safeParse(text).success]).toEqual([text, false]);
  for (const text of ["", " ", "\u200b", "\u200b\u2028"])
    expect(filled(60, "Enter a name").safeParse(text).error?.issues[0]?.message).toBe("Enter a name");
  expect(line(3).safeParse("four").success).toBe(false);
});
