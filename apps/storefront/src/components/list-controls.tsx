import { type CollectionSort, collectionSorts, type Filter, type FilterChoice } from "@evertill/catalog";
import { Button, Icon } from "@evertill/design-system";
import type { Locale } from "@evertill/money";
import Link from "next/link";
import { isChosen, type ListView, toggle, toListAddress, toQueryEntries } from "../routing/list-view.ts";
import type { Words } from "../words/english.ts";

type Props = {
  /** Public path of the list, without its query. */
  readonly path: string;
  readonly view: ListView;
  readonly filters: readonly Filter[];
  readonly locale: Locale;
  readonly words: Words;
};

/** Filters as links and order and price as forms that fetch: all of it works without a script. */
export function ListControls({ path, view, filters, locale, words }: Props) {
  const plain: ListView = { sort: view.sort, choices: [] };
  return (
    <div className="controls">
      <details className="filters">
        <summary>
          {words.filter}
          {view.choices.length > 0 && <span className="filters-count">{view.choices.length}</span>}
          <Icon name="chevron" />
        </summary>
        <div className="filters-body">
          {filters
            .filter((filter) => isUseful(filter, view))
            .map((filter) =>
              filter.kind === "list" ? (
                <fieldset key={filter.id} className="filter">
                  <legend>{filter.label}</legend>
                  <ul className="filter-values">
                    {filter.values.map((value) => (
                      <FilterLink
                        key={`${value.label}${JSON.stringify(value.choice)}`}
                        address={toListAddress(path, toggle(view, value.choice))}
                        isChosen={isChosen(view, value.choice)}
                        {...value}
                      />
                    ))}
                  </ul>
                </fieldset>
              ) : (
                <PriceForm key={filter.id} {...{ path, view, locale, words }} />
              ),
            )}
        </div>
      </details>
      <SortForm {...{ path, view, words }} />
      {view.choices.length > 0 && (
        <ul className="chosen" aria-label={words.chosenFilters}>
          {view.choices.map((choice) => (
            <li key={JSON.stringify(choice)}>
              <Link
                className="chip"
                href={toListAddress(path, toggle(view, choice))}
                rel="nofollow"
                prefetch={false}
                scroll={false}
                aria-label={words.removeFilter(choiceLabel(choice, filters, { locale, words }))}
              >
                {choiceLabel(choice, filters, { locale, words })} <Icon name="close" />
              </Link>
            </li>
          ))}
          <li>
            <Link className="chosen-clear" href={toListAddress(path, plain)}>
              {words.clearFilters}
            </Link>
          </li>
        </ul>
      )}
    </div>
  );
}

/** The words of a choice, as its filter writes them. */
function choiceLabel(
  choice: FilterChoice,
  filters: readonly Filter[],
  { locale, words }: Pick<Props, "locale" | "words">,
): string {
  switch (choice.kind) {
    case "price":
      return priceLabel(choice, locale.currency, words);
    case "available":
      return labelIn(filters, choice) ?? String(choice.available);
    case "option":
    case "type":
    case "vendor":
    case "tag":
      return labelIn(filters, choice) ?? choice.value;
  }
}

function priceLabel(
  { min, max }: Extract<FilterChoice, { kind: "price" }>,
  currency: string,
  words: Words,
): string {
  if (max === null) return `${words.priceFrom} ${min ?? 0} ${currency}`;
  if (min === null) return `${words.priceTo} ${max} ${currency}`;
  return `${min} – ${max} ${currency}`;
}

function labelIn(filters: readonly Filter[], wanted: FilterChoice): string | undefined {
  const plain: ListView = { sort: "featured", choices: [wanted] };
  return filters
    .flatMap((filter) => (filter.kind === "list" ? filter.values : []))
    .find(({ choice }) => isChosen(plain, choice))?.label;
}

/** Tags are the merchant's own notes, and one value alone narrows nothing. */
function isUseful(filter: Filter, view: ListView): boolean {
  if (filter.kind === "price") return true;
  const choices = filter.values.map(({ choice }) => choice);
  if (choices.some((choice) => isChosen(view, choice))) return true;
  return choices.length > 1 && choices.every(({ kind }) => kind !== "tag");
}

function FilterLink({
  address,
  isChosen: chosen,
  label,
  count,
  color,
}: {
  readonly address: string;
  readonly isChosen: boolean;
  readonly label: string;
  readonly count: number;
  readonly color: string | null;
}) {
  const words = (
    <>
      {color && <span className="dot" style={{ backgroundColor: color }} aria-hidden="true" />}
      {label} <span className="filter-count">{count}</span>
    </>
  );
  return (
    <li>
      {count === 0 && !chosen ? (
        <span className="chip" data-empty="true">
          {words}
        </span>
      ) : (
        <Link
          className="chip"
          href={address}
          rel="nofollow"
          prefetch={false}
          scroll={false}
          aria-current={chosen ? "true" : undefined}
        >
          {words}
        </Link>
      )}
    </li>
  );
}

/** What a form has to repeat so that it does not lose the rest of the view. */
function Kept({ view, except }: { readonly view: ListView; readonly except: "sort" | "price" }) {
  const choices = view.choices.filter(({ kind }) => except !== "price" || kind !== "price");
  return (
    <>
      {except !== "sort" && view.sort !== "featured" && <input type="hidden" name="sort" value={view.sort} />}
      {choices.flatMap(toQueryEntries).map(([name, value]) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function PriceForm({ path, view, locale, words }: Omit<Props, "filters">) {
  const price = view.choices.find(({ kind }) => kind === "price");
  const bounds = price?.kind === "price" ? price : { min: null, max: null };
  return (
    <form className="filter" action={path}>
      <fieldset>
        <legend>
          {words.price}, {locale.currency}
        </legend>
        <Kept view={view} except="price" />
        <div className="price-fields">
          <label>
            {words.priceFrom}
            <input
              className="ds-control"
              name="price-min"
              inputMode="decimal"
              defaultValue={bounds.min ?? ""}
            />
          </label>
          <label>
            {words.priceTo}
            <input
              className="ds-control"
              name="price-max"
              inputMode="decimal"
              defaultValue={bounds.max ?? ""}
            />
          </label>
          <Button type="submit" variant="secondary">
            {words.showResults}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}

function SortForm({ path, view, words }: Omit<Props, "filters" | "locale">) {
  return (
    <form className="sort" action={path}>
      <Kept view={view} except="sort" />
      <label htmlFor="sort">{words.sort}</label>
      <select className="ds-control" id="sort" name="sort" defaultValue={view.sort}>
        {(Object.keys(collectionSorts) as CollectionSort[]).map((sort) => (
          <option key={sort} value={sort}>
            {words.sorts[sort]}
          </option>
        ))}
      </select>
      <Button type="submit" variant="quiet">
        {words.showResults}
      </Button>
    </form>
  );
}
