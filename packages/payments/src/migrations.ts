import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const paymentsMigrations = {
  owner: "payments",
  // Not `new URL("../migrations", …)`: a bundler takes that for a file to load.
  folder: join(dirname(fileURLToPath(import.meta.url)), "../migrations"),
};
