"use client";

import { Notice, SelectField, TextField } from "@evertill/design-system";
import type { ChangeEvent } from "react";
import { type AddressDraft, type AddressFaults, moveDraft, takePlace } from "../address/address-draft.ts";
import { addressForm, type AddressFieldName, type AddressFormField } from "../address/address-form.ts";
import { postcodeFact, zonesOf } from "@evertill/checkout/address";
import { countryName } from "@evertill/checkout/address-lines";
import type { Copy } from "../copy/copy.ts";
import { StreetField, type Suggest } from "./street-field.tsx";
import { useVoice } from "./words.tsx";

export type AddressFieldsProps = {
  /** Autofill section, and the beginning of every field's id. */
  readonly section: "shipping" | "billing";
  readonly draft: AddressDraft;
  readonly countries: readonly string[];
  readonly faults: AddressFaults;
  /** What the server found, by field name. */
  readonly serverWords: Readonly<Record<string, string>>;
  /** Id of the words that say why nothing can go to this address; absent where something can. */
  readonly refusedBy?: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (draft: AddressDraft) => void;
  readonly onLeave: (name: AddressFieldName | "country") => void;
  /** Null where no service completes addresses. */
  readonly suggest: Suggest | null;
};

/** An address in its own country's form: the fields, their order and their names change with the country, what was typed stays. */
export function AddressFields(props: AddressFieldsProps) {
  const { draft, countries, section, serverWords, refusedBy, disabled, onChange, onLeave } = props;
  const { copy, tag } = useVoice();
  const rows = rowsOf(props);
  const known = countries.includes(draft.country) ? countries : [draft.country, ...countries];
  return (
    <div className="co-fields">
      <SelectField
        id={`${section}-country`}
        label={copy.delivery.country}
        autoComplete={`${section} country`}
        value={draft.country}
        disabled={disabled}
        error={serverWords.country}
        {...(refusedBy !== undefined && { "aria-invalid": true, "aria-describedby": refusedBy })}
        onChange={({ target }) => onChange(moveDraft(draft, target.value))}
        onBlur={() => onLeave("country")}
      >
        {known.map((country) => (
          <option key={country} value={country}>
            {countryName(country, tag)}
          </option>
        ))}
      </SelectField>
      {rows.map((row) => (
        <div
          className="co-row"
          data-fields={row.length}
          data-row={row.map(({ name }) => name).join("-")}
          key={row.map(({ name }) => name).join("-")}
        >
          {row.map((field) => (
            <AddressInput key={field.name} field={field} {...props} />
          ))}
        </div>
      ))}
      {fieldlessWords(serverWords, rows).map((words) => (
        <Notice key={words} tone="problem" role="alert">
          <p>{words}</p>
        </Notice>
      ))}
    </div>
  );
}

/** What the server found about no field that stands here. */
function fieldlessWords(
  serverWords: AddressFieldsProps["serverWords"],
  rows: readonly (readonly AddressFormField[])[],
): readonly string[] {
  const names = new Set<string>(["country", ...rows.flat().map(({ name }) => name)]);
  return Object.entries(serverWords)
    .filter(([name]) => !names.has(name))
    .map(([, words]) => words);
}

/** A bill needs no telephone: nobody carries it to a door. */
function rowsOf({ draft, section }: AddressFieldsProps): readonly (readonly AddressFormField[])[] {
  const rows = addressForm(draft.country);
  if (section === "shipping") return rows;
  return rows.map((row) => row.filter(({ name }) => name !== "phone")).filter((row) => row.length > 0);
}

function AddressInput({ field, ...props }: AddressFieldsProps & { readonly field: AddressFormField }) {
  const { section, draft, faults, serverWords, disabled, onChange, onLeave } = props;
  const { copy } = useVoice();
  const { name } = field;
  const label = addressLabel(copy, name, draft.country);
  const fault = faults[name];
  const example = name === "postcode" ? (postcodeFact(draft.country)?.example ?? null) : null;
  const common = {
    id: `${section}-${name}`,
    label,
    autoComplete: `${section} ${field.autocomplete}`,
    value: draft[name],
    disabled,
    required: field.required,
    "aria-required": field.required,
    error: fault === undefined ? serverWords[name] : copy.address.fault(label, fault, name, example),
    onBlur: () => onLeave(name),
    ...(!field.required && { optional: copy.optional }),
  };
  if (name === "zone") {
    return (
      <SelectField {...common} onChange={({ target }) => onChange({ ...draft, zone: target.value })}>
        <option value="">{copy.address.choose}</option>
        {zonesOf(draft.country).map((zone) => (
          <option key={zone.code} value={zone.code}>
            {zone.name}
          </option>
        ))}
      </SelectField>
    );
  }
  const text = {
    ...common,
    ...(name === "phone" && { hint: copy.address.phoneHint, type: "tel" }),
    inputMode: field.inputMode,
    autoCapitalize: field.capitalize,
    maxLength: field.maxLength,
    spellCheck: false,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => onChange({ ...draft, [name]: target.value }),
  };
  if (name !== "address1" || props.suggest === null) return <TextField {...text} />;
  return (
    <StreetField
      {...text}
      suggest={props.suggest}
      country={draft.country}
      onTake={(place) => onChange(takePlace(draft, place))}
    />
  );
}

export function addressLabel(copy: Copy, name: AddressFieldName, country: string): string {
  if (name === "postcode") return copy.address.postcodeIn[country] ?? copy.address.postcode;
  if (name === "zone") return copy.address.zoneIn[country] ?? copy.address.zone;
  return copy.address[name];
}
