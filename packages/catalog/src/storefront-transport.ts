import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
} from "cockatiel";
import { z } from "zod";
import { StorefrontError } from "./storefront-error.ts";

/** One document and how its answer is read. `operation` is the document's own name, for errors and traces. */
export type StorefrontCall<Data> = {
  readonly operation: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Shape of the answer's `data`. */
  readonly data: z.ZodType<Data>;
  /** The shopper's address, for the calls a shopper makes: Shopify limits by it. Absent in reads that are cached. */
  readonly buyerIp?: string | undefined;
  /** Overrides the transport's deadline, in milliseconds, all tries included. */
  readonly deadlineMs?: number | undefined;
};

export type StorefrontTransport = {
  /** For queries: tried up to three times within the deadline. */
  readonly read: <Data>(call: StorefrontCall<Data>) => Promise<Data>;
  /** For mutations: sent once, because the first try may have worked. */
  readonly write: <Data>(call: StorefrontCall<Data>) => Promise<Data>;
};

export type StorefrontTransportSettings = {
  /** Origin of the shop: `https://shop.myshopify.com`, or the sandbox's `http://127.0.0.1:4010`. */
  readonly storeUrl: string;
  /** Private Storefront API token. */
  readonly token: string;
  /** `2026-04`. */
  readonly version: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly readDeadlineMs?: number | undefined;
  readonly writeDeadlineMs?: number | undefined;
};

const restMs = 5_000;
/** More than one page asks at once: a handful of connections that were closed together is no silent shop. */
const failuresBeforeRest = 20;

/**
 * Speaks to one shop. After twenty failures in a row it rests for five seconds, in which every call fails at once with
 * `resting`, so that a silent shop does not hold every page for the whole deadline. Throws only {@link StorefrontError}.
 */
export function createStorefrontTransport({
  storeUrl,
  token,
  version,
  fetch = globalThis.fetch,
  readDeadlineMs = 2_500,
  writeDeadlineMs = 8_000,
}: StorefrontTransportSettings): StorefrontTransport {
  const address = `${storeUrl}/api/${version}/graphql.json`;
  const passes = handleWhen((error) => error instanceof StorefrontError && error.isPassing);
  const breaker = circuitBreaker(passes, {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(failuresBeforeRest),
  });
  const again = retry(passes, {
    maxAttempts: 2,
    backoff: new ExponentialBackoff({ initialDelay: 80, maxDelay: 600 }),
  });

  async function post<Data>(call: StorefrontCall<Data>, signal: AbortSignal): Promise<Data> {
    const response = await send(call, signal);
    const answer = await readJson(call.operation, response);
    return readData(call, answer);
  }

  async function send<Data>(call: StorefrontCall<Data>, signal: AbortSignal): Promise<Response> {
    try {
      return await fetch(address, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "shopify-storefront-private-token": token,
          ...(call.buyerIp !== undefined && { "shopify-storefront-buyer-ip": call.buyerIp }),
        },
        body: JSON.stringify({ query: call.document, variables: call.variables }),
        signal,
      });
    } catch (cause) {
      throw translateSilence(call.operation, signal, cause);
    }
  }

  async function guarded<Data>(call: StorefrontCall<Data>, signal: AbortSignal): Promise<Data> {
    try {
      return await breaker.execute(() => post(call, signal));
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        throw new StorefrontError("resting", {
          operation: call.operation,
          detail: "not asked, because the last calls all failed",
          cause: error,
        });
      throw error;
    }
  }

  return {
    read: (call) => {
      const signal = AbortSignal.timeout(call.deadlineMs ?? readDeadlineMs);
      return again.execute(() => {
        if (signal.aborted) throw translateSilence(call.operation, signal, signal.reason);
        return guarded(call, signal);
      }, signal);
    },
    write: (call) => guarded(call, AbortSignal.timeout(call.deadlineMs ?? writeDeadlineMs)),
  };
}

function translateSilence(operation: string, signal: AbortSignal, cause: unknown): StorefrontError {
  return signal.aborted
    ? new StorefrontError("timed-out", { operation, detail: "no answer within the deadline", cause })
    : new StorefrontError("unreachable", { operation, detail: "the connection failed", cause });
}

async function readJson(operation: string, response: Response): Promise<unknown> {
  if (response.status === 429 || response.status === 430)
    throw new StorefrontError("throttled", { operation, detail: `HTTP ${response.status}` });
  if (response.status >= 500)
    throw new StorefrontError("unavailable", { operation, detail: `HTTP ${response.status}` });
  if (!response.ok)
    throw new StorefrontError("refused", {
      operation,
      detail: `HTTP ${response.status}; check the shop's address, API version and private token`,
    });
  try {
    return await response.json();
  } catch (cause) {
    throw new StorefrontError("unavailable", { operation, detail: "the answer broke off", cause });
  }
}

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

function readData<Data>({ operation, data }: StorefrontCall<Data>, answer: unknown): Data {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new StorefrontError("unreadable", { operation, detail: "not a GraphQL answer" });
  if (parsed.data.errors?.length) throw translateErrors(operation, parsed.data.errors);
  try {
    return data.parse(parsed.data.data);
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new StorefrontError("unreadable", { operation, detail, cause });
  }
}

/** Half an answer is no answer: a page built on it would be kept. */
function translateErrors(
  operation: string,
  errors: NonNullable<z.infer<typeof answerSchema>["errors"]>,
): StorefrontError {
  const codes = new Set(errors.map(({ extensions }) => extensions?.code));
  const detail = errors.map(({ message }) => message).join("; ");
  if (codes.has("THROTTLED")) return new StorefrontError("throttled", { operation, detail });
  if (codes.has("INTERNAL_SERVER_ERROR")) return new StorefrontError("unavailable", { operation, detail });
  return new StorefrontError("refused", { operation, detail });
}
