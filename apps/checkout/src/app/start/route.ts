import { verifyHandoff } from "@evertill/checkout/handoff";
import { systemClock } from "@evertill/checkout";
import { composition } from "../../compose.ts";
import { environment } from "../../env.ts";
import { startAddress } from "../../start/start-address.ts";

/** Where the storefront sends a shopper who wants to pay. Always answers 303, to the checkout or to words about why not. */
export async function GET(request: Request): Promise<Response> {
  const { HANDOFF_SECRET } = environment();
  const query = new URL(request.url).searchParams;
  const verdict = verifyHandoff(query, { secret: HANDOFF_SECRET, now: systemClock.now() });
  const { till } = await composition();
  const location = await startAddress(verdict, query.get("locale"), till);
  return new Response(null, {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}
