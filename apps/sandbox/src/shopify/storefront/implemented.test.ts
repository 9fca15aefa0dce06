import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolverMaps } from "./resolvers.ts";
import { implementedFields } from "./schema.ts";

const reference = join(import.meta.dirname, "../../../../../../shared/reference/fields-by-client.json");
const list = join(import.meta.dirname, "implemented.txt");

// No line of this shop is a bundle or a subscription, so nothing ever has these types.
const absentTypes = new Set(["ComponentizableCartLine", "SellingPlan", "SellingPlanAllocation"]);
// Interfaces have no resolvers; each is answered by the types that implement it.
const implementers: Readonly<Record<string, readonly string[]>> = {
  BaseCartLine: ["CartLine"],
  Media: ["MediaImage"],
  SitemapResourceInterface: ["SitemapResource", "SitemapResourceMetaobject"],
};

const implemented = new Set(implementedFields(resolverMaps));

test("every field that was ever promised is still implemented", () => {
  const promised = readFileSync(list, "utf8").trim().split("\n");
  expect(promised.filter((field) => !implemented.has(field))).toEqual([]);
  expect(promised.length).toBeGreaterThan(200);
});

test.skipIf(!existsSync(reference))(
  "every field that public clients read is implemented (needs ../shared/reference/fields-by-client.json)",
  () => {
    const clients = JSON.parse(readFileSync(reference, "utf8")) as Record<string, Record<string, string[]>>;
    const wanted = Object.values(clients).flatMap((types) =>
      Object.entries(types)
        .filter(([type]) => !absentTypes.has(type))
        .flatMap(([type, fields]) =>
          fields.flatMap((field) =>
            (implementers[type] ?? [type]).map((name) => `${name}.${field.replace(/\(.*$/, "")}`),
          ),
        ),
    );
    expect([...new Set(wanted)].filter((field) => !implemented.has(field))).toEqual([]);
  },
);
