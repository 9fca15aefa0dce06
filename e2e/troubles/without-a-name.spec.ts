import { refuseCounting } from "../gestures/browse.ts";
import { eventsOfLocale, visitorOf } from "../gestures/events.ts";
import { expect, test } from "../gestures/journey.ts";

test("whoever has not agreed is counted without a name, before the answer and after a no", async ({
  page,
}) => {
  const began = new Date();
  await page.goto("/en-us/collections/lamps");
  await expect
    .poll(async () => (await eventsOfLocale("en-us", began)).map(({ name }) => name))
    .toEqual(["view_item_list"]);
  await refuseCounting(page);
  await page.goto("/en-us/products/loam-table-lamp");
  await expect
    .poll(async () => (await eventsOfLocale("en-us", began)).map(({ consent }) => consent).toSorted())
    .toEqual(["denied", "unknown"]);
  for (const event of await eventsOfLocale("en-us", began))
    expect(event).toMatchObject({ visitor: null, session: null });
  expect(await visitorOf(page)).toBeNull();
});
