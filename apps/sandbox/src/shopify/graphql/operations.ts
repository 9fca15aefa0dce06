import {
  type DocumentNode,
  execute,
  type ExecutionResult,
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
import type { GraphqlRequest } from "./request.ts";

/** A request that can be executed: its document is valid and has the operation. */
export type Operation = {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
};

const rememberedMax = 500;

/** Parses, validates and executes operations on one schema; documents are remembered, so that a repeated one costs nothing. */
export class Operations {
  readonly schema: GraphQLSchema;
  readonly #documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  /** The operation of a request, or the errors that Shopify would answer with. */
  prepare({ query, operationName, variables }: GraphqlRequest): Operation | readonly GraphQLError[] {
    const document = this.#document(query);
    if (isErrors(document)) return document;
    const node = getOperationAST(document, operationName);
    return node
      ? { document, node, variables: variables ?? {} }
      : [new GraphQLError(`No operation named "${operationName ?? ""}"`)];
  }

  /** A mutation is in the database when this resolves. */
  async run(
    sandbox: SandboxContext,
    { document, node, variables }: Operation,
    contextValue: unknown,
  ): Promise<ExecutionResult> {
    const result = await execute({
      schema: this.schema,
      document,
      operationName: node.name?.value,
      variableValues: variables,
      contextValue,
    });
    if (node.operation === OperationTypeNode.MUTATION) await sandbox.store.save();
    return result;
  }

  #document(query: string): DocumentNode | readonly GraphQLError[] {
    const known = this.#documents.get(query);
    if (known) return known;
    const document = this.#check(query);
    if (this.#documents.size >= rememberedMax) this.#documents.clear();
    this.#documents.set(query, document);
    return document;
  }

  #check(query: string): DocumentNode | readonly GraphQLError[] {
    try {
      const document = parse(query, { maxTokens: 20_000 });
      const errors = validate(this.schema, document);
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
