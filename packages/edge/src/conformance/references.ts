import {
  type Deployment,
  askFor,
  atOrigin,
  markParameter,
  marked,
  newMark,
  type Seen,
} from "./deployment.ts";
import { type Representation, representations } from "./representations.ts";

/** What a representation truly is, and whether it is the same each time it is asked for. */
export type Reference = { readonly answer: Seen; readonly isSteady: boolean };
export type References = ReadonlyMap<Representation, Reference>;

/**
 * Learns every representation from the origin, or, where that is not known, from the cache by addresses that nothing else
 * was asked at. Each is asked twice: only what does not change by itself can be compared.
 */
export async function learnReferences(deployment: Deployment): Promise<References> {
  const learned = new Map<Representation, Reference>();
  for (const representation of representations) {
    const [answer, again] = [
      await askAlone(deployment, representation),
      await askAlone(deployment, representation),
    ];
    learned.set(representation, { answer, isSteady: isSame(answer, again) });
  }
  return learned;
}

function askAlone(deployment: Deployment, representation: Representation): Promise<Seen> {
  const { origin } = deployment;
  const url = marked(deployment, newMark());
  return askFor(deployment, representation, { url: origin ? atOrigin(origin, url) : url });
}

/** The same but for the mark of the address, which pages repeat, and for the millisecond in which a page was written. */
export function isSame(one: Seen, other: Seen): boolean {
  return (
    one.status === other.status &&
    one.headers.get("content-type") === other.headers.get("content-type") &&
    withoutTraces(one) === withoutTraces(other)
  );
}

function withoutTraces({ body, url }: Seen): string {
  const mark = new URL(url).searchParams.get(markParameter);
  const unmarked = mark === null ? body : body.replaceAll(mark, "");
  return unmarked.replaceAll(/\b1\d{12}\b/g, "");
}

/** Another representation that this answer really is: one that is told apart from what was asked for. */
export function mistakenFor(
  references: References,
  representation: Representation,
  answer: Seen,
): Representation | null {
  const own = references.get(representation);
  if (!own || !own.isSteady || isSame(own.answer, answer)) return null;
  for (const [other, { answer: theirs, isSteady }] of references)
    if (other !== representation && isSteady && isSame(theirs, answer)) return other;
  return null;
}
