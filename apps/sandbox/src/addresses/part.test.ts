import { afterAll, beforeAll, expect, test } from "vitest";
import { openSandbox } from "../testing/open-sandbox.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

async function placesFor(typed: string, country: string): Promise<unknown> {
  const query = new URLSearchParams({ typed, country }).toString();
  return (await fetch(`${sandbox.urls.desk}/sandbox/addresses?${query}`)).json();
}

test("a street that was begun is found, with its number where the country writes it", async () => {
  expect(await placesFor("12 foun", "GB")).toMatchObject({
    places: [
      { address1: "12 Foundry Lane", city: "Bristol", country: "GB" },
      { address1: "12 Foundry Row", city: "Sheffield" },
    ],
  });
  expect(await placesFor("Töpferall 7", "DE")).toMatchObject({ places: [{ address1: "Töpferallee 7" }] });
  expect(await placesFor("lantern", "US")).toMatchObject({ places: [{ zone: "TX" }, { zone: "CA" }] });
});

test("what is no beginning of a street finds nothing", async () => {
  expect(await placesFor("12 St James's Square", "GB")).toEqual({ places: [] });
  expect(await placesFor("12", "GB")).toEqual({ places: [] });
  expect(await placesFor("foundry", "FR")).toEqual({ places: [] });
});

test("the look-up can be broken like every other door", async () => {
  const fault = sandbox.context.faults.switchOn({
    target: "address-look-up",
    mode: "error",
    operation: null,
    delayMs: 0,
    remaining: 1,
  });
  expect(await placesFor("foundry", "GB")).toEqual({ error: "The look-up failed" });
  expect(fault.remaining).toBe(1);
  expect(await placesFor("foundry", "GB")).toMatchObject({ places: [{}, {}] });
});
