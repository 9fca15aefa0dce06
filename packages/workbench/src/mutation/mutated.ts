/** Where a wrong sign costs money: each of these folders has to have at least 90 % of its mutants killed. */
export const mutatedFolders = [
  "packages/payments/src/attempt",
  "packages/payments/src/authentication",
  "packages/payments/src/declines",
  "packages/payments/src/health",
  "packages/payments/src/retry-caps",
  "packages/payments/src/risk",
  "packages/payments/src/routing",
] as const;

/** Flat tables of words: their rows are proven one by one by golden tests, and a mutated sentence proves nothing. */
export const leftOut = [
  "packages/payments/src/authentication/rules.ts",
  "packages/payments/src/declines/{stripe,adyen,paypal}.ts",
] as const;
