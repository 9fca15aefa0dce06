import { join } from "node:path";
import { packEdgeCheck } from "./pack.ts";

/** `pnpm --filter @evertill/edge pack-check`, then `npx ./packages/edge/dist/evertill-edge-check URL`. */
console.log(await packEdgeCheck(join(import.meta.dirname, "../../dist/evertill-edge-check")));
