import { createRefunds, type Refunds, systemClock } from "@evertill/checkout";
import { connect, type Database, openPgBossJobs } from "@evertill/database";
import { pino } from "pino";
import type { Accounts } from "./access/accounts.ts";
import { createBetterAuthAccounts } from "./access/better-auth-accounts.ts";
import { environment } from "./env.ts";

const log = pino({ name: "console" });

export type Composition = {
  readonly accounts: Accounts;
  /** What payments and the till keep; read by their own functions. */
  readonly database: Database;
  readonly now: () => Date;
  /** Opened when first needed: the rest of the console works where no worker ever ran. */
  readonly refunds: () => Promise<Refunds>;
};

function compose(): Composition {
  const { DATABASE_URL, CONSOLE_ORIGIN, CONSOLE_SECRET } = environment();
  const database = connect(DATABASE_URL, { connectionsMax: 5, applicationName: "console" });
  return {
    accounts: createBetterAuthAccounts({
      database,
      origin: CONSOLE_ORIGIN,
      secret: CONSOLE_SECRET,
      say: (level, message) => log[level]({ part: "accounts" }, message),
    }),
    database,
    now: () => new Date(),
    refunds: once(() => composeRefunds(database)),
  };
}

async function composeRefunds(database: Database): Promise<Refunds> {
  const onError = (error: unknown) => log.error({ err: error }, "the job port failed");
  const jobs = await openPgBossJobs({ database, role: "sender", onError });
  return createRefunds({ database, jobs, clock: systemClock });
}

/** Made once; made again after it failed. */
function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

// Next may load this module once for pages and once for routes: the pool is kept where both find it.
const kept = globalThis as { evertillConsole?: Composition };

/** Everything the console is built from, made at first use. The only place that builds adapters. */
export function composition(): Composition {
  kept.evertillConsole ??= compose();
  return kept.evertillConsole;
}
