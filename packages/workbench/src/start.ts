import { existsSync } from "node:fs";
import { join } from "node:path";
import { openHouse } from "./house.ts";
import { consolePasswordFile, readSettings, root } from "./settings.ts";

const began = Date.now();
const envFile = join(root, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);

const settings = readSettings(process.env, join(root, ".evertill"));
const leaving = new AbortController();
const opening = openHouse(settings, {
  say: (line) => console.log(`• ${line}`),
  restart: true,
  signal: leaving.signal,
});

async function leave(): Promise<void> {
  if (leaving.signal.aborted) return;
  console.log("\n• Closing the shop");
  leaving.abort();
  const house = await opening.catch(() => undefined);
  await house?.stop();
  process.exit(0);
}
// Not `once`: npm passes on the Ctrl-C that the terminal has sent us already, and the second must not end us midway.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave());

try {
  await opening;
  console.log(welcome());
  // Keeps this process, and so the supervision, alive.
  setInterval(() => undefined, 2 ** 30);
} catch (error) {
  if (!leaving.signal.aborted) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

function welcome(): string {
  const { publicOrigin, ports, standIns } = settings;
  const rows = [
    ["Shop", `${publicOrigin}/en-gb`],
    ["Shop, German", `${publicOrigin}/de-de`],
    ...(Object.values(standIns).some(Boolean)
      ? [["Control page", `http://127.0.0.1:${ports.shopify}/control`]]
      : []),
    ["Console", consoleHint()],
    ["Logs", join(settings.folder, "logs")],
  ];
  const table = rows.map(([name, address]) => `  ${name?.padEnd(14)}${address}`).join("\n");
  const hint = standIns.stripe
    ? "Buy a lamp with card 4242 4242 4242 4242, any future date and any code; 4000 0000 0000 9995 is declined, 4000 0025 0000 3155 asks your bank."
    : "Stripe is the real one: its test cards work with test keys only.";
  return `\nOpen after ${((Date.now() - began) / 1_000).toFixed(1)} s. Ctrl-C closes everything.\n\n${table}\n\n${hint}`;
}

/** Where the console is, and how whoever has just started it gets in. */
function consoleHint(): string {
  const { CONSOLE_ORIGIN: address = "", CONSOLE_PASSWORD: password } = settings.variables;
  if (password === undefined) return address;
  const place = process.env["CONSOLE_PASSWORD"]
    ? "CONSOLE_PASSWORD"
    : join(settings.folder, consolePasswordFile);
  return `${address}  as admin@evertill.example, password in ${place}`;
}
