import type { DeliveryChange, Problem } from "@evertill/checkout/api";

export type ProblemKind = keyof typeof kinds;

// RFC 9457. `type` is what a client may branch on; `title` never changes; `detail` is for this occurrence.
const kinds = {
  "not-found": { status: 404, title: "There is no such checkout or order" },
  "malformed-body": { status: 400, title: "The body is not what this address takes" },
  "unsupported-media-type": { status: 415, title: "The body must be JSON" },
  "idempotency-key-missing": { status: 400, title: "Idempotency-Key is missing" },
  "idempotency-key-malformed": { status: 400, title: "Idempotency-Key is not usable" },
  "idempotency-key-in-use": {
    status: 409,
    title: "A request with this Idempotency-Key is still being worked on",
  },
  "idempotency-key-reused": { status: 422, title: "This Idempotency-Key came before with other data" },
  "invalid-fields": { status: 422, title: "Some fields need correcting" },
  "change-needs-accepting": { status: 409, title: "Delivering there changes what is bought" },
  closed: { status: 409, title: "This checkout can no longer be changed" },
  expired: { status: 410, title: "This checkout has expired" },
  "nothing-to-buy": { status: 409, title: "The cart is empty or gone" },
  "already-ordered": { status: 409, title: "This cart was already paid for" },
  "unknown-locale": { status: 422, title: "The shop does not sell in this locale" },
  "shop-silent": { status: 503, title: "The shop does not answer" },
  "payment-not-started": { status: 409, title: "No payment was begun on this checkout" },
  unexpected: { status: 500, title: "Something failed on our side" },
} as const satisfies Record<string, { status: number; title: string }>;

/**
 * A problem document. `detail` defaults to the title; `fields` are words by field path, in the shopper's language.
 * Nothing here is ever stored by a cache.
 */
export function problem(
  kind: ProblemKind,
  more: {
    readonly detail?: string;
    readonly fields?: Readonly<Record<string, string>>;
    readonly change?: DeliveryChange;
  } = {},
): Response {
  const { status, title } = kinds[kind];
  const { detail = title, fields, change } = more;
  const body: Problem = {
    type: problemType(kind),
    title,
    status,
    detail,
    ...(fields && { fields: { ...fields } }),
    ...(change && { change }),
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (kind === "idempotency-key-in-use" || kind === "shop-silent") headers.set("retry-after", "1");
  return new Response(JSON.stringify(body), { status, headers });
}

/** `/checkout/problems/closed`: names the kind; it is an identifier and need not lead anywhere. */
export function problemType(kind: ProblemKind): string {
  return `/checkout/problems/${kind}`;
}
