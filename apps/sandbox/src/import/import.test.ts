import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, at, openSandbox } from "../testing/open-sandbox.ts";
import { runImport } from "./run-import.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let home: string;
beforeAll(async () => {
  sandbox = await openSandbox();
  home = await mkdtemp(join(tmpdir(), "evertill-import-"));
  await mkdir(join(home, "pictures"));
  await copyFile(join(sandbox.folders.seed, "images/vase.webp"), join(home, "pictures/jug.webp"));
});
afterAll(async () => {
  await sandbox.close();
  await rm(home, { recursive: true, force: true });
});

const oldHeaders =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Image Src,Image Alt Text,Status";
const newHeaders =
  "URL handle,Title,Description,Vendor,Type,Tags,Published on online store,Option1 name,Option1 value,SKU,Weight value (grams),Inventory tracker,Inventory quantity,Continue selling when out of stock,Price,Compare-at price,Requires shipping,Charge tax,Product image URL,Image alt text,Status";
const rows = (price = "24.50") => `
jug,Jug,"<p>Pours
well</p>",Kiln,Ceramics,"clay, new",TRUE,Colour,Sand,JUG-S,800,shopify,7,DENY,${price},30.00,TRUE,TRUE,https://cdn.example/jug.webp?v=1,A jug,active
jug,,,,,,,,Moss,JUG-M,800,shopify,0,CONTINUE,26,,TRUE,TRUE,,,`;

async function importText(text: string, running = true) {
  const file = join(home, "products.csv");
  await writeFile(file, text);
  return runImport(
    { file, images: join(home, "pictures"), currency: undefined },
    {
      env: running ? sandbox.runningEnv : { ...sandbox.runningEnv, SANDBOX_SHOPIFY_PORT: 1 },
      folders: sandbox.folders,
      now: new Date(),
    },
  );
}

const jug = `{ product(handle: "jug") { id vendor tags description featuredImage { altText url }
  variants(first: 5) { nodes { id sku title price { amount } compareAtPrice { amount } quantityAvailable currentlyNotInStock weight } } } }`;

test.each([
  ["old", oldHeaders],
  ["new", newHeaders],
])("Shopify's CSV with %s headers is imported into the running sandbox", async (_name, headers) => {
  expect(await importText(headers + rows())).toMatchObject({
    kind: "imported",
    summary: { products: 1, variants: 2 },
  });
  const { data } = await ask(sandbox, jug);
  expect(data).toMatchObject({
    product: {
      vendor: "Kiln",
      tags: ["clay", "new"],
      description: "Pours well",
      featuredImage: { altText: "A jug" },
      variants: {
        nodes: [
          {
            sku: "JUG-S",
            title: "Sand",
            price: { amount: "24.5" },
            compareAtPrice: { amount: "30.0" },
            quantityAvailable: 7,
            weight: 800,
          },
          {
            sku: "JUG-M",
            title: "Moss",
            price: { amount: "26.0" },
            compareAtPrice: null,
            currentlyNotInStock: true,
          },
        ],
      },
    },
  });
  expect((await fetch(String(at(data, "product.featuredImage.url")))).status).toBe(200);
});

test("importing a product again keeps its id and the ids of its variants", async () => {
  await importText(oldHeaders + rows());
  const before = await ask(sandbox, jug);
  await importText(oldHeaders + rows("25.00"));
  const after = await ask(sandbox, jug);
  for (const path of ["product.id", "product.variants.nodes.0.id", "product.variants.nodes.1.id"])
    expect(at(after.data, path)).toBe(at(before.data, path));
  expect(at(after.data, "product.variants.nodes.0.price.amount")).toBe("25.0");
});

