import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { actOut, type Answer } from "../faults/act-out.ts";
import { type Part, routes } from "../http/part.ts";
import { findPlaces } from "./find-places.ts";

/**
 * An address look-up service of our own making: `GET /sandbox/addresses?typed=12+Foun&country=GB` answers
 * `{"places": [{"address1", "city", "zone", "postcode", "country"}]}`, five at most, the zone only where addresses have one.
 */
export const addressPart: Part = ({ faults }) =>
  routes().get("/sandbox/addresses", async (context) => {
    const typed = context.req.query("typed") ?? "";
    const country = context.req.query("country") ?? "";
    await actOut({
      outgoing: context.env.outgoing,
      fault: faults.meet("address-look-up", `${country} ${typed}`),
      work: () => Promise.resolve(json(200, { places: findPlaces(typed, country) })),
      throttled: () => json(429, { error: "Too many look-ups" }),
      failed: () => json(500, { error: "The look-up failed" }),
    });
    return RESPONSE_ALREADY_SENT;
  });

function json(status: number, body: object): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
