import type { Attempt } from "../attempt/attempt.ts";
import { providerTitles } from "../provider-titles.ts";
import type { OperationRecord } from "./payment-record.ts";
import { inWords } from "./step-words.ts";
import type { TimelineEntry } from "./timeline.ts";

/** Whether it was a request at all: a payment that is known there by our own id is begun without one. */
export function wasRequested(
  { id, providerReference }: Pick<Attempt, "id" | "providerReference">,
  { operation }: Pick<OperationRecord, "operation">,
): boolean {
  return operation !== "create" || providerReference !== id;
}

/** One request to a provider in words, with what came of it. */
export function operationEntry(attempt: Attempt, record: OperationRecord): TimelineEntry {
  const provider = providerTitles[attempt.provider];
  const { result } = record;
  return {
    at: record.startedAt,
    sentence: `${provider} was asked ${request(attempt, record)}.`,
    because: [answerWords(provider, record), record.detail && `It said: ${record.detail}`]
      .filter(Boolean)
      .join(" "),
    rules: [],
    tone: result === "unknown" || result === "not-sent" || result === "refused" ? "attention" : "note",
    attempt: attempt.number,
  };
}

function request({ amount }: Attempt, { operation, amount: asked }: OperationRecord): string {
  const money = inWords(asked ?? amount);
  const [name = "", ...rest] = operation.split(":");
  switch (name) {
    case "create":
      return "to begin a payment, of which nothing can be taken yet";
    case "confirm":
      return `for ${money}`;
    case "continue":
      return "to go on after the shopper’s part";
    case "cancel":
      return "to make sure that nothing can be taken any more";
    case "capture":
      return `to capture ${money}`;
    case "refund":
      return rest[0] === "late-success" ? `to give back ${money} that came too late` : `to refund ${money}`;
    default:
      return `for “${operation}”`;
  }
}

function answerWords(provider: string, { startedAt, finishedAt, result }: OperationRecord): string {
  if (finishedAt === null || result === null)
    return "No final answer to it is kept: what came of it stands below, or is still awaited.";
  const took = `${((finishedAt.getTime() - startedAt.getTime()) / 1_000).toFixed(1)} s`;
  switch (result) {
    case "answered":
    case "done":
    case "finished":
      return `It answered after ${took}.`;
    case "refused":
      return `It refused after ${took}.`;
    case "not-sent":
      return `${provider} was not reached: no connection was made, so nothing arrived.`;
    case "in-progress":
      return `After ${took} it said that it is still at work.`;
    case "unknown":
      return `No readable answer came within ${took}.`;
    default:
      return `After ${took}: ${result}.`;
  }
}
