export { EnvironmentError, type Problem } from "./environment-error.ts";
export { readEnvironment } from "./read-environment.ts";
export {
  address,
  allOrNone,
  count,
  country,
  example,
  hexKey,
  host,
  house,
  monthlyVersion,
  origin,
  port,
  postgresUrl,
  secret,
} from "./variables.ts";
