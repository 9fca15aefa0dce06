import { type ExecutionResult, getDirectiveValues, type GraphQLSchema } from "graphql";
import type { SandboxContext } from "../../context.ts";
import type { Operation, Operations } from "../graphql/operations.ts";
import { type AskedContext, storefrontContext } from "./context.ts";
import { oversizedInputs } from "./input-size.ts";

/** Executes a Storefront operation in its `@inContext`. A mutation is in the database when this resolves. */
export async function executeInContext(
  operations: Operations,
  sandbox: SandboxContext,
  operation: Operation,
  request: { readonly origin: string },
): Promise<ExecutionResult> {
  const tooLarge = oversizedInputs(operation.node, operation.variables);
  if (tooLarge.length > 0) return { errors: tooLarge };
  const asked = askedBy(operations.schema, operation);
  return operations.run(sandbox, operation, storefrontContext(sandbox, { ...request, asked }));
}

function askedBy(schema: GraphQLSchema, { node, variables }: Operation): AskedContext {
  const directive = schema.getDirective("inContext");
  if (!directive) return {};
  // A wrong variable is reported by the execution itself.
  try {
    return (getDirectiveValues(directive, node, variables) as AskedContext | undefined) ?? {};
  } catch {
    return {};
  }
}
