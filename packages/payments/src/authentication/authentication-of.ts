import type { Authentication } from "../provider.ts";
import type { AuthenticationDecision } from "./decision.ts";

/** What a decision asks of a provider, in the port's words. Each adapter's `authentication.ts` puts it on its wire. */
export function authenticationOf(decision: AuthenticationDecision): Authentication {
  const initiator = initiatorOf(decision);
  return { ...askOf(decision), ...(initiator === undefined ? {} : { initiator }) };
}

function askOf(decision: AuthenticationDecision): Authentication {
  switch (decision.action) {
    case "none":
      // With the shopper there, nothing forbids a provider to authenticate if it wants to; without, nobody could.
      return { ask: initiatorOf(decision) === undefined ? "automatic" : "none", exemption: null };
    case "exempt":
      return { ask: "none", exemption: expressible(decision.exemption) };
    case "left-to-provider":
    case "done-by-wallet":
      return { ask: "automatic", exemption: null };
    case "authenticate":
    case "challenge":
    case "data-only":
      return { ask: decision.action, exemption: null };
  }
}

function initiatorOf({ scope, agreement }: AuthenticationDecision): Authentication["initiator"] {
  if (scope === "mail-or-phone") return "mail-or-phone";
  return scope === "merchant-initiated" ? (agreement ?? undefined) : undefined;
}

/** No provider has a word for a recurring exemption, so that no decision is ever exempt for it. */
function expressible(exemption: AuthenticationDecision["exemption"]): Authentication["exemption"] {
  return exemption === "recurring" ? null : exemption;
}
