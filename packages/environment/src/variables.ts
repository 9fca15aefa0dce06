import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { z } from "zod";

/** Attaches the example that is printed when the variable is missing or wrong. */
export function example<Schema extends z.ZodType>(schema: Schema, text: string): Schema {
  return schema.meta({ example: text });
}

/** A TCP port, with the one used when nothing is set. */
export function port(fallback: number) {
  return count({ least: 1, most: 65_535, fallback, what: "port number" });
}

/** A whole number within limits, with the one used when nothing is set. */
export function count({
  least,
  most,
  fallback,
  what = "whole number",
}: {
  least: number;
  most: number;
  fallback: number;
  what?: string;
}) {
  const error = `must be a ${what}, ${least} to ${most}`;
  return example(
    z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error }).default(fallback),
    String(fallback),
  );
}

/** What to listen on: an address of this machine, or its name. */
export function host() {
  const error = "must be an IP address of this machine, 0.0.0.0 for all it has, or its name";
  return example(z.string().refine(isOfThisMachine, { error }).default("127.0.0.1"), "127.0.0.1");
}

function isOfThisMachine(name: string): boolean {
  if (isIP(name) === 0) return name === "localhost" || name === hostname();
  if (/^(0\.0\.0\.0|::|127\..*)$/.test(name)) return true;
  return Object.values(networkInterfaces()).some((ours) => ours?.some((one) => one.address === name));
}

/** Scheme, host and port without a path: `https://shop.example`. */
export function origin(text: string) {
  const schema = z
    .url({ protocol: /^https?$/, error: "must be an address with its scheme" })
    .refine((value) => !URL.canParse(value) || new URL(value).origin === value.replace(/\/$/, ""), {
      error: "must be an origin, without a path",
    })
    .transform((value) => new URL(value).origin);
  return example(schema, text);
}

/** An address with its path. */
export function address(text: string) {
  return example(z.url({ protocol: /^https?$/, error: "must be an address with its scheme" }), text);
}

/** A country as ISO 3166-1 has it: `NL`. */
export function country(text: string) {
  return example(z.string().regex(/^[A-Z]{2}$/, "must be a country in two capital letters"), text);
}

/** A version that is named by its month, with the one used when nothing is set: `2026-04`. */
export function monthlyVersion(fallback: string) {
  return example(
    z
      .string()
      .regex(/^\d{4}-\d{2}$/, "must be a version, its year and month")
      .default(fallback),
    fallback,
  );
}

export function postgresUrl(text: string) {
  return example(z.url({ protocol: /^postgres(ql)?$/, error: "must be a Postgres address" }), text);
}

/** A signing key in hexadecimal, of 128 bits or more. */
export function hexKey(text: string) {
  return example(z.string().regex(/^(?:[0-9a-f]{2}){16,}$/i, "must be hexadecimal, 32 digits or more"), text);
}

/** A key, token or signing secret. */
export function secret(text: string) {
  return example(z.string({ error: "is missing" }).min(8, "must have at least 8 characters"), text);
}

/** For `superRefine`: settings of which each needs the others are all given, or none is. */
export function allOrNone(...variables: readonly string[]) {
  return (values: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void => {
    const missing = variables.filter((variable) => values[variable] === undefined);
    if (missing.length === variables.length) return;
    for (const variable of missing)
      context.addIssue({ code: "custom", path: [variable], message: "is missing" });
  };
}

/** Which house this is. Only "production" changes anything: it refuses what belongs to the sandbox. */
export function house() {
  const names = ["local", "staging", "production"] as const;
  return example(z.enum(names, { error: `must be one of ${names.join(", ")}` }).default("local"), "local");
}
