import { idOf } from "../../../gid.ts";
import type { CartAddressDocument, CartDocument, PostalAddress } from "../cart-document.ts";
import { cartName } from "../cart-id.ts";
import { type CartChange, type CartUserError, type CartWarning, changed, refused } from "../outcome.ts";
import { checkAddress, type ValidationStrategy } from "./check-address.ts";

export type AddressInput = {
  readonly copyFromCustomerAddressId?: string | null;
  readonly deliveryAddress?: Partial<PostalAddress> | null;
};

export type SelectableAddressInput = {
  readonly address: AddressInput;
  readonly selected?: boolean | null;
  readonly oneTimeUse?: boolean | null;
  readonly validationStrategy?: ValidationStrategy | null;
};

export type SelectableAddressUpdate = Omit<SelectableAddressInput, "address"> & {
  readonly id: string;
  readonly address?: AddressInput | null;
};

export type AddressTools = {
  readonly newId: () => string;
  /** An address of the cart's own customer. */
  readonly customerAddress: (id: string) => PostalAddress | undefined;
};

const mostAddresses = 250;

/** Adds addresses; one that is there already, word for word, is not added again and warned about. */
export function addAddresses(
  cart: CartDocument,
  inputs: readonly SelectableAddressInput[],
  tools: AddressTools,
): CartChange {
  const read = readAll(inputs, tools);
  if ("errors" in read) return refused(...read.errors);
  const twins = read.addresses.filter((address) => cart.addresses.some((known) => isTwin(known, address)));
  const fresh = read.addresses.filter((address) => !twins.includes(address));
  if (cart.addresses.length + fresh.length > mostAddresses) return refused(tooMany);
  const selected = twins.findLast((twin) => twin.selected);
  const known = selected
    ? cart.addresses.map((each) => ({ ...each, selected: isTwin(each, selected) }))
    : cart.addresses;
  return {
    kind: "changed",
    cart: { ...cart, addresses: withOneSelected([...known, ...fresh], fresh) },
    warnings: twins.map(() => duplicate(cart)),
  };
}

/** Puts these addresses in place of all others. */
export function replaceAddresses(
  cart: CartDocument,
  inputs: readonly SelectableAddressInput[],
  tools: AddressTools,
): CartChange {
  const read = readAll(inputs, tools);
  return "errors" in read ? refused(...read.errors) : changed({ ...cart, addresses: read.addresses });
}

/** Changes addresses; what an input leaves out stays. */
export function updateAddresses(
  cart: CartDocument,
  inputs: readonly SelectableAddressUpdate[],
  tools: AddressTools,
): CartChange {
  const unknown = unknownIds(
    cart,
    inputs.map(({ id }) => id),
    "addresses",
  );
  if (unknown.length > 0) return refused(...unknown);
  if (inputs.filter(({ selected }) => selected).length > 1) return refused(onlyOne);
  const updated: CartAddressDocument[] = [];
  for (const [index, input] of inputs.entries()) {
    const known = cart.addresses.find(({ id }) => id === idOf("CartSelectableAddress", input.id));
    if (!known) continue;
    const address = input.address ? readAddress(input.address, tools) : known.address;
    const errors = checkAddress(address, input.validationStrategy ?? "COUNTRY_CODE_ONLY", fieldOf(index));
    if (errors.length > 0) return refused(...errors);
    updated.push({
      ...known,
      address,
      selected: input.selected ?? known.selected,
      oneTimeUse: input.oneTimeUse ?? known.oneTimeUse,
    });
  }
  const addresses = cart.addresses.map((each) => updated.find(({ id }) => id === each.id) ?? each);
  return changed({ ...cart, addresses: withOneSelected(addresses, updated) });
}

export function removeAddresses(cart: CartDocument, ids: readonly string[]): CartChange {
  const unknown = unknownIds(cart, ids, "addressIds");
  if (unknown.length > 0) return refused(...unknown);
  const gone = new Set(ids.map((id) => idOf("CartSelectableAddress", id)));
  return changed({ ...cart, addresses: cart.addresses.filter(({ id }) => !gone.has(id)) });
}

const onlyOne: CartUserError = {
  field: ["addresses"],
  message: "Only one delivery address can be selected.",
  code: "ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED",
};

const tooMany: CartUserError = {
  field: ["addresses"],
  message: `A cart cannot have more than ${mostAddresses} delivery addresses.`,
  code: "TOO_MANY_DELIVERY_ADDRESSES",
};

function duplicate(cart: CartDocument): CartWarning {
  return {
    code: "DUPLICATE_DELIVERY_ADDRESS",
    message: "A delivery address with the same details already exists on this cart.",
    target: cartName(cart),
  };
}

function readAll(
  inputs: readonly SelectableAddressInput[],
  tools: AddressTools,
): { readonly addresses: readonly CartAddressDocument[] } | { readonly errors: readonly CartUserError[] } {
  const addresses = inputs.map((input) => ({
    id: tools.newId(),
    selected: input.selected ?? false,
    oneTimeUse: input.oneTimeUse ?? false,
    address: readAddress(input.address, tools),
  }));
  const errors = addresses.flatMap(({ address }, index) =>
    checkAddress(address, inputs[index]?.validationStrategy ?? "COUNTRY_CODE_ONLY", fieldOf(index)),
  );
  if (errors.length > 0) return { errors };
  return addresses.filter(({ selected }) => selected).length > 1 ? { errors: [onlyOne] } : { addresses };
}

function fieldOf(index: number): readonly string[] {
  return ["addresses", String(index), "address", "deliveryAddress"];
}

const nowhere: PostalAddress = {
  firstName: null,
  lastName: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  provinceCode: null,
  countryCode: null,
  zip: null,
  phone: null,
};

function readAddress(
  { copyFromCustomerAddressId, deliveryAddress }: AddressInput,
  { customerAddress }: AddressTools,
): PostalAddress {
  if (copyFromCustomerAddressId == null) return { ...nowhere, ...deliveryAddress };
  return customerAddress(copyFromCustomerAddressId) ?? nowhere;
}

/** Selecting one address unselects the others. */
function withOneSelected(
  addresses: readonly CartAddressDocument[],
  touched: readonly CartAddressDocument[],
): readonly CartAddressDocument[] {
  const chosen = touched.find(({ selected }) => selected);
  return chosen ? addresses.map((each) => ({ ...each, selected: each.id === chosen.id })) : addresses;
}

function isTwin(one: CartAddressDocument, other: CartAddressDocument): boolean {
  const names = Object.keys(nowhere) as (keyof PostalAddress)[];
  return (
    one.oneTimeUse === other.oneTimeUse && names.every((name) => one.address[name] === other.address[name])
  );
}

function unknownIds(
  { addresses }: CartDocument,
  ids: readonly string[],
  argument: string,
): readonly CartUserError[] {
  const known = new Set(addresses.map(({ id }) => id));
  return ids.flatMap((id, index) =>
    known.has(idOf("CartSelectableAddress", id) ?? "")
      ? []
      : {
          field: [argument, String(index)],
          message: `The delivery address with ${id} does not exist.`,
          code: "INVALID_DELIVERY_ADDRESS_ID",
        },
  );
}
