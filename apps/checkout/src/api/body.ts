import type { z } from "zod";
import { problem } from "./problem.ts";

const largestBody = 64 * 1024;

export type Refused = { readonly kind: "refused"; readonly response: Response };
export type ParsedBody<Value> = { readonly kind: "parsed"; readonly value: Value } | Refused;

/**
 * Reads a JSON body by its schema. Refuses with 415 what does not call itself JSON (which also keeps plain forms of other
 * sites out), 400 what is not JSON or too long, 422 what breaks the schema, with words by field path.
 */
export async function readBody<Value>(
  request: Request,
  schema: z.ZodType<Value>,
): Promise<ParsedBody<Value>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    return refused(problem("unsupported-media-type", { detail: "Send Content-Type: application/json." }));
  }
  const text = await request.text();
  if (text.length > largestBody) {
    return refused(problem("malformed-body", { detail: "The body is longer than 64 KB." }));
  }
  const json = parseJson(text);
  if (json === undefined) {
    return refused(problem("malformed-body", { detail: "The body is not valid JSON." }));
  }
  const result = schema.safeParse(json);
  if (result.success) return { kind: "parsed", value: result.data };
  return refused(problem("invalid-fields", { fields: fieldWords(result.error.issues) }));
}

function refused(response: Response): Refused {
  return { kind: "refused", response };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fieldWords(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  return Object.fromEntries(
    issues.map(({ path, message }) => [path.map((part) => String(part)).join(".") || "body", message]),
  );
}
