import { migrate } from "@evertill/database";
import { openLocalAccount } from "./access/local-account.ts";
import { composition } from "./compose.ts";
import { environment } from "./env.ts";
import { consoleMigrations } from "./migrations.ts";

/** Brings the console's own tables up to date and, outside production, opens the local account; run before it starts. */
const { database, accounts } = composition();
await migrate(database.$client, [consoleMigrations]);
const { CONSOLE_PASSWORD } = environment();
if (CONSOLE_PASSWORD !== undefined) await openLocalAccount(accounts, CONSOLE_PASSWORD);
await database.$client.end();
