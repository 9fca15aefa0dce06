import { AsyncLocalStorage } from "node:async_hooks";
import {
  Client,
  Environment,
  OrdersController,
  PaymentsController,
  TransactionSearchController,
} from "@paypal/paypal-server-sdk";
import { neverConnected } from "../never-connected.ts";
import { Tokens } from "./tokens.ts";

export type PayPalSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  /** Points the SDK elsewhere: at a stand-in, or at PayPal's own sandbox (https://api-m.sandbox.paypal.com). Without it, the live PayPal. */
  readonly apiUrl?: string | undefined;
  /** The longest wait for one call, that for a token included. */
  readonly timeoutMs?: number | undefined;
};

export type PayPalClient = {
  readonly orders: OrdersController;
  readonly payments: PaymentsController;
  readonly search: TransactionSearchController;
};

const liveUrl = "https://api-m.paypal.com";

/**
 * The SDK (2.5) with a transport of ours. It has no setting for an address, its own timeout is infinite unless set and then
 * one for all calls, which of its requests were sent cannot be told from its errors, and a token that could once not be
 * fetched is never fetched again; the adapter of its HTTP client settles all four. Its own retries are off by default, and
 * stay so: a repeat is our decision, with our key.
 */
export function createPayPalClient({
  clientId,
  clientSecret,
  apiUrl = liveUrl,
}: PayPalSettings): PayPalClient {
  const to = new URL(apiUrl);
  const client = new Client({
    environment: Environment.Production,
    clientCredentialsAuthCredentials: {
      oAuthClientId: clientId,
      oAuthClientSecret: clientSecret,
      // Never ends, so that the SDK asks for none itself. Each request gets a real one on its way.
      oAuthToken: { accessToken: "", tokenType: "Bearer" },
    },
    unstable_httpClientOptions: { adapter: (request: SdkRequest) => send(request, to, tokens) },
  });
  const tokens = new Tokens(() => client.clientCredentialsAuthManager.fetchToken());
  return {
    orders: new OrdersController(client),
    payments: new PaymentsController(client),
    search: new TransactionSearchController(client),
  };
}

/** What is known of one call beside its answer: whether its own request, not that for a token, may have left this machine. */
type Underway = { readonly signal: AbortSignal; mayHaveBeenSent: boolean };

const underway = new AsyncLocalStorage<Underway>();

/** Runs one call of the SDK within a deadline and says, when it fails, whether its request may have reached PayPal. */
export async function witnessed<Answer>(
  deadlineMs: number,
  call: () => Promise<Answer>,
): Promise<{ readonly answer: Answer } | { readonly error: unknown; readonly mayHaveBeenSent: boolean }> {
  const witness: Underway = { signal: AbortSignal.timeout(deadlineMs), mayHaveBeenSent: false };
  try {
    return { answer: await underway.run(witness, call) };
  } catch (error) {
    return { error, mayHaveBeenSent: witness.mayHaveBeenSent };
  }
}

/** As much of an axios request as the SDK makes. */
type SdkRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: { toJSON(): Record<string, string> };
  readonly data?: string | undefined;
};

type SdkResponse = {
  readonly data: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly config: SdkRequest;
};

async function send(request: SdkRequest, to: URL, tokens: Tokens) {
  if (new URL(request.url).pathname === "/v1/oauth2/token") return exchange(request, to, {});
  const token = await tokens.current();
  const first = await exchangeOwn(request, to, token);
  if (first.status !== 401) return first;
  // PayPal has dropped the token before its time. Nothing was done, whatever was asked.
  const witness = underway.getStore();
  if (witness) witness.mayHaveBeenSent = false;
  tokens.forget(token);
  return exchangeOwn(request, to, await tokens.current());
}

async function exchangeOwn(request: SdkRequest, to: URL, token: string): Promise<SdkResponse> {
  const witness = underway.getStore();
  if (witness) witness.mayHaveBeenSent = true;
  try {
    return await exchange(request, to, { authorization: `Bearer ${token}` });
  } catch (error) {
    if (witness) witness.mayHaveBeenSent = !wasNeverSent(error);
    throw error;
  }
}

async function exchange(
  request: SdkRequest,
  to: URL,
  authorization: Readonly<Record<string, string>>,
): Promise<SdkResponse> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers({ ...request.headers.toJSON() });
  for (const [name, value] of Object.entries(authorization)) headers.set(name, value);
  const response = await fetch(new URL(pathname + search, to), {
    method: request.method.toUpperCase(),
    headers,
    body: request.data ?? null,
    redirect: "manual",
    signal: underway.getStore()?.signal ?? null,
  });
  const { status, statusText } = response;
  const received = Object.fromEntries(response.headers);
  return { data: await response.text(), status, statusText, headers: received, config: request };
}

/** `fetch` wraps what the socket raised. */
function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return neverConnected(cause) || (cause as NodeJS.ErrnoException).code === "UND_ERR_CONNECT_TIMEOUT";
}
