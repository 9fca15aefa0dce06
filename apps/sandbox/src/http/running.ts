import type { Environment } from "../env.ts";

type Address = Pick<Environment, "SANDBOX_HOST" | "SANDBOX_SHOPIFY_PORT">;

/** Whether a sandbox answers at the address of this environment. */
export async function isOpen(address: Address): Promise<boolean> {
  try {
    const response = await fetch(at(address, "/health"), { signal: AbortSignal.timeout(2_000) });
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null && "service" in body && body.service === "sandbox";
  } catch {
    return false;
  }
}

/** Posts JSON to the running sandbox and gives its JSON answer. Throws with the answer's text when it is not 2xx. */
export async function postTo(address: Address, path: string, body: object): Promise<unknown> {
  const response = await fetch(at(address, path), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
  return response.json();
}

function at({ SANDBOX_HOST, SANDBOX_SHOPIFY_PORT }: Address, path: string): string {
  return `http://${SANDBOX_HOST}:${SANDBOX_SHOPIFY_PORT}${path}`;
}
