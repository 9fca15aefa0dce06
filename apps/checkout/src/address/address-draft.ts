import type { Address, SuggestedPlace } from "@evertill/checkout/api";
import { type AddressFieldName, addressForm } from "./address-form.ts";
import { readPostcode, zonesOf } from "@evertill/checkout/address";

/** What stands in the form, finished or not. */
export type AddressDraft = Readonly<Record<AddressFieldName, string>> & { readonly country: string };

export type AddressFault = "missing" | "postcode" | "too-short";
export type AddressFaults = Readonly<Partial<Record<AddressFieldName, AddressFault>>>;

export type CheckedAddress =
  | { readonly kind: "complete"; readonly address: Address }
  | { readonly kind: "faulty"; readonly faults: AddressFaults };

export function emptyDraft(country: string): AddressDraft {
  return {
    firstName: "",
    lastName: "",
    company: "",
    address1: "",
    address2: "",
    city: "",
    zone: "",
    postcode: "",
    phone: "",
    country,
  };
}

export function draftOf(address: Address): AddressDraft {
  return { ...emptyDraft(address.country), ...definedOnly(address) };
}

/** A suggested place fills the form; who lives there stays as it was typed. */
export function takePlace(draft: AddressDraft, place: SuggestedPlace): AddressDraft {
  const { address1, address2 = "", city, zone = "", postcode = "", country } = place;
  return { ...draft, address1, address2, city, zone, postcode, country };
}

/** Another country keeps everything typed but a zone that does not exist there. */
export function moveDraft(draft: AddressDraft, country: string): AddressDraft {
  const keepsZone = zonesOf(country).some(({ code }) => code === draft.zone);
  return { ...draft, country, zone: keepsZone ? draft.zone : "" };
}

/** Judges a draft by its country's form. A complete one comes back trimmed, its postcode as the country writes it. */
export function checkAddress(draft: AddressDraft): CheckedAddress {
  const faults: Partial<Record<AddressFieldName, AddressFault>> = {};
  for (const { name, required } of addressForm(draft.country).flat()) {
    const fault = faultOf(name, draft, required);
    if (fault !== undefined) faults[name] = fault;
  }
  if (Object.keys(faults).length > 0) return { kind: "faulty", faults };
  return { kind: "complete", address: addressOf(draft) };
}

function faultOf(name: AddressFieldName, draft: AddressDraft, required: boolean): AddressFault | undefined {
  const value = draft[name].trim();
  if (value === "") return required ? "missing" : undefined;
  if (name === "postcode" && readPostcode(value, draft.country) === null) return "postcode";
  if (name === "phone" && value.replaceAll(/\D/g, "").length < 6) return "too-short";
  return undefined;
}

function addressOf(draft: AddressDraft): Address {
  const optional = (name: AddressFieldName): Partial<Record<AddressFieldName, string>> =>
    draft[name].trim() === "" ? {} : { [name]: draft[name].trim() };
  const shown = new Set(
    addressForm(draft.country)
      .flat()
      .map(({ name }) => name),
  );
  return {
    firstName: draft.firstName.trim(),
    lastName: draft.lastName.trim(),
    ...optional("company"),
    address1: draft.address1.trim(),
    ...optional("address2"),
    city: draft.city.trim(),
    ...(shown.has("zone") && optional("zone")),
    ...(shown.has("postcode") && {
      postcode: readPostcode(draft.postcode, draft.country) ?? draft.postcode.trim(),
    }),
    country: draft.country,
    ...optional("phone"),
  };
}

function definedOnly(address: Address): Partial<AddressDraft> {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined));
}
