import type { ProductOption } from "@evertill/catalog";
import Link from "next/link";
import { paths } from "../routing/public-path.ts";
import type { Words } from "../words/english.ts";

/** Every value is a link to its variant, so that choosing works without a script and each choice has an address. */
export function OptionPicker({
  options,
  handle,
  locale,
  words,
}: {
  readonly options: readonly ProductOption[];
  readonly handle: string;
  readonly locale: string;
  readonly words: Words;
}) {
  return options.map(({ name, values }) => (
    <fieldset key={name} className="option">
      <legend className="option-name">
        {name}: <span>{values.find(({ selected }) => selected)?.name}</span>
      </legend>
      <ul className="option-values">
        {values.map((value) => (
          <li key={value.name}>
            <OptionValue {...{ value, words }} address={paths.product(locale, handle, value.selection)} />
          </li>
        ))}
      </ul>
    </fieldset>
  ));
}

function OptionValue({
  value,
  address,
  words,
}: {
  readonly value: ProductOption["values"][number];
  readonly address: string;
  readonly words: Words;
}) {
  const { name, selected, exists, available, swatch } = value;
  const state = !exists ? words.notThisCombination : available ? null : words.soldOut;
  const inside = (
    <>
      {swatch?.color && <span className="dot" style={{ backgroundColor: swatch.color }} aria-hidden="true" />}
      {name}
      {state && <span className="ds-visually-hidden"> ({state})</span>}
    </>
  );
  if (!exists)
    return (
      <span className="chip" data-empty="true">
        {inside}
      </span>
    );
  return (
    <Link
      className="chip"
      href={address}
      data-available={available}
      aria-current={selected ? "true" : undefined}
      replace
      scroll={false}
    >
      {inside}
    </Link>
  );
}
