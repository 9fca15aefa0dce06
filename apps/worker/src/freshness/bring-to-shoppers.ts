import { NotYet } from "../jobs/parts.ts";
import type { FreshnessParts } from "./freshness-parts.ts";
import { type PageAnswer, representations, type StorefrontProcess } from "./storefronts.ts";

/** How long a page may take to show the new version before the job begins anew. */
const writing = { pauseMs: 60, asks: 100, asksBeforeCalledAgain: 3 };

export type Bringing = {
  /** Public addresses. */
  readonly pages: readonly string[];
  /** Under which the edge keeps them. */
  readonly tags: readonly string[];
  /** How many pages each process writes at once. */
  readonly atOnce: number;
  /** Resolves when the next page may be asked for. */
  readonly turn?: () => Promise<void>;
  /** Whether an answer is the new one, beyond not being marked as an old one. */
  readonly isNew?: (answer: PageAnswer) => boolean;
};

/** Asks every storefront process for each page until the new one answers, and only then calls the old one old at the edge. */
export async function bringToShoppers(parts: FreshnessParts, bringing: Bringing): Promise<void> {
  const { pages, tags, atOnce, turn } = bringing;
  await Promise.all(
    parts.storefronts.map((storefront) =>
      forEach(pages, atOnce, async (page) => {
        await turn?.();
        await awaitPage(parts, storefront, { page, ...bringing });
      }),
    ),
  );
  if (!parts.edge) return;
  const { purge, ask } = parts.edge;
  await purge.softPurge(tags);
  await forEach(pages, atOnce, ask);
}

async function forEach(
  pages: readonly string[],
  atOnce: number,
  work: (page: string) => Promise<void>,
): Promise<void> {
  const waiting = pages.values();
  const lane = async () => {
    for (const page of waiting) await work(page);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Every representation is written with the document: once that is new, the others are asked together. */
async function awaitPage(
  { pause }: FreshnessParts,
  storefront: StorefrontProcess,
  { page, tags, isNew = () => true }: { page: string } & Pick<Bringing, "isNew" | "tags">,
): Promise<void> {
  const [document, ...others] = representations;
  const awaitOne = async (representation: (typeof representations)[number]) => {
    for (let asks = 1; ; asks += 1) {
      const answer = await storefront.ask(page, representation);
      if (answer.status < 500 && !answer.isStale && isNew(answer)) return;
      if (asks === writing.asks)
        throw new NotYet(`${storefront.url}${page} is still the old one`, String(answer.status));
      // Its writing had begun with the old data when it was called old, and ended after: Next takes it for a new one.
      if (!answer.isStale && asks % writing.asksBeforeCalledAgain === 0) await storefront.revalidate(tags);
      await pause(writing.pauseMs);
    }
  };
  await awaitOne(document);
  await Promise.all(others.map(awaitOne));
}
