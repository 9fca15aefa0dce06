import { expect, test } from "../gestures/journey.ts";
import { weigh } from "../gestures/weigh.ts";

/** Of a product page, in bytes as they come over the line; a kilobyte is a thousand. An empty Next 16.4 app has 135 of script. */
const budget = { scriptBytes: 150_000, htmlBytes: 20_000, layoutShift: 0.02, awaited: 6 };

test("a product page is light, still, and all its own @phone", async ({ page, baseURL }) => {
  const weighed = await weigh(page, "/en-gb/products/stem-vase");
  const { largest, awaited, origins } = weighed;
  expect(weighed.scriptBytes, "bytes of script").toBeLessThanOrEqual(budget.scriptBytes);
  expect(weighed.scriptBytes, "bytes of script").toBeGreaterThan(0);
  expect(weighed.htmlBytes, "bytes of HTML").toBeLessThanOrEqual(budget.htmlBytes);
  expect(weighed.layoutShift, "layout shift").toBeLessThanOrEqual(budget.layoutShift);
  expect(awaited.length, `the largest paint waits for ${awaited.join(" ")}`).toBeLessThanOrEqual(
    budget.awaited,
  );
  expect(origins).toEqual([new URL(baseURL ?? "").origin]);

  expect(largest.url, "the largest paint is a picture").not.toBe("");
  expect(largest.preloaded).toContain(largest.url);
  const fileWidth = Number(new URL(largest.url).searchParams.get("width"));
  expect(fileWidth, "wide enough for the screen").toBeGreaterThanOrEqual(0.95 * largest.shownPixels);
  expect(fileWidth, "and no wider than the next size up").toBeLessThanOrEqual(2 * largest.shownPixels);
  const [[width, height], [naturalWidth, naturalHeight]] = [largest.written, largest.natural];
  expect(width / height, "the written size has the picture's shape").toBeCloseTo(
    naturalWidth / naturalHeight,
    1,
  );
});
