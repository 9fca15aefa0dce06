/**
 * What can go wrong between us and the Storefront API. `unreachable`, `timed-out`, `unavailable` and `throttled` pass;
 * `refused` (a wrong token or document) and `unreadable` (an answer that is not what its document asks for) do not.
 */
export type StorefrontErrorCode =
  | "unreachable"
  | "timed-out"
  | "unavailable"
  | "throttled"
  | "resting"
  | "refused"
  | "unreadable";

const passing: ReadonlySet<StorefrontErrorCode> = new Set([
  "unreachable",
  "timed-out",
  "unavailable",
  "throttled",
  "resting",
]);

/** The one error this package throws for the outside world. Never holds a token, a cart id or what a shopper typed. */
export class StorefrontError extends Error {
  override readonly name = "StorefrontError";
  readonly code: StorefrontErrorCode;
  readonly operation: string;
  readonly shopperMessage: string;

  constructor(
    code: StorefrontErrorCode,
    { operation, detail, cause }: { operation: string; detail: string; cause?: unknown },
  ) {
    super(`Storefront API, ${operation}: ${detail}`, { cause });
    this.code = code;
    this.operation = operation;
    this.shopperMessage = passing.has(code)
      ? "The shop does not answer at the moment. Please try again in a minute."
      : "Something in the shop is not right. We have been told and are looking at it.";
  }

  get operatorMessage(): string {
    return this.message;
  }

  /** True when the same call may well work a little later. */
  get isPassing(): boolean {
    return passing.has(this.code);
  }
}
