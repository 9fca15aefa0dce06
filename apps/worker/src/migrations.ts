import { fileURLToPath } from "node:url";
import { checkoutMigrations } from "@evertill/checkout";
import type { Migrations } from "@evertill/database";
import { inventoryMigrations } from "@evertill/inventory";
import { paymentsMigrations } from "@evertill/payments";
import { trackingMigrations } from "@evertill/tracking";

const workerMigrations: Migrations = {
  owner: "worker",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};

/** Every table the worker needs, in the order in which one may refer to the other. */
export const allMigrations: readonly Migrations[] = [
  inventoryMigrations,
  paymentsMigrations,
  checkoutMigrations,
  trackingMigrations,
  workerMigrations,
];
