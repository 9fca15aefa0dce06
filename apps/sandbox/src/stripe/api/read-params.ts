import { z } from "zod";
import type { Form } from "./form.ts";
import { invalidRequest } from "./stripe-error.ts";

/** Reads a call's parameters by a strict schema; what does not fit is refused in Stripe's words. */
export function readParams<Schema extends z.ZodType>(schema: Schema, form: Form): z.output<Schema> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = nameOf(issue?.path ?? []);
  if (issue?.code === "unrecognized_keys") {
    const unknown = nameOf([...issue.path, issue.keys[0] ?? ""]);
    throw invalidRequest(`Received unknown parameter: ${unknown}`, {
      code: "parameter_unknown",
      param: unknown,
    });
  }
  if (issue?.code === "invalid_type" && valueAt(form, issue.path) === undefined) {
    throw invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  throw invalidRequest(issue?.message ?? "Invalid parameters", { param });
}

/** A whole number, written in digits. */
export const integer = z
  .string()
  .regex(/^-?\d+$/, { error: (issue) => `Invalid integer: ${String(issue.input)}` })
  .transform(Number);

export const boolean = z
  .enum(["true", "false"], { error: (issue) => `Invalid boolean: ${String(issue.input)}` })
  .transform((value) => value === "true");

/** Up to 50 keys of 40 characters and values of 500 (docs.stripe.com/api/metadata). An empty value takes the key away. */
export const metadata = z.union([
  z.literal("").transform(() => ({})),
  z
    .record(
      z.string().max(40, "Metadata keys can have up to 40 characters"),
      z.string().max(500, "Metadata values can have up to 500 characters"),
    )
    .refine((entries) => Object.keys(entries).length <= 50, "You can have up to 50 metadata keys"),
]);

/** Which fields an answer opens: `expand[]=latest_charge`. */
export const expand = z.array(z.string()).optional();

/** Parts of a call that the sandbox accepts and does not act on. */
export const accepted = z.unknown().optional();

function nameOf([head, ...rest]: readonly PropertyKey[]): string {
  return `${String(head ?? "")}${rest.map((part) => `[${String(part)}]`).join("")}`;
}

function valueAt(form: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    form,
  );
}
