import { fileURLToPath } from "node:url";

export const paymentsMigrations = {
  owner: "payments",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};
