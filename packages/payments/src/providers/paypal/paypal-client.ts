import { AsyncLocalStorage } from "node:async_hooks";
import { Client, Environment, OrdersController, PaymentsController } from "@paypal/paypal-server-sdk";
import { neverConnected } from "../never-connected.ts";

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
};

const liveUrl = "https://api-m.paypal.com";

/**
 * The SDK (2.5) with a transport of ours. It has no setting for an address, its own timeout is infinite unless set and then
 * one for all calls, and which of its requests were sent cannot be told from its errors; the adapter of its HTTP client
 * settles all three. Its own retries are off by default, and stay so: a repeat is our decision, with our key.
 */
export function createPayPalClient({
  clientId,
  clientSecret,
  apiUrl = liveUrl,
}: PayPalSettings): PayPalClient {
  const client = new Client({
    environment: Environment.Production,
    clientCredentialsAuthCredentials: {
      oAuthClientId: clientId,
      oAuthClientSecret: clientSecret,
      // A token is renewed a minute before it ends.
      oAuthClockSkew: 60,
    },
    unstable_httpClientOptions: { adapter: (request: SdkRequest) => send(request, new URL(apiUrl)) },
  });
  return { orders: new OrdersController(client), payments: new PaymentsController(client) };
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

async function send(request: SdkRequest, to: URL) {
  const { pathname, search } = new URL(request.url);
  const witness = underway.getStore();
  const isOwn = pathname !== "/v1/oauth2/token";
  if (witness && isOwn) witness.mayHaveBeenSent = true;
  try {
    const response = await fetch(new URL(pathname + search, to), {
      method: request.method.toUpperCase(),
      headers: request.headers.toJSON(),
      body: request.data ?? null,
      redirect: "manual",
      signal: witness?.signal ?? null,
    });
    const { status, statusText } = response;
    const headers = Object.fromEntries(response.headers);
    return { data: await response.text(), status, statusText, headers, config: request };
  } catch (error) {
    if (witness && isOwn) witness.mayHaveBeenSent = !wasNeverSent(error);
    throw error;
  }
}

/** `fetch` wraps what the socket raised. */
function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return neverConnected(cause) || (cause as NodeJS.ErrnoException).code === "UND_ERR_CONNECT_TIMEOUT";
}
