import { fileURLToPath } from "node:url";
import type { Migrations } from "@evertill/database";

export const consoleMigrations: Migrations = {
  owner: "console",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};
