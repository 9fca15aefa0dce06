import { Client, Environment, OrdersController, PaymentsController } from "@paypal/paypal-server-sdk";

/** Every request and answer of a client made here, for whoever looks at them on the wire. */
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly sent: unknown;
  readonly status: number;
  readonly received: unknown;
};

type AdapterRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: { toJSON(): Record<string, string> };
  readonly data?: string;
};

/** The official SDK, its requests sent to a stand-in: it has no setting for that but the adapter of its HTTP client. */
export function paypalAt(
  url: string,
  exchanges: Exchange[] = [],
  credentials = { oAuthClientId: "paypal-sandbox-client", oAuthClientSecret: "paypal-sandbox-secret" },
) {
  const client = new Client({
    environment: Environment.Sandbox,
    timeout: 5_000,
    clientCredentialsAuthCredentials: credentials,
    unstable_httpClientOptions: {
      adapter: async (config: AdapterRequest) => {
        const path = config.url.replace(/^https:\/\/[^/]+/, "");
        const response = await fetch(url + path, {
          method: config.method.toUpperCase(),
          headers: config.headers.toJSON(),
          body: config.data ?? null,
        });
        const data = await response.text();
        exchanges.push({
          method: config.method.toUpperCase(),
          path,
          sent: isJson(config.data) ? JSON.parse(config.data) : null,
          status: response.status,
          received: isJson(data) ? JSON.parse(data) : null,
        });
        const headers = Object.fromEntries(response.headers);
        return { data, status: response.status, statusText: response.statusText, headers, config };
      },
    },
  });
  return { orders: new OrdersController(client), payments: new PaymentsController(client) };
}

function isJson(text: string | undefined): text is string {
  return text !== undefined && (text.startsWith("{") || text.startsWith("["));
}

/** Agrees to an order as the payer's page does. */
export async function approve(url: string, token: string, funding = "accepted"): Promise<Response> {
  return fetch(`${url}/checkoutnow`, {
    method: "POST",
    body: new URLSearchParams({ token, outcome: "approved", funding }),
    redirect: "manual",
  });
}
