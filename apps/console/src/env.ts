import { example, house, origin, postgresUrl, readEnvironment, secret } from "@evertill/environment";
import { z } from "zod";

const schema = z
  .object({
    DATABASE_URL: postgresUrl("postgres://postgres@127.0.0.1:54329/evertill"),
    CONSOLE_ORIGIN: origin("http://localhost:3005"),
    CONSOLE_SECRET: secret("a long random text"),
    CONSOLE_PASSWORD: example(
      z.string().min(12, "must have at least 12 characters"),
      "at least 12 characters",
    ).optional(),
    RELEASE_ID: example(z.string().min(1), "2026-11-21-1").default("local"),
    EVERTILL_ENV: house(),
  })
  .superRefine(({ EVERTILL_ENV, CONSOLE_PASSWORD }, context) => {
    if (EVERTILL_ENV !== "production" || CONSOLE_PASSWORD === undefined) return;
    const message = "opens an account by itself, which production refuses: remove it and open one by hand";
    context.addIssue({ code: "custom", path: ["CONSOLE_PASSWORD"], message });
  });

export type Environment = z.output<typeof schema>;

let read: Environment | undefined;

/**
 * The console's settings, read once and not before they are needed: a build must not ask for keys.
 *
 * @throws EnvironmentError with every problem, its variable and an example.
 */
export function environment(): Environment {
  read ??= readEnvironment("console", schema, { variables: process.env });
  return read;
}
