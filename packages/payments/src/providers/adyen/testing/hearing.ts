import type { Heard, PaymentProvider } from "../../../provider.ts";

/** The attempt that is spoken of; null where it is none. */
type Named = { readonly providerReference: string | null };

/**
 * Waits for a webhook of a kind about an attempt among raw bodies that come in, and says what its signed fields tell. Each
 * event is told once.
 */
export function hearing(provider: PaymentProvider, bodies: () => readonly string[]) {
  const told = new Set<string>();
  return async ({ providerReference }: Named, kind: Heard["kind"]): Promise<Heard> => {
    for (let tries = 0; tries < 200; tries += 1) {
      for (const rawBody of bodies()) {
        const parsed = await provider.parseWebhook({ rawBody, headers: {} });
        if (parsed.kind === "refused") throw new Error(`a webhook was refused: ${parsed.reason}`);
        const fresh = parsed.events.filter(({ eventId }) => !told.has(eventId));
        const event = fresh.find(
          ({ heard, providerReference: reference }) =>
            heard?.kind === kind && reference === providerReference,
        );
        if (!event?.heard) continue;
        told.add(event.eventId);
        return event.heard;
      }
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error(`no webhook said "${kind}" of ${providerReference}`);
  };
}
