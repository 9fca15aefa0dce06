import type { Attempt, AttemptState } from "../attempt/attempt.ts";
import type { EndedOperation, MovedBy } from "../attempt-store.ts";
import { newsOf } from "../attempt/news-of.ts";
import { nextStep } from "../attempt/next-step.ts";
import { traitsOf } from "../health/traits.ts";
import type { DeclineClass } from "../outcome.ts";
import type { Facts } from "../provider.ts";
import { isLive } from "../attempt/transitions.ts";
import { announce } from "./announce.ts";
import { closeNewest } from "./close-newest.ts";
import type { Context } from "./context.ts";
import { countDecline } from "./count-decline.ts";
import { countPayment } from "./count-payment.ts";
import { closeDeclined } from "./fence.ts";
import { decideElsewhere } from "./payable-elsewhere.ts";
import { reverse } from "./reverse.ts";

/**
 * Applies what a provider said to an attempt: the one function that the browser's return, webhook and sweeper all end
 * in. Returns the attempt as it then stands; the listener has been told. `answered`: the operation whose answer it is, which
 * is closed with the first step.
 */
export async function settle(
  context: Context,
  attempt: Attempt,
  told: Facts,
  cause: string,
  answered?: EndedOperation,
): Promise<Attempt> {
  const before = attempt.state;
  // Counted first: a card beyond its cap goes nowhere.
  const counted = told.kind === "declined" ? await countDecline(context, attempt, told) : told;
  const facts = await decideElsewhere(context, attempt, counted);
  await countPayment(context, attempt, facts);
  let current = await withDetails(context, attempt, facts);
  let closes = answered;
  for (;;) {
    const step = nextStep(current, facts);
    if (step.kind === "reverse") await reverse(context, current, facts, cause);
    if (step.kind !== "go") break;
    current = await advance(context, current, step.to, cause, closes && { closes });
    closes = undefined;
  }
  if (closes) await context.store.closeOperation(closes.key, closes.result, closes.detail);
  // What was to be given back is proven to be gone.
  if (facts.kind === "canceled" && !isLive({ state: before })) {
    await context.store.markReversed(current);
    const closed = { result: "finished", detail: "canceled" } as const;
    await closeNewest(context, current, "cancel:late-success", closed);
  }
  if (current.state === "declined" && before !== "declined") await closeDeclined(context, current);
  await announce(context, current.reference);
  return current;
}

/** Keeps what else the provider calls the attempt, before anything is decided on it. */
async function withDetails({ store }: Context, attempt: Attempt, { details = {} }: Facts): Promise<Attempt> {
  const known = attempt.providerDetails;
  const isNew = Object.entries(details).some(([name, value]) => known[name] !== value);
  if (!isNew) return attempt;
  await store.learnDetails(attempt, details);
  return { ...attempt, providerDetails: { ...known, ...details } };
}

/** Moves an attempt on, or reads where another process has moved it. */
export async function advance(
  context: Context,
  attempt: Attempt,
  to: AttemptState,
  cause: string,
  by?: MovedBy,
): Promise<Attempt> {
  const moved = await context.store.move(attempt, to, cause, newsOf(attempt, to), by);
  if (!moved) return reload(context, attempt);
  context.log.info({ attemptId: attempt.id, from: attempt.state, to: to.state, cause }, "payment attempt");
  if (to.state === "authorized" || (to.state === "declined" && isBanksWord(to.decline.class))) {
    const { billingCountry, amount } = attempt;
    const traits = traitsOf(to.card ?? null, { billingCountry, currency: amount.currency });
    context.health.decided(attempt.provider, traits, to.state === "authorized");
  }
  if (to.state === "expired" && to.authorized !== null) await reportLapse(context, moved);
  return moved;
}

/** Whether a bank was asked and said no; what the shopper typed wrong, or we did, says nothing of the provider. */
function isBanksWord(declineClass: DeclineClass): boolean {
  return ["transient", "generic", "funds", "hard", "fraud"].includes(declineClass);
}

export async function reload({ store }: Context, attempt: Attempt): Promise<Attempt> {
  const found = await store.find(attempt.id);
  if (!found) throw new Error(`Payment attempt ${attempt.id} has vanished`);
  return found;
}

async function reportLapse({ store }: Context, { id, reference }: Attempt): Promise<void> {
  await store.openTask({
    kind: "authorization-lapsed",
    subject: id,
    summary: "An authorisation ended at the provider before it was captured.",
    details: { reference },
  });
}
