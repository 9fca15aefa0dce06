import type { Payments } from "../../payments.ts";
import type { Random } from "../random.ts";
import type { Processes } from "./processes.ts";

type Handed = Parameters<Payments["receiveProviderEvent"]>[0];

/**
 * A webhook at our door, applied as the jobs would: most of the time, now and then twice at once, and else left to the
 * sweep. `lost`: the process died before it answered.
 */
export async function handInWebhook(
  webhook: Handed,
  { processes, random }: { readonly processes: Processes; readonly random: Random },
): Promise<{ readonly answer: "lost" | "taken" | "refused"; readonly applied: Promise<unknown> }> {
  const received = await processes.within((payments) => payments.receiveProviderEvent(webhook));
  if (received === null) return { answer: "lost", applied: Promise.resolve() };
  if (received.kind === "refused") return { answer: "refused", applied: Promise.resolve() };
  if (received.kind === "duplicate" || random.chance(0.2))
    return { answer: "taken", applied: Promise.resolve() };
  const apply = (eventId: string) =>
    processes.within((payments) => payments.applyProviderEvent(eventId)).catch(waits);
  const one = async () => {
    for (const eventId of received.eventIds) {
      await Promise.all([apply(eventId), random.chance(0.3) ? apply(eventId) : null]);
    }
  };
  return { answer: "taken", applied: one() };
}

/** The provider is silent: the job would run again, and the sweep applies it. */
export function waits(error: unknown): void {
  if (!(error instanceof Error && error.name === "ProviderSilent")) throw error;
}
