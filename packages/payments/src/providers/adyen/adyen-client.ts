import { type ClientRequest, type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { CheckoutAPI, Client, type Config, EnvironmentEnum } from "@adyen/api-library";
import { neverConnected } from "../never-connected.ts";

export type AdyenSettings = {
  readonly apiKey: string;
  readonly merchantAccount: string;
  /** Hexadecimal, of the standard webhook. */
  readonly hmacKey: string;
  /** The prefix of the live endpoints ("1797a841fbb37ca7-AdyenDemo"); without it, Adyen's test environment. */
  readonly livePrefix?: string | undefined;
  /** Points the library at a stand-in instead. */
  readonly apiUrl?: string | undefined;
  /** For one call, from the first byte sent to the last received. */
  readonly timeoutMs?: number | undefined;
};

/** Adyen's own error object was read from the body. */
export class AdyenRefused extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly errorType: string;
  /** The same key may be sent again. */
  readonly passes: boolean;

  constructor(status: number, body: ServiceError, passes: boolean) {
    super(body.message ?? "no message");
    this.status = status;
    this.errorCode = body.errorCode ?? "no code";
    this.errorType = body.errorType ?? "";
    this.passes = passes;
  }
}

/** No answer of Adyen's was read. */
export class AdyenSilent extends Error {
  readonly mayHaveBeenSent: boolean;

  constructor(message: string, mayHaveBeenSent: boolean) {
    super(message);
    this.mayHaveBeenSent = mayHaveBeenSent;
  }
}

type ServiceError = { readonly errorCode?: string; readonly errorType?: string; readonly message?: string };
type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
};

/**
 * The official library over an HTTP client of ours. The library's own gives a timeout and a reset as an `ApiException`
 * with status 500 (32.1), follows redirects to other hosts, and reads an answer that broke off as text; ours says what
 * provably happened. It is also the one way to point the library at another address.
 */
export function createAdyenClient({ apiKey, livePrefix, apiUrl }: AdyenSettings) {
  const config: ConstructorParameters<typeof Client>[0] =
    livePrefix === undefined
      ? { apiKey, environment: EnvironmentEnum.TEST }
      : { apiKey, environment: EnvironmentEnum.LIVE, liveEndpointUrlPrefix: livePrefix };
  const client = new Client(config, {
    request: async (endpoint, json, { connectionTimeoutMillis }: Config, _isKeyRequired, options) => {
      const headers = {
        "content-type": "application/json",
        "x-api-key": apiKey,
        ...(options?.idempotencyKey && { "idempotency-key": options.idempotencyKey }),
      };
      const timeoutMs = options?.timeout ?? connectionTimeoutMillis ?? 8_000;
      return readAnswer(await post(addressOf(endpoint, apiUrl), { body: String(json), headers, timeoutMs }));
    },
  });
  const { PaymentsApi: payments, ModificationsApi: modifications } = new CheckoutAPI(client);
  return { payments, modifications };
}

function addressOf(endpoint: string, apiUrl: string | undefined): URL {
  const { pathname, search } = new URL(endpoint);
  return apiUrl === undefined ? new URL(endpoint) : new URL(`${pathname}${search}`, apiUrl);
}

/** The body, whole and parsed once, or a throw that says what was learnt. */
function readAnswer({ status, headers, text }: Answer): string {
  const body = parse(text);
  if (body === null) throw new AdyenSilent(`answered ${status} without a body of Adyen's`, true);
  if (status >= 200 && status < 300) return text;
  const passes = headers["transient-error"] === "true";
  if ("errorCode" in body || "errorType" in body) throw new AdyenRefused(status, body, passes);
  throw new AdyenSilent(`answered ${status} without an error of Adyen's`, true);
}

function parse(text: string): ServiceError | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : null;
  } catch {
    return null;
  }
}

function post(
  address: URL,
  { body, headers, timeoutMs }: { body: string; headers: Record<string, string>; timeoutMs: number },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = address.protocol === "https:" ? requestSecure : requestPlain;
    // A connection of its own: one that was kept alive may be closed by the other side at the moment it is written to,
    // and then nobody knows whether the money was asked for.
    const outgoing: ClientRequest = send(address, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      agent: false,
    });
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`no whole answer in ${timeoutMs} ms`)),
      timeoutMs,
    );
    const fail = (error: Error) => reject(new AdyenSilent(error.message, !neverConnected(error)));
    outgoing.once("close", () => clearTimeout(timer));
    outgoing.once("error", fail);
    outgoing.once("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.once("error", fail);
      incoming.once("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (!incoming.complete) return fail(new Error("the answer broke off"));
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
    });
    outgoing.end(body);
  });
}
