export { connect, type Database, type Transaction } from "./connection.ts";
export { migrate, type Migrations } from "./migrate.ts";
export { openPgBossJobs } from "./pg-boss-jobs.ts";
export type { PutOff } from "./put-off.ts";
export { type Job, type JobHandler, type Jobs, type JobOptions } from "./jobs.ts";
