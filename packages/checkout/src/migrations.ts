import { fileURLToPath } from "node:url";
import type { Migrations } from "@evertill/database";

export const checkoutMigrations: Migrations = {
  owner: "checkout",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};
