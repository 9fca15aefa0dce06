import { addressPart } from "./addresses/part.ts";
import type { Part } from "./http/part.ts";
import { importPart } from "./import/import-part.ts";
import { controlPart } from "./control/part.ts";
import { mailPart } from "./mail/part.ts";
import { resetPart } from "./seed/reset-part.ts";
import { adminPart } from "./shopify/admin/part.ts";
import { imagePart } from "./shopify/images/part.ts";
import { storefrontPart } from "./shopify/storefront/part.ts";

/** What answers for Shopify, in the order the routes are tried. */
export const shopifyParts: readonly Part[] = [storefrontPart, adminPart, imagePart, resetPart, importPart];

/** What people look at, at the same address, whichever vendors are stood in for. */
export const deskParts: readonly Part[] = [mailPart, addressPart, controlPart];
