import type { Environment } from "../../env.ts";
import type { Answer } from "../../faults/act-out.ts";

/**
 * The answer to a wrong token, undefined when the request may go on. As at Shopify, a request without any token is
 * allowed, a wrong public token is 401 and a wrong private one 403.
 */
export function refusalOf(
  environment: Environment,
  header: (name: string) => string | undefined,
): Answer | undefined {
  const priv = header("Shopify-Storefront-Private-Token");
  if (priv !== undefined)
    return priv === environment.SHOPIFY_STOREFRONT_PRIVATE_TOKEN ? undefined : refusal(403, "FORBIDDEN");
  const pub = header("X-Shopify-Storefront-Access-Token");
  if (pub !== undefined && pub !== environment.SHOPIFY_STOREFRONT_PUBLIC_TOKEN)
    return refusal(401, "UNAUTHORIZED");
  return undefined;
}

function refusal(status: number, code: string): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ errors: [{ message: "", extensions: { code } }] }),
  };
}
