import { createHash } from "node:crypto";
import pg from "pg";

/** So many statements one connection remembers at most; a text made anew for each call must not fill the server. */
const preparedMax = 500;
/** Answers whose columns may change under a running process when a migration adds one: Postgres refuses such a plan. */
const openAnswer = /^\s*select\s+\*|returning\s+\*|\w\.\*/i;
/** How the job queue is asked, twice a second for each queue: one long statement without parameters. */
const fixedQuestion = /^\s*with\b[^;]*$/i;

/**
 * A connection that prepares each parameterised statement once, and each question to the job queue. Parsing and planning were a
 * third of what Postgres did for an order. Behind PgBouncer in transaction mode this needs its `max_prepared_statements` (1.21 or later).
 */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>();

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // The pool listens only while a connection is idle. One that is lost between two statements of a transaction would end the
    // process; the next statement rejects, which is enough.
    this.on("error", () => undefined);
  }

  // The overloads of `query` are many; each reaches the original with its own parameters, the text perhaps named.
  override query = ((config: unknown, ...rest: unknown[]) => {
    const plain = super.query.bind(this) as (...parameters: unknown[]) => unknown;
    return plain(this.#prepared(config, rest[0]), ...rest);
  }) as pg.Client["query"];

  #prepared(config: unknown, parameters: unknown): unknown {
    const wanted = typeof config === "string" ? { text: config } : config;
    if (!isPlainQuery(wanted)) return config;
    if (!isFilled(parameters ?? wanted.values) && !fixedQuestion.test(wanted.text)) return config;
    const name = this.#nameOf(wanted.text);
    return name === undefined ? config : { ...wanted, name };
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || openAnswer.test(text) || this.#names.size >= preparedMax) return known;
    const name = createHash("sha256").update(text).digest("base64url").slice(0, 32);
    this.#names.set(text, name);
    return name;
  }
}

type PlainQuery = { readonly text: string; readonly values?: unknown };

/** Neither named already nor a cursor or stream, which brings its own protocol. */
function isPlainQuery(query: unknown): query is PlainQuery {
  if (typeof query !== "object" || query === null || "submit" in query) return false;
  return "text" in query && typeof query.text === "string" && !("name" in query && query.name);
}

function isFilled(parameters: unknown): boolean {
  return Array.isArray(parameters) && parameters.length > 0;
}
