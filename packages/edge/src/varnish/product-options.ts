import { z } from "zod";

const withinMs = 10_000;
const names = z.array(z.string().min(1).max(60)).max(500);

/**
 * Asks the storefront again and again which names its product pages know in a query, and tells of them when they are others
 * than before. While it does not answer, the last ones hold. `stop` ends it.
 */
export function followProductOptions(
  storefront: string,
  tell: (productOptions: readonly string[]) => Promise<void>,
  onTrouble: (error: unknown) => void,
  everyMs = 10_000,
): { stop: () => void } {
  let told = "";
  let stopped = false;
  let next: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      const asked = await fetch(`${storefront}/api/product-options`, {
        signal: AbortSignal.timeout(withinMs),
      });
      if (!asked.ok) throw new Error(`${storefront}/api/product-options answered ${asked.status}`);
      const answer = names.parse(await asked.json());
      if (!stopped && JSON.stringify(answer) !== told) {
        await tell(answer);
        told = JSON.stringify(answer);
      }
    } catch (error) {
      onTrouble(error);
    }
    if (!stopped) next = setTimeout(() => void look(), everyMs);
  };
  void look();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(next);
    },
  };
}
