import type { Logger } from "pino";
import type { Faults } from "./faults/faults.ts";
import type { Environment } from "./env.ts";
import type { Store } from "./store/store.ts";

/** What every stand-in is given. `now` is the sandbox's clock, so that a test can move it. */
export type SandboxContext = {
  readonly store: Store;
  readonly faults: Faults;
  readonly env: Environment;
  readonly log: Logger;
  readonly now: () => Date;
};
