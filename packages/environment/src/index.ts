export { EnvironmentError, type Problem } from "./environment-error.ts";
export { readEnvironment } from "./read-environment.ts";
export { example, hexKey, house, origin, port, postgresUrl, secret } from "./variables.ts";
