import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adyenRefusalCodes } from "./adyen.ts";
import { declineFor } from "./decline-for.ts";

const published = new URL("../../../../../shared/data/cards/adyen-refusal-reasons.json", import.meta.url);

test.skipIf(!existsSync(published))(
  "no refusal reason of the collected list is missing from Adyen's table, and each has its name (needs ../shared)",
  () => {
    const { codes } = JSON.parse(readFileSync(published, "utf8")) as {
      codes: Record<string, { reason: string }>;
    };
    for (const [code, { reason }] of Object.entries(codes))
      expect(adyenRefusalCodes[code]?.because.toLowerCase(), `refusal reason ${code}`).toContain(
        reason.toLowerCase(),
      );
  },
);

// Classes as reviewed in the published list of 2026-08-30.
const byClass = {
  generic: ["2", "3", "23", "27"],
  transient: ["4", "9", "21", "39", "40", "42"],
  data: ["6", "8", "17", "19", "24", "32"],
  funds: ["12", "28", "29"],
  hard: ["5", "18", "25", "26", "46", "50"],
  fraud: ["14", "20", "22", "31"],
  config: ["7", "10", "33", "34", "35", "36", "37", "41"],
  "authentication-required": ["38"],
  "authentication-failed": ["11", "15", "16"],
} as const;

test.each(Object.entries(byClass))("Adyen's %s refusals", (declineClass, codes) => {
  for (const code of codes)
    expect(declineFor({ provider: "adyen", code }).class, `refusal reason ${code}`).toBe(declineClass);
});

test("Adyen's whole list is in one class each", () => {
  expect(Object.values(byClass).flat().sort()).toEqual(Object.keys(adyenRefusalCodes).sort());
});
