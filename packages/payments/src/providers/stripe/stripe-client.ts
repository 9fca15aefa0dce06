import { AsyncLocalStorage } from "node:async_hooks";
import { Stripe } from "stripe";
import { neverConnected } from "../never-connected.ts";

export type StripeSettings = {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Points the SDK at a stand-in; without it, the real Stripe. */
  readonly apiUrl?: string | undefined;
  /** For one call, its hidden repeat included. */
  readonly timeoutMs?: number | undefined;
};

/** What is known of one call beside its answer: whether any of its requests may have left this machine. */
type Evidence = { mayHaveBeenSent: boolean };

const evidence = new AsyncLocalStorage<Evidence>();

/**
 * The SDK with its own retries off: a repeat is our decision, with our key. One it makes regardless: after ECONNRESET
 * and EPIPE it asks once more (23.1, RequestSender._shouldRetry). Both requests carry the same key, but the second may
 * fail to connect where the first had arrived, so whether something was sent is noted per request, not per error.
 */
export function createStripeClient({ secretKey, apiUrl, timeoutMs = 8_000 }: StripeSettings): Stripe {
  return new Stripe(secretKey, {
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    httpClient: witnessing(Stripe.createNodeHttpClient()),
    ...(apiUrl === undefined ? {} : addressOf(new URL(apiUrl))),
  });
}

/** An address as the SDK wants it, in parts. */
export function addressOf({ protocol, hostname, port }: URL) {
  const secure = protocol === "https:";
  return {
    protocol: secure ? ("https" as const) : ("http" as const),
    host: hostname,
    port: port === "" ? (secure ? 443 : 80) : Number(port),
  };
}

type NodeHttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

function witnessing(client: NodeHttpClient): NodeHttpClient {
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      try {
        return await client.makeRequest(...request);
      } catch (error) {
        const witness = evidence.getStore();
        if (witness && !neverConnected(error)) witness.mayHaveBeenSent = true;
        throw error;
      }
    },
  };
}

/** Runs one SDK call and says, when it fails, whether a request may have reached Stripe. */
export async function witnessed<Answer>(
  call: () => Promise<Answer>,
): Promise<{ readonly answer: Answer } | { readonly error: unknown; readonly mayHaveBeenSent: boolean }> {
  const witness: Evidence = { mayHaveBeenSent: false };
  try {
    return { answer: await evidence.run(witness, call) };
  } catch (error) {
    const raised = rootOf(error);
    return { error, mayHaveBeenSent: witness.mayHaveBeenSent || !neverConnected(raised) };
  }
}

/** The SDK wraps what the socket raised as `detail` of its own error. */
function rootOf(error: unknown): unknown {
  return error instanceof Stripe.errors.StripeConnectionError ? error.detail : error;
}
