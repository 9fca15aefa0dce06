import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildClientSchema, type IntrospectionQuery, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";

const schema = buildClientSchema(
  JSON.parse(
    readFileSync(
      fileURLToPath(import.meta.resolve("@shopify/hydrogen-react/storefront.schema.json")),
      "utf8",
    ),
  ) as IntrospectionQuery,
);
const folder = new URL("operations/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));

async function documentsOf(file: string): Promise<[name: string, document: string][]> {
  const exports = (await import(new URL(file, folder).href)) as Record<string, unknown>;
  return Object.entries(exports).filter((entry): entry is [string, string] => entry[0].endsWith("Document"));
}

describe("every document is valid under the published schema 2026-04", () => {
  test.each(files)("%s", async (file) => {
    for (const [, document] of await documentsOf(file))
      expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });

  test("an unknown field would be found", () => {
    expect(validate(schema, parse("{ shop { nonsense } }"))).toHaveLength(1);
  });

  test("every operation file but the composed ones holds a document", async () => {
    const without = [];
    for (const file of files) if ((await documentsOf(file)).length === 0) without.push(file);
    expect(without).toEqual(["empty-cart.ts", "from-cursor.ts"]);
  });
});
