import { fileURLToPath } from "node:url";

export const trackingMigrations = {
  owner: "tracking",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};
