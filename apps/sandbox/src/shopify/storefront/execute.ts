import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getDirectiveValues,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from "graphql";
import type { SandboxContext } from "../../context.ts";
import { type AskedContext, storefrontContext } from "./context.ts";
import { oversizedInputs } from "./input-size.ts";

/** One GraphQL request, as its body says it. */
export type GraphqlRequest = {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
};

/** A request that can be executed: its document is valid and has the operation. */
export type Operation = {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly request: GraphqlRequest;
};

const remembered = 500;

/** Parses, validates and executes Storefront operations; documents are remembered, so that a repeated one costs nothing. */
export class StorefrontExecutor {
  readonly #schema: GraphQLSchema;
  readonly #documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** The operation of a request, or the errors that Shopify would answer with. */
  prepare(request: GraphqlRequest): Operation | readonly GraphQLError[] {
    const document = this.#document(request.query);
    if (isErrors(document)) return document;
    const node = getOperationAST(document, request.operationName);
    return node
      ? { document, node, request }
      : [new GraphQLError(`No operation named "${request.operationName ?? ""}"`)];
  }

  /** Executes it in its `@inContext`. A mutation is in the database when this resolves. */
  async run(
    sandbox: SandboxContext,
    operation: Operation,
    request: { readonly origin: string },
  ): Promise<ExecutionResult> {
    const { document, node } = operation;
    const variableValues = operation.request.variables ?? {};
    const tooLarge = oversizedInputs(node, variableValues);
    if (tooLarge.length > 0) return { errors: tooLarge };
    const result = await execute({
      schema: this.#schema,
      document,
      operationName: node.name?.value,
      variableValues,
      contextValue: storefrontContext(sandbox, { ...request, asked: this.#asked(node, variableValues) }),
    });
    if (node.operation === OperationTypeNode.MUTATION) await sandbox.store.save();
    return result;
  }

  #asked(node: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): AskedContext {
    const directive = this.#schema.getDirective("inContext");
    if (!directive) return {};
    // A wrong variable is reported by the execution itself.
    try {
      return (getDirectiveValues(directive, node, variables) as AskedContext | undefined) ?? {};
    } catch {
      return {};
    }
  }

  #document(query: string): DocumentNode | readonly GraphQLError[] {
    const known = this.#documents.get(query);
    if (known) return known;
    const document = this.#check(query);
    if (this.#documents.size >= remembered) this.#documents.clear();
    this.#documents.set(query, document);
    return document;
  }

  #check(query: string): DocumentNode | readonly GraphQLError[] {
    try {
      const document = parse(query, { maxTokens: 20_000 });
      const errors = validate(this.#schema, document);
      return errors.length > 0 ? errors : document;
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }
}

/** Operation name and root fields, which fault switches are matched against: "CartAdd cartLinesAdd". */
export function nameOf({ node }: Operation): string {
  const fields = node.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : [],
  );
  return [node.name?.value, ...fields].filter(Boolean).join(" ");
}

export function isErrors(
  value: DocumentNode | Operation | readonly GraphQLError[],
): value is readonly GraphQLError[] {
  return Array.isArray(value);
}
