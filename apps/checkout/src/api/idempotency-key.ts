import type { Refused } from "./body.ts";
import { problem } from "./problem.ts";

/**
 * The key that makes paying repeatable, by the IETF draft `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header-07):
 * a quoted string; the bare form that most clients send is taken too. Answers 400 when it is missing or unusable.
 */
export function readIdempotencyKey(
  headers: Headers,
): { readonly kind: "key"; readonly key: string } | Refused {
  const given = headers.get("idempotency-key")?.trim();
  if (!given) {
    const detail =
      "Send an Idempotency-Key header: one new key for each decision to pay, the same key for each repeat.";
    return { kind: "refused", response: problem("idempotency-key-missing", { detail }) };
  }
  const key = /^"(.*)"$/.exec(given)?.[1] ?? given;
  if (!/^[\w.:-]{16,128}$/.test(key)) {
    const detail =
      "An Idempotency-Key has 16 to 128 letters, digits, dots, colons, hyphens or underscores. A UUID will do.";
    return { kind: "refused", response: problem("idempotency-key-malformed", { detail }) };
  }
  return { kind: "key", key };
}
