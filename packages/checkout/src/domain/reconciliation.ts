import { equals, type Money, money } from "@evertill/money";
import type { Movement } from "@evertill/payments";

/** A movement as it is booked here. */
export type Booked = Movement;

export type Difference = {
  readonly kind: "missing-here" | "missing-there" | "amount-differs";
  readonly movement: Movement["kind"];
  readonly reference: string;
  /** What is booked here; zero where it is missing. */
  readonly here: Money;
  /** What the provider says; zero where it is missing. */
  readonly there: Money;
};

type Sum = {
  readonly movement: Movement["kind"];
  readonly reference: string;
  readonly amount: Money;
  readonly isOfDay: boolean;
};

/**
 * Holds a provider's account against our books. Both cover more than the day, since what moved before midnight may be told of
 * after it; only what either has on the day itself (`isOfDay`) is compared. What was taken and given back of an attempt that
 * no order was placed with stands in no books of ours, and comes to nothing there.
 */
export function differences(
  there: readonly Movement[],
  here: readonly Booked[],
  isOfDay: (at: Date) => boolean,
): readonly Difference[] {
  const theirs = summed(there, isOfDay);
  const ours = summed(here, isOfDay);
  const keys = new Set([...theirs.keys(), ...ours.keys()]);
  return [...keys].flatMap((key) => {
    const said = theirs.get(key);
    const booked = ours.get(key);
    const known = said ?? booked;
    if (!known || !(said?.isOfDay || booked?.isOfDay)) return [];
    if (said && booked && equals(said.amount, booked.amount)) return [];
    if (said && !booked && isReversed(said, theirs, ours)) return [];
    const nothing = money(0, known.amount.currency);
    const kind = !booked ? "missing-here" : !said ? "missing-there" : "amount-differs";
    const { movement, reference } = known;
    return { kind, movement, reference, here: booked?.amount ?? nothing, there: said?.amount ?? nothing };
  });
}

/** The refund of a late success goes by the attempt's own id. */
function isReversed(
  { movement, reference, amount }: Sum,
  theirs: ReadonlyMap<string, Sum>,
  ours: ReadonlyMap<string, Sum>,
): boolean {
  const other = movement === "captured" ? "refunded" : movement === "refunded" ? "captured" : null;
  if (other === null) return false;
  const counterpart = theirs.get(keyOf({ kind: other, reference }));
  return (
    counterpart !== undefined &&
    equals(counterpart.amount, amount) &&
    !ours.has(keyOf({ kind: other, reference }))
  );
}

function summed(movements: readonly Movement[], isOfDay: (at: Date) => boolean): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { kind: movement, reference, amount, at } of movements) {
    const key = keyOf({ kind: movement, reference });
    const before = sums.get(key);
    const total = money((before?.amount.amountMinor ?? 0) + amount.amountMinor, amount.currency);
    sums.set(key, { movement, reference, amount: total, isOfDay: before?.isOfDay === true || isOfDay(at) });
  }
  return sums;
}

function keyOf({ kind, reference }: Pick<Movement, "kind" | "reference">): string {
  return `${kind} ${reference}`;
}
