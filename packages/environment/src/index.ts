export { EnvironmentError, type Problem } from "./environment-error.ts";
export { readEnvironment } from "./read-environment.ts";
export { allOrNone, example, hexKey, house, origin, port, postgresUrl, secret } from "./variables.ts";
