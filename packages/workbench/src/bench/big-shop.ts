import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../checks/run-command.ts";
import type { House } from "../house.ts";
import { root, type Settings } from "../settings.ts";
import { drain } from "./drain.ts";

const pictures = join(root, "apps", "sandbox", "seed", "images");

/** Handle of the product of a rank, the best-selling first. */
export const handleOf = (rank: number) => `made-${rank}`;

/**
 * Puts so many products into the house's sandbox, each with two variants, a picture and a description of some hundred words,
 * and waits until the worker has told every page of them.
 */
export async function stockBigShop(
  { house, settings }: { house: House; settings: Settings },
  count: number,
): Promise<void> {
  const folder = join(settings.folder, "big-shop");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "products.csv");
  writeFileSync(file, csv(count));
  const { code, output } = await runCommand(
    root,
    ["node", "apps/sandbox/src/import.ts", file, "--images", pictures],
    house.variables,
  );
  if (code !== 0) throw new Error(`The products were not imported:\n${output}`);
  const { waiting } = await drain(house.variables["DATABASE_URL"] ?? "", 900_000);
  if (waiting > 0) throw new Error(`${waiting} jobs still wait after the import`);
}

function csv(count: number): string {
  const files = readdirSync(pictures).toSorted();
  const rows = Array.from({ length: count }, (_, rank) => {
    const picture = files[rank % files.length] ?? "";
    const words = `<p>${"Thrown and dried and fired by hand so that no two weigh the same. ".repeat(12)}</p>`;
    const first = [handleOf(rank), `Made thing ${rank}`, words, "Lamps", "Glaze", "Moss", `MADE-${rank}-M`];
    const second = [handleOf(rank), "", "", "", "", "Chalk", `MADE-${rank}-C`];
    const price = `${20 + (rank % 200)}.00`;
    return `${[...first, price, 500, picture].join(",")}\n${[...second, price, 500, ""].join(",")}`;
  });
  const head =
    "Handle,Title,Body (HTML),Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Image Src";
  return `${head}\n${rows.join("\n")}\n`;
}
