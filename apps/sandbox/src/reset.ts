import { readEnvironment } from "./env.ts";
import { explain } from "./explain.ts";
import { folders } from "./folders.ts";
import { isOpen, postTo } from "./http/running.ts";
import { replant } from "./seed/plant-when-empty.ts";
import { openStore } from "./shopify/catalogue/open-store.ts";

// Forgets everything and plants the seed again; through the running sandbox when there is one, since it holds the
// state in memory.
const env = readEnvironment();
try {
  await reset();
  process.stdout.write("The sandbox is as new.\n");
} catch (error) {
  process.stderr.write(`${explain(error, env.SANDBOX_DATABASE_URL)}\n`);
  process.exitCode = 1;
}

async function reset(): Promise<void> {
  if (await isOpen(env)) {
    await postTo(env, "/sandbox/reset", {});
    return;
  }
  const store = await openStore(env.SANDBOX_DATABASE_URL, () => new Date());
  await replant(store, { folders, now: () => new Date() });
  await store.close();
}
