import { EnvironmentError } from "@evertill/environment";
import { environment } from "./env.ts";

/** Ends the process with the list of problems when a setting is missing or wrong. */
export function checkEnvironment(): void {
  try {
    environment();
  } catch (error) {
    console.error(error instanceof EnvironmentError ? error.message : error);
    process.exit(1);
  }
}
