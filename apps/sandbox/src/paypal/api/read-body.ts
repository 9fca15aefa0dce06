import type { z } from "zod";
import { invalidRequest } from "./paypal-error.ts";

/** Reads a body by its schema; a missing or wrong part is PayPal's 400 that names it by its JSON pointer. */
export function readBody<Shape>(schema: z.ZodType<Shape>, body: unknown): Shape {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const keys =
    issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
  const field = `/${keys.map(String).join("/")}`;
  if (issue?.code === "unrecognized_keys") throw invalidRequest("NOT_SUPPORTED", { field });
  const isMissing =
    issue?.code === "invalid_type" && issue.input === undefined && at(body, keys) === undefined;
  throw invalidRequest(isMissing ? "MISSING_REQUIRED_PARAMETER" : "INVALID_PARAMETER_VALUE", { field });
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
