import { z } from "zod";
import { AdyenError } from "./adyen-error.ts";

/** An amount of the wire: a whole number of Adyen's minor units, and a currency. */
export const amount = z.object({ value: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });

/** A field that is taken and not looked at. */
export const accepted = z.unknown().optional();

/** Reads a JSON body by its schema. Throws what Adyen answers: 400 for what is no JSON or unknown, 422 for what is missing or wrong. */
export function readBody<Schema extends z.ZodObject>(schema: Schema, body: unknown): z.output<Schema> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const unknown = read.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [],
  );
  if (unknown.length > 0) {
    const message = `Structure of the request contains the following unknown fields: [${unknown.join(", ")}]`;
    throw new AdyenError(400, "702", "validation", message);
  }
  const path = read.error.issues[0]?.path.join(".") ?? "";
  const message = missingMessages[path] ?? `Required field '${path}' is not provided or wrong.`;
  throw new AdyenError(422, errorCodes[path] ?? "14_012", "validation", message);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `Unexpected input: ${error instanceof Error ? error.message : String(error)}`;
    throw new AdyenError(400, "702", "validation", message);
  }
}

const errorCodes: Readonly<Record<string, string>> = {
  reference: "130",
  returnUrl: "14_030",
  amount: "100",
  "amount.value": "137",
  "amount.currency": "138",
};

const missingMessages: Readonly<Record<string, string>> = {
  reference: "Reference Missing",
  returnUrl: "Return URL is missing.",
  amount: "No amount specified",
  "amount.value": "Invalid amount specified",
  "amount.currency": "Unsupported currency specified",
};
