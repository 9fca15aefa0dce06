import { access, readFile, writeFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page, type Route } from "@playwright/test";
import sharp from "sharp";
import { chromiumFlags, chromiumPath } from "@evertill/workbench/chromium";

/**
 * Draws the shop's pictures: three.js in headless Chromium, on the processor alone.
 * `node pictures/draw.ts [--only text,text] [--frames n] [--scale n] [--out dir] [--again]`; pictures that exist are kept.
 */
const { values: wish } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    frames: { type: "string", default: "0" },
    scale: { type: "string", default: "1" },
    out: { type: "string", default: join(import.meta.dirname, "../seed/images") },
    again: { type: "boolean", default: false },
  },
});

const origin = "http://studio.invalid";
const threeFolder = dirname(createRequire(import.meta.url).resolve("three"));
const importMap = JSON.stringify({ imports: { three: `${origin}/three/three.module.js` } });
const shell = `<!doctype html><script type="importmap">${importMap}</script>`;

/** Serves the studio to the page with its types stripped, and three.js as it is published. */
async function serve(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (pathname === "/") return route.fulfill({ contentType: "text/html", body: shell });
  const name = pathname.split("/").at(-1) ?? "";
  const inThree = pathname.startsWith("/three/");
  const source = await readFile(
    join(inThree ? threeFolder : join(import.meta.dirname, "studio"), name),
    "utf8",
  );
  return route.fulfill({
    contentType: "text/javascript",
    body: inThree ? source : stripTypeScriptTypes(source),
  });
}

async function openStudio(): Promise<{ page: Page; close: () => Promise<void> }> {
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      ...chromiumFlags.filter((flag) => flag !== "--disable-gpu"),
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--ignore-gpu-blocklist",
    ],
  });
  const page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") console.error(message.text());
  });
  page.on("pageerror", (error) => console.error(error.message));
  await page.route(`${origin}/**`, serve);
  await page.goto(`${origin}/`);
  return { page, close: () => browser.close() };
}

/** The sharpest WebP that stays under 195 kB. */
async function encode(rgb: Buffer, width: number, height: number): Promise<Buffer> {
  for (let quality = 92; quality > 30; quality -= 6) {
    const webp = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .webp({ quality, effort: 5, smartSubsample: true })
      .toBuffer();
    if (webp.length < 195_000) return webp;
  }
  throw new Error("no quality brings the picture under 195 kB");
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

const wanted = (name: string): boolean => wish.only.split(",").some((part) => name.includes(part));

const studio = await openStudio();
try {
  const names = await studio.page.evaluate(async (at) => {
    const { shots } = await import(`${at}/studio/shots.ts`);
    return Object.keys(shots);
  }, origin);
  for (const name of names.filter(wanted)) {
    const file = join(wish.out, `${name}.webp`);
    if (!wish.again && (await exists(file))) continue;
    const started = performance.now();
    const picture = await studio.page.evaluate(
      async ({ at, name, frames, scale }) => {
        const { shots } = await import(`${at}/studio/shots.ts`);
        const { photograph } = await import(`${at}/studio/photograph.ts`);
        return photograph(shots[name], { name, frames, scale });
      },
      { at: origin, name, frames: Number(wish.frames), scale: Number(wish.scale) },
    );
    const webp = await encode(Buffer.from(picture.base64, "base64"), picture.width, picture.height);
    await writeFile(file, webp);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${name} ${Math.round(webp.length / 1024)} kB in ${seconds} s`);
  }
} finally {
  await studio.close();
}
