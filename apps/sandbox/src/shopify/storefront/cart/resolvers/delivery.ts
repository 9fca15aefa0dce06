import { gid } from "../../../gid.ts";
import { connectionOf, type ConnectionArguments, inGivenOrder } from "../../connection.ts";
import { fromMinor } from "../../money.ts";
import { plain, type ResolverMap } from "../../resolver-map.ts";
import type { CartAddressDocument, PostalAddress } from "../cart-document.ts";
import { partGid } from "../cart-id.ts";
import type { CartView } from "../cart-view.ts";
import {
  countryName,
  type FormatOptions,
  formatAddress,
  formatArea,
  fullName,
} from "../delivery/format-address.ts";
import type { DeliveryGroup, DeliveryOption } from "../priced-cart.ts";
import { lineView } from "./line.ts";

type GroupView = { readonly view: CartView; readonly group: DeliveryGroup };

function optionView({ handle, title, description, price }: DeliveryOption, { view }: GroupView) {
  return {
    handle,
    code: title,
    title,
    description,
    deliveryMethodType: "SHIPPING",
    estimatedCost: fromMinor(price, view.priced.currency),
  };
}

const common = {
  ...plain("firstName", "lastName", "company", "address1", "address2", "city", "zip", "phone"),
  name: fullName,
  // Nothing here looks addresses up on a map.
  latitude: () => null,
  longitude: () => null,
};

type MailingAddress = PostalAddress & { readonly id?: string };

/**
 * The address of a delivery group is, as recorded, only half understood by Shopify: the codes stand where the names
 * belong, and no country is known. The whole address is under `Cart.delivery`. A customer's address, which has an id,
 * is whole.
 */
function isHalfUnderstood({ id }: MailingAddress): boolean {
  return id === undefined;
}

function asUnderstood(address: MailingAddress): MailingAddress {
  return isHalfUnderstood(address) ? { ...address, countryCode: null } : address;
}

export const deliveryResolvers: ResolverMap = {
  CartDelivery: {
    addresses: ({ cart }: CartView, { selected }: { selected?: boolean | null }) =>
      // The schema's default is false, which as recorded filters nothing.
      selected ? cart.addresses.filter((each) => each.selected) : cart.addresses,
  },
  CartSelectableAddress: {
    id: ({ id }: CartAddressDocument) => gid("CartSelectableAddress", id),
    address: ({ address }: CartAddressDocument) => ({ ...address, __typename: "CartDeliveryAddress" }),
    ...plain("selected", "oneTimeUse"),
  },
  CartDeliveryAddress: {
    ...common,
    ...plain("provinceCode", "countryCode"),
    formatted: (address: PostalAddress, options: FormatOptions) => formatAddress(address, options),
    formattedArea: formatArea,
  },
  CartDeliveryGroup: {
    id: ({ view, group }: GroupView) => partGid("CartDeliveryGroup", group.id, view.cart),
    groupType: () => "ONE_TIME_PURCHASE",
    deliveryAddress: ({ view }: GroupView) => view.cart.addresses.find(({ selected }) => selected)?.address,
    deliveryOptions: (group: GroupView) => group.group.options.map((option) => optionView(option, group)),
    selectedDeliveryOption: (group: GroupView) =>
      group.group.selected && optionView(group.group.selected, group),
    cartLines: ({ view, group }: GroupView, page: ConnectionArguments) => {
      const lines = group.lines.map((line) => lineView(line, view));
      return connectionOf(
        lines,
        inGivenOrder(lines, ({ priced }) => priced.line.id),
        page,
      );
    },
  },
  CartDeliveryOption: plain("handle", "code", "title", "description", "deliveryMethodType", "estimatedCost"),
  MailingAddress: {
    ...common,
    id: ({ id }: MailingAddress) =>
      id ? gid("MailingAddress", id) : `${gid("MailingAddress", "0")}?model_name=Address`,
    province: ({ provinceCode }: MailingAddress) => provinceCode,
    provinceCode: (address: MailingAddress) => (isHalfUnderstood(address) ? null : address.provinceCode),
    country: (address: MailingAddress) =>
      isHalfUnderstood(address) ? address.countryCode : countryName(address.countryCode),
    countryCode: (address: MailingAddress) => (isHalfUnderstood(address) ? "*" : address.countryCode),
    countryCodeV2: (address: MailingAddress) => (isHalfUnderstood(address) ? "ZZ" : address.countryCode),
    formatted: (address: MailingAddress, options: FormatOptions) => {
      const { provinceCode } = address;
      const shown = isHalfUnderstood(address) ? null : provinceCode;
      return formatAddress({ ...asUnderstood(address), provinceCode: shown }, options);
    },
    formattedArea: (address: MailingAddress) => formatArea(asUnderstood(address)),
  },
  CartDeliveryGroupConnection: plain("edges", "nodes", "pageInfo"),
  CartDeliveryGroupEdge: plain("cursor", "node"),
};
