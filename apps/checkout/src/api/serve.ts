import { pino } from "pino";
import { composition } from "../compose.ts";
import { problem } from "./problem.ts";
import { type CheckoutRoutes, checkoutRoutes } from "./routes.ts";

const log = pino({ name: "checkout" });

/** Runs one route on the composed till. What nobody expected becomes a 500 without a word about its inside. */
export async function serve(route: (routes: CheckoutRoutes) => Promise<Response>): Promise<Response> {
  try {
    const { till, countryHeader } = await composition();
    return await route(checkoutRoutes(till, countryHeader));
  } catch (error) {
    log.error({ err: withoutData(error) }, "a checkout route failed");
    const detail = "Nothing more is known. Ask for the checkout again to see where it stands.";
    return problem("unexpected", { detail });
  }
}

/** A failed query repeats its parameters, which may be a shopper's address; only what failed underneath is written down. */
export function withoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: typeof error };
  if (error.cause instanceof Error) return withoutData(error.cause);
  return { type: error.name, message: error.message, stack: error.stack };
}
