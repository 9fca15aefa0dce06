const separator = "_";

/**
 * The reference a refund is asked for under: the attempt's, by which all webhooks are found, and the refund's own. Both are
 * signed in its webhook, so that one whose answer was lost is known as well. Neither has the separator in it: they are UUIDs.
 */
export function refundReference(attemptReference: string, refundId: string): string {
  return `${attemptReference}${separator}${refundId}`;
}

/** The two again; a null refund where the reference is an attempt's alone. */
export function readReference(merchantReference: string): {
  readonly attempt: string | null;
  readonly refundId: string | null;
} {
  const [attempt = "", refundId = null] = merchantReference.split(separator);
  return { attempt: attempt === "" ? null : attempt, refundId };
}
