import { fileURLToPath } from "node:url";
import type { Migrations } from "@evertill/database";

export const inventoryMigrations: Migrations = {
  owner: "inventory",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};
