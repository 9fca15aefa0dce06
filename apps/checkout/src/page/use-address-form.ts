"use client";

import type { Address } from "@evertill/checkout/api";
import { useState } from "react";
import { type AddressDraft, type AddressFaults, checkAddress, draftOf } from "../address/address-draft.ts";
import type { AddressFieldName } from "../address/address-form.ts";
import { useDraft } from "./use-draft.ts";

/** An address as it is typed, and how far it is. */
export type AddressForm = {
  readonly draft: AddressDraft;
  readonly setDraft: (draft: AddressDraft) => void;
  /** Of the fields that were filled and left, or of all once the whole was sent. */
  readonly faults: AddressFaults;
  /** The server holds exactly what stands in the fields. */
  readonly isSaved: boolean;
  /** A field is left: what is whole by now saves itself. */
  readonly leave: (name: AddressFieldName | "country") => void;
  /** Resolves to true when the server holds it, and to false, with the first fault focused, when it does not. */
  readonly submit: () => Promise<boolean>;
};

export function useAddressForm({
  name,
  section,
  saved,
  initial,
  save,
  savesOnLeave = true,
}: {
  /** What the draft is kept by in this tab. */
  readonly name: string;
  readonly section: "shipping" | "billing";
  readonly saved: Address | null;
  /** What stands in the fields where nothing was saved or typed yet. */
  readonly initial: AddressDraft;
  readonly save: (address: Address) => Promise<boolean>;
  readonly savesOnLeave?: boolean;
}): AddressForm {
  const [draft, setDraft] = useDraft(name, saved ? draftOf(saved) : initial);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const checked = checkAddress(draft);
  const isSaved = checked.kind === "complete" && isSame(saved, checked.address);
  return {
    draft,
    setDraft,
    faults: checked.kind === "faulty" ? shownFaults(checked.faults, touched) : {},
    isSaved,
    leave: (field) => {
      if (field !== "country" && draft[field].trim() !== "") setTouched(new Set([...touched, field]));
      if (savesOnLeave && checked.kind === "complete" && !isSaved) void save(checked.address);
    },
    submit: async () => {
      setTouched(allNames);
      if (checked.kind === "complete") return isSaved || save(checked.address);
      focusFirst(section, checked.faults);
      return false;
    },
  };
}

const allNames: ReadonlySet<string> = new Set([
  "firstName",
  "lastName",
  "address1",
  "city",
  "zone",
  "postcode",
  "phone",
]);

function shownFaults(faults: AddressFaults, touched: ReadonlySet<string>): AddressFaults {
  return Object.fromEntries(Object.entries(faults).filter(([name]) => touched.has(name)));
}

function focusFirst(section: "shipping" | "billing", faults: AddressFaults): void {
  const [first] = Object.keys(faults);
  if (first) document.getElementById(`${section}-${first}`)?.focus();
}

function isSame(saved: Address | null, next: Address): boolean {
  if (saved === null) return false;
  const names = new Set([...Object.keys(saved), ...Object.keys(next)]) as Set<keyof Address>;
  return [...names].every((name) => (saved[name] ?? "") === (next[name] ?? ""));
}
