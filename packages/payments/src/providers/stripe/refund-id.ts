/** Under this name our own id stands in a refund's metadata, and so in its webhooks. */
export const refundIdName = "refund_id";
