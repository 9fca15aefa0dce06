import { explain } from "../authentication/explain.ts";
import { providerTitles } from "../provider-titles.ts";
import { operationEntry, wasRequested } from "./operation-words.ts";
import type { AttemptRecord, PaymentRecord, Step, TaskRecord } from "./payment-record.ts";
import { offerWords, whyHere } from "./routing-words.ts";
import { stepEntry } from "./step-words.ts";

/** One line of a payment's story, in words for somebody who has never read the code. */
export type TimelineEntry = {
  readonly at: Date;
  /** What the entry says happened, one sentence. */
  readonly sentence: string;
  /** Why, or what else is known of it. */
  readonly because: string | null;
  /** Ids of the rules behind a decision. */
  readonly rules: readonly string[];
  /** `attention`: somebody may have to do something. */
  readonly tone: "note" | "good" | "attention" | "bad";
  /** The attempt it belongs to, by its number; null when it is about the whole payment. */
  readonly attempt: number | null;
};

/** The story of a payment, oldest first. Pure: everything it says is in the record. */
export function timelineOf(record: PaymentRecord): readonly TimelineEntry[] {
  const entries = [
    ...record.routing.map((offer) => note(offer.at, null, ...offerWords(record, offer))),
    ...record.attempts.flatMap((attempt) => attemptEntries(record, attempt)),
    ...record.tasks.flatMap(taskEntries),
  ];
  // Stable: of what happened in the same instant the order above stays.
  return entries.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function attemptEntries(record: PaymentRecord, written: AttemptRecord): TimelineEntry[] {
  const { attempt, steps, operations, authentications, webhooks, reversal } = written;
  const { number } = attempt;
  const provider = providerTitles[attempt.provider];
  const tell = (some: typeof steps) =>
    some.map((step) => stepEntry(written, step, () => whyHere(record, attempt)));
  return [
    ...tell(steps.filter(({ from }) => from === null)),
    ...operations
      .filter((operation) => wasRequested(attempt, operation))
      .map((operation) => operationEntry(attempt, operation)),
    ...authentications.map(({ at, decision, risk }) => ({
      ...note(at, number, explain(decision), riskWords(risk)),
      rules: decision.rules,
    })),
    ...tell(steps.filter((step) => step.from !== null && !isSaidByItsRequest(step))),
    ...webhooks.map(({ type, receivedAt, appliedAt }) =>
      note(
        receivedAt,
        number,
        `${provider} sent the webhook “${type}”.`,
        appliedAt === null ? "It is stored and was not applied yet." : null,
      ),
    ),
    ...(reversal ? [reversalEntry(written, reversal)] : []),
  ];
}

/** From here on a provider is being asked, which the request tells with its amount. */
function isSaidByItsRequest({ from, to }: Step): boolean {
  return (from === "created" && to === "sent") || to === "refund_requested";
}

function reversalEntry(
  { attempt }: AttemptRecord,
  { since, doneAt }: NonNullable<AttemptRecord["reversal"]>,
): TimelineEntry {
  const provider = providerTitles[attempt.provider];
  return {
    ...note(
      since,
      attempt.number,
      `This attempt had ended here and was still open, or had succeeded, at ${provider}: what it took goes back.`,
      doneAt === null
        ? `${provider} has not proven yet that nothing is left; it is asked again and again.`
        : `${provider} has proven ${secondsBetween(since, doneAt)} later that nothing is left there.`,
    ),
    tone: doneAt === null ? "attention" : "note",
  };
}

function taskEntries({ summary, kind, openedAt, closed }: TaskRecord): TimelineEntry[] {
  const opened = { ...note(openedAt, null, `A person was asked: ${summary}`, `Task “${kind}”.`) };
  if (closed === null) return [{ ...opened, tone: "attention" }];
  const by = closed.by ?? "somebody";
  return [opened, note(closed.at, null, `${by} closed the task “${kind}”.`, closed.note)];
}

function riskWords({
  score,
  source,
  contributions,
}: AttemptRecord["authentications"][number]["risk"]): string {
  const whose = source === "radar" ? "Stripe Radar's risk score" : "The risk score";
  const made = contributions.map(({ points, because }) => `${points} for ${because}`);
  return made.length === 0
    ? `${whose} was ${score} of 100: nothing counted against it.`
    : `${whose} was ${score} of 100: ${made.join(", ")}.`;
}

function secondsBetween(from: Date, to: Date): string {
  return `${((to.getTime() - from.getTime()) / 1_000).toFixed(1)} s`;
}

function note(at: Date, attempt: number | null, sentence: string, because: string | null): TimelineEntry {
  return { at, sentence, because, rules: [], tone: "note", attempt };
}
