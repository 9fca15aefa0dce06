/** What Adyen answers when it does not carry out a request: its `ServiceError`, and headers that go with it. */
export class AdyenError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly errorType: "validation" | "security" | "configuration" | "internal";
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    errorCode: string,
    errorType: AdyenError["errorType"],
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.errorType = errorType;
    this.headers = headers;
  }

  get body(): object {
    const { status, errorCode, message, errorType } = this;
    return { status, errorCode, message, errorType };
  }
}

export const unauthorized = () =>
  new AdyenError(401, "000", "security", "HTTP Status Response - Unauthorized");

export const unknownFailure = () => new AdyenError(500, "000", "internal", "An unknown error occurred");

/** Which code Adyen gives here is not documented; the status is. */
export const tooManyRequests = () => new AdyenError(429, "000", "security", "Too many requests");

/** 704: the same key is being worked on. `transient-error` says that the key may be sent again. */
export const keyInUse = () =>
  new AdyenError(422, "704", "validation", "Request already processed or in progress", {
    "transient-error": "true",
  });

/** 703: the store of keys does not answer, and nothing was done. */
export const keyStoreDown = () =>
  new AdyenError(503, "703", "internal", "Required resource temporarily unavailable", {
    "transient-error": "true",
  });
