import type { DocumentNode, OperationDefinitionNode, SelectionSetNode, ValueNode } from "graphql";

// Shopify, "API rate limits" (Admin GraphQL, standard plan, 2026): 2,000 points, 100 given back each second; a mutation
// costs 10, an object 1, a connection as many as it asks for.
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

  /** All that was taken since the sandbox was started, and what a second gives back. */
  account(): { readonly spent: number; readonly restoredPerSecond: number } {
    return { spent: this.#spent, restoredPerSecond };
  }

  /** `extensions.cost` of an answer. */
  describe(cost: number, wasRun: boolean) {
    return {
      requestedQueryCost: cost,
      actualQueryCost: wasRun ? cost : null,
      throttleStatus: {
        maximumAvailable: capacity,
        currentlyAvailable: Math.floor(this.#points),
        restoreRate: restoredPerSecond,
      },
    };
  }
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
