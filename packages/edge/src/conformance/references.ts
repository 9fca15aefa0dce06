import {
  type Deployment,
  askFor,
  atOrigin,
  markParameter,
  marked,
  newMark,
  type Seen,
} from "./deployment.ts";
import { pageRepresentations, type Representation, segmentNamed, tree } from "./representations.ts";
import { segmentNames } from "./segments.ts";

/** What a representation truly is, and whether it is the same each time it is asked for. */
export type Reference = {
  readonly answer: Seen;
  readonly isSteady: boolean;
  /** Why there is nothing to look at: the site has it not, and errors say nothing of a representation. */
  readonly absence: string | null;
};
export type References = ReadonlyMap<Representation, Reference>;

/**
 * Learns every representation from the origin, or, where that is not known, from the cache by addresses that nothing else
 * was asked at. Each is asked twice: only what does not change by itself can be compared. The segment is the first that is
 * there of those the tree names.
 */
export async function learnReferences(deployment: Deployment): Promise<References> {
  const learned = new Map<Representation, Reference>();
  for (const representation of pageRepresentations)
    learned.set(representation, await learn(deployment, representation));
  const [segment, reference] = await learnSegment(deployment, learned.get(tree)?.answer.body ?? "");
  return learned.set(segment, reference);
}

/** The first segment that is there, or the last that is not, with how each was answered. */
async function learnSegment(deployment: Deployment, body: string): Promise<[Representation, Reference]> {
  const names = segmentNames(body);
  const absences: string[] = [];
  for (;;) {
    const name = names[absences.length] ?? "";
    const segment = segmentNamed(name);
    const reference = await learn(deployment, segment);
    if (reference.absence === null) return [segment, reference];
    absences.push(`${name} ${reference.absence}`);
    if (absences.length === names.length) return [segment, { ...reference, absence: absences.join(", ") }];
  }
}

async function learn(deployment: Deployment, representation: Representation): Promise<Reference> {
  const answer = await askAlone(deployment, representation);
  const again = await askAlone(deployment, representation);
  const here = hasNothing(answer) ? await askFor(deployment, representation, { url: deployment.page }) : null;
  return {
    answer,
    isSteady: isSame(answer, again),
    absence: here && hasNothing(here) ? `is answered with ${here.status}` : null,
  };
}

/** An answer without content tells as little of a representation as an error does. */
const hasNothing = ({ status }: Seen) => status === 204 || status >= 400;

/** Those that are there, the page first. */
export function present(references: References): readonly Representation[] {
  return [...references].flatMap(([one, { absence }]) => (absence === null ? [one] : []));
}

/** Those that are not, as a check says what it did not look at. */
export function absent(references: References): readonly string[] {
  return [...references].flatMap(([{ name }, { absence }]) =>
    absence === null ? [] : [`anything of ${name}: ${absence}`],
  );
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
  for (const [other, { answer: theirs, isSteady, absence }] of references)
    if (other !== representation && isSteady && absence === null && isSame(theirs, answer)) return other;
  return null;
}
