import { expect, test } from "../gestures/journey.ts";
import { setPrice, variants } from "../gestures/outside.ts";

test("a price edited in the shop is on the product's page soon after, with no restart and no script", async ({
  request,
}) => {
  const stool = (await variants()).find(({ sku }) => sku === "LL-MILKSTOO-SMO");
  if (!stool) throw new Error("The catalogue has no LL-MILKSTOO-SMO");
  const page = "/en-gb/products/milking-stool?Wood=Smoked+oak";
  const text = async (path: string) => (await request.get(path)).text();
  await text(page);
  try {
    await setPrice(stool.id, { ...stool.price, GBP: "7173.50" });
    await expect.poll(() => text(page), { timeout: 45_000 }).toContain("£7,173.50");
  } finally {
    await setPrice(stool.id, stool.price);
  }
  await expect.poll(() => text(page), { timeout: 45_000 }).not.toContain("£7,173.50");
});

test("what may be kept says its tags to caches behind the door only, and sets no cookie", async ({
  request,
}) => {
  const { STOREFRONT_URL: storefront = "" } = process.env;
  for (const path of [
    "/en-gb",
    "/en-gb/products/milking-stool",
    "/en-gb/collections/lamps",
    "/en-gb/pages/about",
  ])
    for (const headers of [
      {},
      { rsc: "1" },
      { rsc: "1", "next-router-prefetch": "1" },
      { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    ]) {
      const kept = (await request.get(storefront + path, { headers })).headers();
      expect([path, kept["cache-control"], kept["set-cookie"]]).toEqual([
        path,
        expect.stringContaining("s-maxage="),
        undefined,
      ]);
      expect(kept["cache-tag"]).toMatch(/(^|,)menu:footer(,|$)/);
      const shown = (await request.get(path, { headers })).headers();
      expect([shown["cache-tag"], shown["xkey"], shown["cache-control"]]).toEqual([
        undefined,
        undefined,
        "private, max-age=0, must-revalidate",
      ]);
    }
});
