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
    if (documented.has(unknown))
      throw invalidRequest(`The sandbox does not implement the parameter ${unknown}`, { param: unknown });
    throw invalidRequest(`Received unknown parameter: ${unknown}`, {
      code: "parameter_unknown",
      param: unknown,
    });
  }
  if (issue?.code === "invalid_type" && valueAt(form, issue.path) === undefined) {
    throw invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  const message = issue?.message ?? "Invalid parameters";
  const code = message.startsWith("Invalid integer") ? { code: "parameter_invalid_integer" } : {};
  throw invalidRequest(message, { param, ...code });
}

/** Parameters that Stripe's reference has for payments and that nothing here acts on (docs.stripe.com/api, 2026-10). */
const documented: ReadonlySet<string> = new Set(
  `amount_details application_fee_amount customer_account excluded_payment_method_types hooks on_behalf_of payment_details
   payment_method_configuration radar_options transfer_data mandate_options instructions_email origin refund_application_fee
   reverse_transfer balance cash_balance coupon invoice_prefix invoice_settings next_invoice_sequence promotion_code source
   tax tax_exempt tax_id_data test_clock validate`.split(/\s+/),
);

/** A whole number, written in digits. */
export const integer = z
  .string()
  .regex(/^-?\d+$/, { error: (issue) => `Invalid integer: ${String(issue.input)}` })
  .transform(Number);

export const boolean = z
  .enum(["true", "false"], { error: (issue) => `Invalid boolean: ${String(issue.input)}` })
  .transform((value) => value === "true");

/**
 * Up to 50 keys of 40 characters and values of 500 (docs.stripe.com/api/metadata). An empty value takes its key away, and
 * an empty whole (null) all of them.
 */
export const metadata = z.union([
  z.literal("").transform(() => null),
  z
    .record(
      z.string().max(40, "Metadata keys can have up to 40 characters"),
      z.string().max(500, "Metadata values can have up to 500 characters"),
    )
    .refine((entries) => Object.keys(entries).length <= 50, "You can have up to 50 metadata keys"),
]);

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
