import { test as base, expect } from "@playwright/test";
import { switchEverythingOn } from "./outside.ts";

/** A journey ends with every fault switched off, and fails on a word in the console that nobody announced. */
export const test = base.extend<{ announced: RegExp[]; watched: undefined }>({
  // eslint-disable-next-line no-empty-pattern
  announced: async ({}, use) => use([]),
  watched: [
    async ({ context, announced }, use) => {
      const unexpected: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !announced.some((pattern) => pattern.test(message.text())))
          unexpected.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => unexpected.push(error.error().message));
      await use(undefined);
      await switchEverythingOn();
      expect(unexpected, "unexpected errors in the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A shopper nobody has seen before. */
export function newShopper(): { email: string } {
  return { email: `shopper-${crypto.randomUUID().slice(0, 8)}@example.com` };
}
