import type { Part, StandIn } from "./http/part.ts";
import { importPart } from "./import/import-part.ts";
import { resetPart } from "./seed/reset-part.ts";
import { imagePart } from "./shopify/images/part.ts";
import { storefrontPart } from "./shopify/storefront/part.ts";

/** What answers at the Shopify address, in the order the routes are tried. */
export const shopifyParts: readonly Part[] = [storefrontPart, imagePart, resetPart, importPart];

/** Stand-ins that listen at addresses of their own. */
export const standIns: readonly StandIn[] = [];
