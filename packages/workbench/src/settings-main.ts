import { join } from "node:path";
import { EnvironmentError, type Problem } from "@evertill/environment";

/** Each app's own reader of its settings. They are reached as the apps start: by file, in a process of their own. */
const readers = [
  ["apps/storefront/src/env.ts", "readStorefrontEnvironment"],
  ["apps/storefront/src/env.ts", "readCacheEnvironment"],
  ["apps/checkout/src/env.ts", "environment"],
  ["apps/console/src/env.ts", "environment"],
  ["apps/worker/src/env.ts", "readWorkerEnvironment"],
  ["apps/sandbox/src/env.ts", "readEnvironment"],
  ["packages/edge/src/env.ts", "readDoorEnvironment"],
] as const;

/** Prints, as JSON, every problem that any app has with the environment of this process. */
const root = join(import.meta.dirname, "../../..");
const problems = (await Promise.all(readers.map(problemsOf))).flat();
console.log(JSON.stringify(problems));

async function problemsOf([file, name]: (typeof readers)[number]): Promise<readonly Problem[]> {
  const app = (await import(join(root, file))) as Record<string, () => unknown>;
  try {
    app[name]?.();
    return [];
  } catch (error) {
    if (error instanceof Error && error.name === EnvironmentError.name)
      return (error as EnvironmentError).problems;
    throw error;
  }
}
