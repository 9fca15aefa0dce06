import type { Catalog } from "@evertill/catalog";
import type { Database, Jobs } from "@evertill/database";
import { createVarnishPurge } from "@evertill/edge/purge";
import type { PaymentLog } from "@evertill/payments";
import type { WorkerEnvironment } from "../env.ts";
import type { FreshnessParts } from "./freshness-parts.ts";
import { createStorefrontProcess } from "./storefronts.ts";
import { createTurns } from "./turns.ts";

/** Without `STOREFRONT_URLS` and `REVALIDATE_SECRET` no process is told, and pages are as old as their lifetime lets them. */
export function composeFreshness(
  { STOREFRONT_URLS = [], REVALIDATE_SECRET: secret, EDGE_PURGE_URLS, PUBLIC_ORIGIN }: WorkerEnvironment,
  parts: { database: Database; jobs: Jobs; catalog: Catalog; log: PaymentLog; now: () => Date },
): FreshnessParts {
  if (secret === undefined || STOREFRONT_URLS.length === 0)
    parts.log.warn(
      {},
      "STOREFRONT_URLS or REVALIDATE_SECRET is not set: pages are not refreshed when the shop changes",
    );
  return {
    ...parts,
    storefronts:
      secret === undefined ? [] : STOREFRONT_URLS.map((url) => createStorefrontProcess({ url, secret })),
    edge: EDGE_PURGE_URLS
      ? { purge: createVarnishPurge({ nodes: EDGE_PURGE_URLS }), ask: askAt(PUBLIC_ORIGIN) }
      : null,
    turns: createTurns(pause),
    pause,
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A page that cannot be asked for is only slower to be new for the first who does. */
function askAt(origin: string | undefined): (page: string) => Promise<void> {
  return async (page) => {
    if (origin === undefined) return;
    const asked = fetch(origin + page, {
      headers: { accept: "text/html", "accept-encoding": "gzip" },
      signal: AbortSignal.timeout(5_000),
    });
    await asked.then((answer) => answer.arrayBuffer()).catch(() => undefined);
  };
}
