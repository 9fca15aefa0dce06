/** While nobody knows how a payment stands for longer than this, the page promises the answer by mail, and it is written. */
export const lateAfterMs = 12_000;
