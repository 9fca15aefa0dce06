import { type ArgumentNode, type FieldNode, GraphQLError, Kind, type OperationDefinitionNode } from "graphql";

const limit = 250;

/**
 * An error for each argument of a root field that is a list longer than Shopify takes. Such a request is not executed
 * at all.
 */
export function oversizedInputs(
  { selectionSet }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  return selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD
      ? (field.arguments ?? []).flatMap((argument) => errorOf(field, argument, variables) ?? [])
      : [],
  );
}

function errorOf(
  field: FieldNode,
  argument: ArgumentNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | undefined {
  const size = sizeOf(argument, variables);
  if (size <= limit) return undefined;
  return new GraphQLError(
    `The input array size of ${size} is greater than the maximum allowed of ${limit}.`,
    {
      nodes: field,
      path: [field.alias?.value ?? field.name.value, argument.name.value],
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    },
  );
}

function sizeOf({ value }: ArgumentNode, variables: Readonly<Record<string, unknown>>): number {
  if (value.kind === Kind.LIST) return value.values.length;
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return Array.isArray(given) ? given.length : 0;
}
