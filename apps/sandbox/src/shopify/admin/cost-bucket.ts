import type { DocumentNode, OperationDefinitionNode, SelectionSetNode, ValueNode } from "graphql";

// Shopify, "API rate limits" (Admin GraphQL, standard plan, 2026): 2,000 points, 100 given back each second; a mutation
// costs 10, an object 1, a connection as many as it asks for. What an answer did not need is given back after it.
const capacity = 2_000;
const restoredPerSecond = 100;

/** The leaky bucket of one app. */
export class CostBucket {
  #points = capacity;
  #spent = 0;
  #at: number;

  constructor(now: Date) {
    this.#at = now.getTime();
  }

  /** Takes the points of a call; false when there are not enough, and then none are taken. */
  take(cost: number, now: Date): boolean {
    const elapsedSeconds = Math.max(0, now.getTime() - this.#at) / 1_000;
    this.#points = Math.min(capacity, this.#points + elapsedSeconds * restoredPerSecond);
    this.#at = now.getTime();
    if (cost > this.#points) return false;
    this.#points -= cost;
    this.#spent += cost;
    return true;
  }

  /** Gives back what an answer turned out not to need. */
  giveBack(points: number): void {
    this.#points = Math.min(capacity, this.#points + points);
    this.#spent -= points;
  }

  /** All that was taken since the sandbox was started, and what a second gives back. */
  account(): { readonly spent: number; readonly restoredPerSecond: number } {
    return { spent: this.#spent, restoredPerSecond };
  }

  /** `extensions.cost` of an answer; `actual` is null where nothing was run. */
  describe(requested: number, actual: number | null) {
    return {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: {
        maximumAvailable: capacity,
        currentlyAvailable: Math.floor(this.#points),
        restoreRate: restoredPerSecond,
      },
    };
  }
}

/** What an operation came to: a query as many points as it answered objects, and never more than was asked for it. */
export function actualCostOf(
  { operation }: OperationDefinitionNode,
  requested: number,
  data: unknown,
): number {
  return operation === "mutation" ? requested : Math.min(requested, Math.max(1, objectsIn(data) - 1));
}

function objectsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inside = Object.values(value).reduce<number>((sum, part) => sum + objectsIn(part), 0);
  return Array.isArray(value) ? inside : inside + 1;
}

/** What an operation costs before it is run. */
export function costOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === "FragmentDefinition" ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const objects = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === "InlineFragment") return sum + objects(selection.selectionSet);
      if (selection.kind === "FragmentSpread")
        return sum + objects(fragments.get(selection.name.value) ?? { kind: set.kind, selections: [] });
      if (!selection.selectionSet) return sum;
      const page = selection.arguments?.find(
        ({ name }) => name.value === "first" || name.value === "last",
      )?.value;
      return sum + (page ? numberOf(page, variables) : 1) * Math.max(1, objects(selection.selectionSet));
    }, 0);
  return operation.operation === "mutation"
    ? 10 * operation.selectionSet.selections.length
    : Math.max(1, objects(operation.selectionSet));
}

function numberOf(value: ValueNode, variables: Readonly<Record<string, unknown>>): number {
  if (value.kind === "IntValue") return Number(value.value);
  if (value.kind === "Variable") return Number(variables[value.name.value] ?? 1);
  return 1;
}
