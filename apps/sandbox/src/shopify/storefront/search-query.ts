import { GraphQLError } from "graphql";

/** What a search term asks of one thing. */
export type Comparator = "=" | ">" | ">=" | "<" | "<=";
export type Fields<Item> = {
  /** Whether a named field holds; `text` has lost its quotes. */
  readonly [field: string]: (item: Item, comparator: Comparator, text: string) => boolean;
};

type Token =
  | { readonly kind: "open" | "close" | "and" | "or" | "not" }
  | {
      readonly kind: "term";
      readonly field: string | null;
      readonly comparator: Comparator;
      readonly text: string;
    };

type Holds<Item> = (item: Item) => boolean;

/**
 * Shopify's search syntax (shopify.dev/api/usage/search-syntax): terms side by side or with AND, OR, NOT or "-",
 * parentheses, quotes, `field:value` with <, <=, >, >=, and `*` at the end of a word. Throws a GraphQLError for a field
 * that the list cannot be searched by and for a query that cannot be read.
 */
export function searchQuery<Item>(
  query: string,
  fields: Fields<Item>,
  matchesText: (item: Item, text: string) => boolean,
): Holds<Item> {
  const parser = new Parser(tokensOf(query), fields, matchesText);
  return parser.parse();
}

class Parser<Item> {
  readonly #tokens: readonly Token[];
  readonly #fields: Fields<Item>;
  readonly #matchesText: (item: Item, text: string) => boolean;
  #place = 0;

  constructor(
    tokens: readonly Token[],
    fields: Fields<Item>,
    matchesText: (item: Item, text: string) => boolean,
  ) {
    this.#tokens = tokens;
    this.#fields = fields;
    this.#matchesText = matchesText;
  }

  parse(): Holds<Item> {
    if (this.#tokens.length === 0) return () => true;
    const holds = this.#alternatives();
    if (this.#peek()) throw new GraphQLError("Invalid search query: unexpected parenthesis");
    return holds;
  }

  #alternatives(): Holds<Item> {
    const parts = [this.#conjunction()];
    while (this.#take("or")) parts.push(this.#conjunction());
    return (item) => parts.some((holds) => holds(item));
  }

  #conjunction(): Holds<Item> {
    const parts = [this.#negatable()];
    for (let next = this.#peek(); next && next.kind !== "or" && next.kind !== "close"; next = this.#peek()) {
      this.#take("and");
      parts.push(this.#negatable());
    }
    return (item) => parts.every((holds) => holds(item));
  }

  #negatable(): Holds<Item> {
    if (!this.#take("not")) return this.#atom();
    const holds = this.#negatable();
    return (item) => !holds(item);
  }

  #atom(): Holds<Item> {
    if (this.#take("open")) {
      const holds = this.#alternatives();
      if (!this.#take("close")) throw new GraphQLError("Invalid search query: a parenthesis is not closed");
      return holds;
    }
    const token = this.#peek();
    if (token?.kind !== "term") throw new GraphQLError("Invalid search query: a term is missing");
    this.#place += 1;
    return this.#term(token);
  }

  #term({ field, comparator, text }: Token & { kind: "term" }): Holds<Item> {
    if (field === null) return (item) => this.#matchesText(item, text);
    const holds = this.#fields[field];
    if (!holds)
      throw new GraphQLError(
        `Invalid search query: "${field}" is not one of ${Object.keys(this.#fields).join(", ")}`,
      );
    return (item) => holds(item, comparator, text);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#place];
  }

  #take(kind: Token["kind"]): boolean {
    if (this.#peek()?.kind !== kind) return false;
    this.#place += 1;
    return true;
  }
}

const pattern =
  /\s*(?:(?<open>\()|(?<close>\))|(?<not>-(?=\S)|NOT\b)|(?<and>AND\b)|(?<or>OR\b)|(?:(?<field>[A-Za-z_][\w.]*):\s*(?<comparator>[<>]=?)?\s*)?(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s()"']+)))/y;

function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  const text = query.trim();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw new GraphQLError(`Invalid search query near "${text.slice(from, from + 20)}"`);
    tokens.push(tokenOf(match.groups ?? {}));
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  for (const kind of ["open", "close", "not", "and", "or"] as const)
    if (groups[kind] !== undefined) return { kind };
  return {
    kind: "term",
    field: groups["field"]?.toLowerCase() ?? null,
    comparator: (groups["comparator"] ?? "=") as Comparator,
    text: groups["double"] ?? groups["single"] ?? groups["bare"] ?? "",
  };
}

/** Compares dates; `text` is ISO 8601, a part of it such as "2024", or "now". */
export function compareDate(date: string, comparator: Comparator, text: string, now: Date): boolean {
  const wanted = text === "now" ? now.getTime() : Date.parse(text);
  if (Number.isNaN(wanted)) throw new GraphQLError(`Invalid search query: "${text}" is not a date`);
  // Shopify's dates have seconds, so that is what they are compared by.
  return compareNumber(Math.floor(Date.parse(date) / 1000), comparator, Math.floor(wanted / 1000));
}

export function compareNumber(value: number, comparator: Comparator, wanted: number): boolean {
  switch (comparator) {
    case "=":
      return value === wanted;
    case ">":
      return value > wanted;
    case ">=":
      return value >= wanted;
    case "<":
      return value < wanted;
    case "<=":
      return value <= wanted;
  }
}

/** Equal without case; a `*` at the end stands for any rest. */
export function matchesWhole(value: string, text: string): boolean {
  const wanted = text.toLowerCase();
  const own = value.toLowerCase();
  return wanted.endsWith("*") ? own.startsWith(wanted.slice(0, -1)) : own === wanted;
}

/** Every word of `text` begins a word of `value`, without case. */
export function matchesWords(value: string, text: string): boolean {
  const own = wordsOf(value);
  return wordsOf(text).every((wanted) => own.some((word) => word.startsWith(wanted)));
}

export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
