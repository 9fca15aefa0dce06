import type { Attempt } from "../attempt/attempt.ts";
import type { AuthorizeRequest, Facts } from "../provider.ts";
import { ageMs, type Context, providerNamed, there } from "./context.ts";
import { decideElsewhere, isPayableElsewhere } from "./payable-elsewhere.ts";
import { fence } from "./fence.ts";
import { proceed } from "./proceed.ts";
import { settle } from "./settle.ts";

/** How long a shopper has been waiting when no further question is put: a fence takes up to 3.5 s. */
const patienceMs = 10_500;
const replayMs = 2_000;

/**
 * What became of a request whose answer was lost, while the shopper waits: read it; where it cannot be read, ask again
 * with the same key, which this process alone still can. When the provider is at hand and says that no bank was asked, the
 * attempt is fenced, so that the shopper may pay otherwise. A provider that is silent may have been paid: nothing is
 * cancelled blindly, and the attempt stays unknown, for webhook and sweep.
 */
export async function findTruth(
  context: Context,
  attempt: Attempt,
  request: AuthorizeRequest,
  asking: Asking,
): Promise<Attempt> {
  if (attempt.state !== "unknown") return attempt;
  const { attempt: after, isOpen } = await readOrReplay(context, attempt, request, asking);
  const waitedMs = ageMs(context, new Date(asking.beganMs));
  if (after.state !== "unknown" || !isOpen || waitedMs > patienceMs) return after;
  // Another request with this key is at work there: it will be heard of.
  if (asking.isRunning) return after;
  const elsewhere = await isPayableElsewhere(context, after, asking.locale);
  return fence(context, after, elsewhere ? "unable" : "superseded");
}

type Asking = {
  readonly beganMs: number;
  readonly locale: string;
  readonly isRunning: boolean;
  /** The issuer wants the shopper asked. */
  readonly onSoftDecline: (attempt: Attempt, declined: SoftDecline) => Promise<Attempt>;
};

export type SoftDecline = Facts & { readonly kind: "declined" };

export function isSoftDecline(facts: Facts): facts is SoftDecline {
  return facts.kind === "declined" && facts.decline.mayStepUp === true;
}

type Found = { readonly attempt: Attempt; readonly isOpen: boolean };

async function readOrReplay(
  context: Context,
  attempt: Attempt,
  request: AuthorizeRequest,
  { locale, onSoftDecline }: Asking,
): Promise<Found> {
  const learnt = async (facts: Facts) => {
    if (isSoftDecline(facts)) return onSoftDecline(attempt, facts);
    return settle(context, attempt, await decideElsewhere(context, attempt, facts, locale), "pay");
  };
  const provider = providerNamed(context, attempt.provider);
  const reading = await provider.retrieve(there(attempt));
  if (reading.kind === "answered") {
    const after = await learnt(reading.answer);
    if (reading.answer.kind !== "approved") return { attempt: after, isOpen: reading.answer.kind === "open" };
    return { attempt: await proceed(context, after, null), isOpen: false };
  }
  if (reading.kind !== "unreadable") return { attempt, isOpen: false };
  const replayed = await provider.authorize({ ...request, withinMs: replayMs });
  // A refusal of the replay says nothing of the first request: only an answer does.
  if (replayed.kind !== "answered") return { attempt, isOpen: false };
  await context.store.closeOperation(request.key, replayed.kind, "replayed");
  return { attempt: await learnt(replayed.answer), isOpen: false };
}
