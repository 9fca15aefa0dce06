import { connect, type Database } from "@evertill/database";
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
  };
}

// Next may load this module once for pages and once for routes: the pool is kept where both find it.
const kept = globalThis as { evertillConsole?: Composition };

/** Everything the console is built from, made at first use. The only place that builds adapters. */
export function composition(): Composition {
  kept.evertillConsole ??= compose();
  return kept.evertillConsole;
}
