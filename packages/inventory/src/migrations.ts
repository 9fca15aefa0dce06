import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Migrations } from "@evertill/database";

export const inventoryMigrations: Migrations = {
  owner: "inventory",
  // Not `new URL("../migrations", …)`: a bundler takes that for a file to load.
  folder: join(dirname(fileURLToPath(import.meta.url)), "../migrations"),
};
