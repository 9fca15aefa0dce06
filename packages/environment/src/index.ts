export { EnvironmentError } from "./environment-error.ts";
export { readEnvironment } from "./read-environment.ts";
export { example, origin, port, postgresUrl, secret } from "./variables.ts";
