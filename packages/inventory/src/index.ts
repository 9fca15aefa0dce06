export { availableOf, learnUnknownLevels, type Level, setLevels } from "./level.ts";
export { inventoryMigrations } from "./migrations.ts";
export {
  acknowledgeStock,
  placeStock,
  releaseStock,
  reserveStock,
  type ReserveResult,
  type Seen,
  type Shortage,
  type Wanted,
  wantedOf,
} from "./reservation.ts";
