import { parseArgs } from "node:util";
import { type Environment, readEnvironment } from "./env.ts";
import { explain } from "./explain.ts";
import { folders } from "./folders.ts";
import { runImport } from "./import/run-import.ts";

const usage = "npm run sandbox:import -- FILE.csv --images DIR [--currency GBP]";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { images: { type: "string" }, currency: { type: "string" } },
});
const [file] = positionals;
if (!file || positionals.length > 1) stop(`Name one CSV file:\n  ${usage}`);
else {
  const env = readEnvironment();
  await importFile(file, env).catch((error: unknown) => stop(explain(error, env.SANDBOX_DATABASE_URL)));
}

async function importFile(file: string, env: Environment): Promise<void> {
  const outcome = await runImport(
    { file, images: values.images, currency: values.currency },
    { env, folders, now: new Date() },
  );
  if (outcome.kind === "refused")
    stop(
      `Nothing was imported from ${file}:\n${outcome.problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
  else {
    const { products, variants, replaced } = outcome.summary;
    process.stdout.write(
      `Imported ${products} products with ${variants} variants; ${replaced} of them were there and are replaced.\n`,
    );
  }
}

function stop(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
