import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

/** What a page asked for on its way, before anybody touched it. */
export type Weighed = {
  readonly origins: readonly string[];
  /** Of the document and of every script that came, in bytes, compressed. */
  readonly htmlBytes: number;
  readonly scriptBytes: number;
  /** What the largest paint waited for: document, styles, fonts and the picture itself. */
  readonly awaited: readonly string[];
  readonly largest: LargestPaint;
  readonly layoutShift: number;
};

export type LargestPaint = {
  /** Empty when it is no picture. */
  readonly url: string;
  /** What a preload in the head would fetch of it. */
  readonly preloaded: readonly string[];
  /** As written on the element, in CSS pixels. */
  readonly written: readonly [number, number];
  readonly natural: readonly [number, number];
  /** How wide it is shown, in pixels of the screen. */
  readonly shownPixels: number;
};

/** Opens a page as somebody who was never there, scrolls through it, and weighs it. */
export async function weigh(page: Page, path: string): Promise<Weighed> {
  const answers: Response[] = [];
  page.on("response", (answer) => answers.push(answer));
  await page.addInitScript(watchPaints);
  await page.goto(path, { waitUntil: "networkidle" });
  const largest = await page.evaluate(largestPaint);
  await page.mouse.wheel(0, 4_000);
  await page.waitForTimeout(500); // A shift is told a frame after it.
  const layoutShift = await page.evaluate(() => (window as unknown as Watched).shift);
  const of = (type: string) => answers.filter((answer) => answer.request().resourceType() === type);
  const [document] = of("document");
  const scripts = await Promise.all(of("script").map((answer) => zippedBytes(answer)));
  const awaited = [...of("document"), ...of("stylesheet"), ...of("font")].map((answer) => answer.url());
  return {
    origins: [
      ...new Set(answers.map((answer) => new URL(answer.url()).origin).filter((one) => one !== "null")),
    ],
    htmlBytes: document ? await zippedBytes(document) : 0,
    scriptBytes: scripts.reduce((sum, bytes) => sum + bytes, 0),
    awaited: largest.url === "" ? awaited : [...awaited, largest.url],
    largest,
    layoutShift,
  };
}

async function zippedBytes(answer: Response): Promise<number> {
  return gzipSync(await answer.body()).length;
}

type Watched = { shift: number; largest: { url: string; element: Element | null } | undefined };

/** Runs in the page before anything else. */
function watchPaints(): void {
  const seen: Watched = Object.assign(window as unknown as Watched, { shift: 0, largest: undefined });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
      if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { url: string; element: Element | null }[])
      seen.largest = { url: entry.url, element: entry.element };
  }).observe({ type: "largest-contentful-paint", buffered: true });
}

/** Runs in the page. */
function largestPaint(): LargestPaint {
  const { largest } = window as unknown as Watched;
  const image = largest?.element instanceof HTMLImageElement ? largest.element : null;
  const preloads = [...document.head.querySelectorAll<HTMLLinkElement>('link[rel="preload"][as="image"]')];
  const absolute = (address: string) => new URL(address, location.href).href;
  return {
    url: largest?.url ?? "",
    preloaded: preloads.flatMap((link) =>
      [link.href, ...link.imageSrcset.split(",")].map((one) => absolute(one.trim().split(" ")[0] ?? "")),
    ),
    written: [Number(image?.getAttribute("width")), Number(image?.getAttribute("height"))],
    natural: [image?.naturalWidth ?? 0, image?.naturalHeight ?? 0],
    shownPixels: (image?.getBoundingClientRect().width ?? 0) * devicePixelRatio,
  };
}
