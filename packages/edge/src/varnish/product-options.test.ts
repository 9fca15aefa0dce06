import { afterEach, expect, test } from "vitest";
import { type Origin, startOrigin } from "../testing/origin.ts";
import { followProductOptions } from "./product-options.ts";

let storefront: Origin;
let following: { stop: () => void } | undefined;
afterEach(async () => {
  following?.stop();
  await storefront.cut();
});

test("names are told when they change, and hold while the storefront fails or talks nonsense", async () => {
  const answers = ['["Glaze"]', '["Glaze"]', "Internal Server Error", '{"no":"list"}', '["Glaze","Size"]'];
  storefront = await startOrigin((_, response) => response.end(answers.shift() ?? '["Glaze","Size"]'));
  const told: (readonly string[])[] = [];
  const troubles: unknown[] = [];
  following = followProductOptions(
    `http://127.0.0.1:${storefront.port}`,
    async (names) => void told.push(names),
    (error) => void troubles.push(error),
    5,
  );
  await expect.poll(() => told).toEqual([["Glaze"], ["Glaze", "Size"]]);
  expect(troubles).toHaveLength(2);
});

test("names that an edge could not take are told again", async () => {
  storefront = await startOrigin((_, response) => response.end('["Glaze"]'));
  let tries = 0;
  following = followProductOptions(
    `http://127.0.0.1:${storefront.port}`,
    () => ((tries += 1) === 1 ? Promise.reject(new Error("does not compile")) : Promise.resolve()),
    () => undefined,
    5,
  );
  await expect.poll(() => tries).toBe(2);
});