test("one bad row is named by line, column and reason, and nothing of the file is imported", async () => {
  const text = `${oldHeaders}${rows("12,50")}
plate,Plate,,,,,maybe,Title,Default Title,PLATE,,,x,DENY,10.00,,TRUE,TRUE,https://cdn.example/plate.webp,,active
,Orphan,,,,,,,,,,,,,1,,,,,,`;
  const outcome = await importText(text.replace(",12,50,", ',"12,50",'));
  expect(outcome).toEqual({
    kind: "refused",
    problems: [
      'line 6, column "Handle": a row needs the handle of its product',
      'line 2, column "Variant Price": "12,50" is not a price such as 12.50',
      'line 5, column "Published": "maybe" is neither TRUE nor FALSE',
      'line 5, column "Variant Inventory Qty": "x" is not a whole number of at most 2147483647',
      'line 5, column "Image Src": there is no picture "plate.webp": name its folder with --images DIR',
    ],
  });
  expect((await ask(sandbox, `{ product(handle: "plate") { id } }`)).data).toEqual({ product: null });
});

test("a file that is no product list is refused in words", async () => {
  expect(await importText("a,b\n1,2")).toMatchObject({
    kind: "refused",
    problems: [expect.stringContaining("neither the headers of Shopify's product CSV")],
  });
  expect(await importText('Handle,Title\n"jug,Jug')).toMatchObject({ kind: "refused" });
});

const spree = join(import.meta.dirname, "../../../../../shared/data/catalog-spree");
test.skipIf(!existsSync(spree))(
  "Spree's sample catalogue is imported with its translations and currencies (needs ../shared/data/catalog-spree)",
  async () => {
    const outcome = await runImport(
      { file: join(spree, "products.csv"), images: join(spree, "images"), currency: undefined },
      { env: sandbox.runningEnv, folders: sandbox.folders, now: new Date() },
    );
    expect(outcome).toMatchObject({ kind: "imported", summary: { products: 37, variants: 87 } });
    const { data } = await ask(
      sandbox,
      `query @inContext(country: DE, language: DE) { product(handle: "automatic-espresso-machine") { title priceRange { minVariantPrice { amount currencyCode } } collections(first: 5) { nodes { handle } } options { name values } } }`,
    );
    expect(data).toEqual({
      product: {
        title: "Kaffeevollautomat",
        priceRange: { minVariantPrice: { amount: "819.99", currencyCode: "EUR" } },
        collections: { nodes: [{ handle: "kitchen" }, { handle: "coffee-machines" }] },
        options: [{ name: "Color", values: ["Matte Black", "Silver", "White"] }],
      },
    });
  },
);

test("with no sandbox running the import goes straight into the database", async () => {
  const closed = await openSandbox();
  await closed.stop();
  const file = join(home, "products.csv");
  await writeFile(file, newHeaders + rows());
  const outcome = await runImport(
    { file, images: join(home, "pictures"), currency: "GBP" },
    { env: closed.runningEnv, folders: closed.folders, now: new Date() },
  );
  expect(outcome).toMatchObject({ kind: "imported" });
  const reopened = await closed.reopen();
  expect((await ask(reopened, `{ product(handle: "jug") { vendor } }`)).data).toEqual({
    product: { vendor: "Kiln" },
  });
  await reopened.close();
  await closed.close();
});

test("what Shopify would refuse is refused here, with line and column", async () => {
  const head = "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty";
  const refusals = [
    ["dup,Twin,Title,Default Title,5,1\ndup,,,,6,1", /line 3, column "Handle": line 2 is the same variant/],
    ["cup,Cup,Size,S,5,1\ncup,,,S,6,1", /line 3, column "Option1 Value": line 2 is the same variant/],
    ["huge,Huge,,,5,99999999999", /line 2, column "Variant Inventory Qty": "99999999999" is not a whole/],
    ["b b/x,Slash,,,5,1", /line 2, column "Handle": "b b\/x" is not a handle/],
    ["nul,N\u0000l,,,5,1", /line 2, column "Title": holds a control character/],
    ["latin,B\ufffdm,,,5,1", /line 2, column "Title": .* UTF-8/],
  ] as const;
  for (const [line, reason] of refusals) {
    const outcome = await importText(`${head}\n${line}\n`);
    expect([line, outcome.kind === "refused" && outcome.problems.join("\n")]).toEqual([
      line,
      expect.stringMatching(reason),
    ]);
  }
});
