import { createCatalog } from "@evertill/catalog";
import { readStorefrontEnvironment } from "./env.ts";

function compose() {
  const environment = readStorefrontEnvironment();
  return {
    environment,
    catalog: createCatalog({
      storeUrl: environment.SHOPIFY_STORE_URL,
      token: environment.SHOPIFY_STOREFRONT_PRIVATE_TOKEN,
      version: environment.SHOPIFY_API_VERSION,
    }),
  };
}

let composed: ReturnType<typeof compose> | undefined;

/** Everything the pages are built from. The only place that builds adapters; made at first use. */
export function storefront() {
  composed ??= compose();
  return composed;
}
