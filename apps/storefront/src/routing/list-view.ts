import { type CollectionSort, collectionSorts, type FilterChoice } from "@evertill/catalog";
import { withQuery } from "./public-path.ts";

/** How a shopper looks at a list: the query of its public address, understood. */
export type ListView = {
  readonly sort: CollectionSort;
  readonly choices: readonly FilterChoice[];
  readonly after?: string | undefined;
  readonly before?: string | undefined;
};

const names = { available: "available", type: "type", vendor: "vendor", tag: "tag" } as const;
const optionPrefix = "option.";

/** Reads a query; what it does not know is ignored. */
export function readListView(query: URLSearchParams): ListView {
  const sort = query.get("sort");
  return {
    sort: sort !== null && Object.hasOwn(collectionSorts, sort) ? (sort as CollectionSort) : "featured",
    choices: [...readChoices(query), ...readPrice(query)],
    after: query.get("after") ?? undefined,
    before: query.get("before") ?? undefined,
  };
}

function readChoices(query: URLSearchParams): FilterChoice[] {
  return [...query].flatMap(([name, value]): FilterChoice[] => {
    if (name.startsWith(optionPrefix))
      return [{ kind: "option", name: name.slice(optionPrefix.length), value }];
    switch (name) {
      case names.available:
        return value === "true" || value === "false"
          ? [{ kind: "available", available: value === "true" }]
          : [];
      case names.type:
      case names.vendor:
      case names.tag:
        return [{ kind: name, value }];
      default:
        return [];
    }
  });
}

function readPrice(query: URLSearchParams): FilterChoice[] {
  const min = readAmount(query.get("price-min"));
  const max = readAmount(query.get("price-max"));
  return min === null && max === null ? [] : [{ kind: "price", min, max }];
}

function readAmount(text: string | null): number | null {
  const amount = text === null ? Number.NaN : Number(text.replace(",", "."));
  return Number.isFinite(amount) && amount >= 0 ? amount : null;
}

/** One choice as it stands in a query. A price takes up to two entries. */
export function toQueryEntries(choice: FilterChoice): (readonly [string, string])[] {
  switch (choice.kind) {
    case "available":
      return [[names.available, String(choice.available)]];
    case "option":
      return [[optionPrefix + choice.name, choice.value]];
    case "type":
    case "vendor":
    case "tag":
      return [[names[choice.kind], choice.value]];
    case "price":
      return [
        ...(choice.min === null ? [] : [["price-min", String(choice.min)] as const]),
        ...(choice.max === null ? [] : [["price-max", String(choice.max)] as const]),
      ];
  }
}

/** The public address of a view. The default order is left out, so that a plain list has one address. */
export function toListAddress(path: string, { sort, choices, after, before }: ListView): string {
  return withQuery(path, [
    ...(sort === "featured" ? [] : [["sort", sort] as const]),
    ...choices.flatMap(toQueryEntries),
    ...(after === undefined ? [] : [["after", after] as const]),
    ...(before === undefined ? [] : [["before", before] as const]),
  ]);
}

/** The view with one choice more or, when it was there, one fewer; always from the first page. */
export function toggle({ sort, choices }: ListView, choice: FilterChoice): ListView {
  const rest = choices.filter((chosen) => !isSame(chosen, choice));
  return { sort, choices: rest.length < choices.length ? rest : [...choices, choice] };
}

export function isChosen({ choices }: ListView, choice: FilterChoice): boolean {
  return choices.some((chosen) => isSame(chosen, choice));
}

function isSame(one: FilterChoice, other: FilterChoice): boolean {
  return JSON.stringify(toQueryEntries(one)) === JSON.stringify(toQueryEntries(other));
}
