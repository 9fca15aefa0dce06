import { startPostgres } from "./postgres.ts";

// A process of its own: Ctrl-C reaches a whole terminal's processes at once, and Postgres must outlive those that use it.
const [folder, port] = process.argv.slice(2);
if (folder === undefined || port === undefined) throw new Error("Usage: node postgres-main.ts FOLDER PORT");

const postgres = await startPostgres({
  folder,
  port: Number(port),
  log: (line) => console.log(line.trimEnd()),
});
const stop = () => void postgres.stop().then(() => process.exit(0));
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
