import { expect, test, vi } from "vitest";
import { createHandleMemory } from "./handle-memory.ts";
import type { Named } from "./internal-path.ts";

function setUp(...answers: (boolean | Error)[]) {
  let time = 0;
  const find = vi.fn<(named: Named) => Promise<boolean>>(() => {
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? false);
  });
  const isThere = createHandleMemory(find, () => time);
  return {
    find,
    lamp: () => isThere({ locale: "en-gb", room: "products", handle: "lamp" }),
    pass: (ms: number) => (time += ms),
  };
}

test("what is there is asked for once and then known", async () => {
  const { find, lamp } = setUp(true);
  expect(await lamp()).toBe(true);
  expect(await lamp()).toBe(true);
  expect(find).toHaveBeenCalledTimes(1);
});

test("shoppers who come together ask the shop once", async () => {
  const { find, lamp } = setUp(true);
  expect(await Promise.all([lamp(), lamp(), lamp()])).toEqual([true, true, true]);
  expect(find).toHaveBeenCalledTimes(1);
});

test("new goods are found within half a minute", async () => {
  const { lamp, pass } = setUp(false, true);
  expect(await lamp()).toBe(false);
  pass(30_000);
  expect(await lamp()).toBe(true);
});

test("goods that were taken down are missing after the next look", async () => {
  const { lamp, pass } = setUp(true, false);
  expect(await lamp()).toBe(true);
  pass(600_000);
  expect(await lamp()).toBe(true);
  await vi.waitFor(async () => expect(await lamp()).toBe(false));
});

test("a shop that does not answer hides no page, and is asked again later", async () => {
  const { find, lamp, pass } = setUp(new Error("silent"), false);
  expect(await lamp()).toBe(true);
  expect(await lamp()).toBe(true);
  expect(find).toHaveBeenCalledTimes(1);
  pass(5_000);
  await lamp();
  await vi.waitFor(async () => expect(await lamp()).toBe(false));
});
