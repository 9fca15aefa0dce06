import type { EdgeSettings } from "./settings.ts";

/** What a list or a search understands of a query; `_rsc` belongs to Next's own requests. */
const listParameters = [
  "sort",
  "available",
  "type",
  "vendor",
  "tag",
  "price-min",
  "price-max",
  "after",
  "before",
  "q",
  "option\\.[^=&]+",
];

/**
 * VCL that leaves of a query only what changes the page, in one order: tracking never, names nobody knows never, and
 * nothing at all where the page reads no query.
 */
export function queryRules({ trackingParameters, productOptions }: EdgeSettings): string {
  const products = productOptions?.map((name) => parameterName(name));
  return `  if (req.url ~ "\\?") {
    if (req.url ~ "^/[^/?]+/(collections/[^/?]+|search)\\?") {
${keepOnly(listParameters)}
    } elsif (req.url ~ "^/[^/?]+/products/[^/?]+\\?") {
${products ? keepOnly(products) : drop(trackingParameters)}
    } elsif (req.url !~ "^/(_next|api|cdn)/") {
${keepOnly([])}
    }
    set req.url = regsub(std.querysort(req.url), "[?&]+$", "");
  }
`;
}

/**
 * A name as a regular expression of the ways it is written in a query: percent-encoded UTF-8 with "+" or "%20" for a space, and
 * some signs that are encoded by forms and links but not by `encodeURIComponent`.
 */
function parameterName(name: string): string {
  return encodeURIComponent(name)
    .replaceAll(/[.*()'!~]/g, (sign) => `(\\${sign}|%${sign.charCodeAt(0).toString(16)})`)
    .replaceAll("%20", "(\\+|%20)");
}

function drop(names: readonly string[]): string {
  return clean(`(${names.join("|")})(=[^&]*)?(?=&|$)`);
}

function keepOnly(names: readonly string[]): string {
  return clean(`(?!(${["_rsc", ...names].join("|")})=)[^&]*(?=&|$)`);
}

/** Takes out what matches after a "?" or "&" and mends the separators. */
function clean(pattern: string): string {
  return `      set req.url = regsuball(req.url, "(?i)(?<=[?&])${pattern}", "");
      set req.url = regsuball(req.url, "&&+", "&");
      set req.url = regsub(req.url, "\\?&", "?");`;
}
