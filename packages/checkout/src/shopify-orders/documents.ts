/** Admin API 2026-04 documents; a test holds each against that version's schema. */
export const findOrderDocument = /* GraphQL */ `
  query FindOrder($identifier: OrderIdentifierInput!) {
    orderByIdentifier(identifier: $identifier) {
      id
      createdAt
      displayFinancialStatus
    }
  }
`;

export const createOrderDocument = /* GraphQL */ `
  mutation CreateOrder($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
    orderCreate(order: $order, options: $options) {
      order {
        id
        createdAt
        displayFinancialStatus
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

export const markOrderPaidDocument = /* GraphQL */ `
  mutation MarkOrderPaid($input: OrderMarkAsPaidInput!) {
    orderMarkAsPaid(input: $input) {
      order {
        id
        displayFinancialStatus
      }
      userErrors {
        field
        message
      }
    }
  }
`;

export const orderToRefundDocument = /* GraphQL */ `
  query OrderToRefund($identifier: OrderIdentifierInput!) {
    orderByIdentifier(identifier: $identifier) {
      id
      refunds(first: 100) {
        id
        note
      }
      transactions(first: 50) {
        id
        kind
        status
      }
      lineItems(first: 250) {
        nodes {
          id
          refundableQuantity
          unfulfilledQuantity
          variant {
            id
          }
        }
      }
    }
    location {
      id
    }
  }
`;

export const refundOrderDocument = /* GraphQL */ `
  mutation RefundOrder($input: RefundInput!, $key: String!) {
    refundCreate(input: $input) @idempotent(key: $key) {
      refund {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`;

export const shopOrderDocument = /* GraphQL */ `
  query ShopOrder($id: ID!) {
    order(id: $id) {
      id
      name
      cancelledAt
      currentTotalPriceSet {
        presentmentMoney {
          amount
          currencyCode
        }
      }
      metafield(namespace: "evertill", key: "order_id") {
        value
      }
      refunds(first: 100) {
        id
        note
        totalRefundedSet {
          presentmentMoney {
            amount
            currencyCode
          }
        }
      }
    }
  }
`;

export const defineOrderIdDocument = /* GraphQL */ `
  mutation DefineOrderId($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

const itemLevels = /* GraphQL */ `
  fragment ItemLevels on InventoryItem {
    tracked
    inventoryLevels(first: 20) {
      nodes {
        updatedAt
        quantities(names: ["available"]) {
          quantity
        }
      }
    }
  }
`;

const variantLevels = /* GraphQL */ `
  ${itemLevels}
  fragment VariantLevels on ProductVariant {
    id
    inventoryPolicy
    inventoryItem {
      ...ItemLevels
    }
  }
`;

export const variantLevelsDocument = /* GraphQL */ `
  ${variantLevels}
  query LevelsOfVariants($ids: [ID!]!) {
    nodes(ids: $ids) {
      ...VariantLevels
    }
  }
`;

/** Levels beside the variants, not below each: a connection costs what it asks for, times what stands in it. */
export const itemLevelsDocument = /* GraphQL */ `
  ${itemLevels}
  query LevelsOfItem($id: ID!) {
    inventoryItem(id: $id) {
      ...ItemLevels
      variants(first: 5) {
        nodes {
          id
          inventoryPolicy
        }
      }
    }
  }
`;

export const allLevelsDocument = /* GraphQL */ `
  ${variantLevels}
  query AllLevels($after: String) {
    productVariants(first: 40, after: $after, sortKey: ID) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...VariantLevels
      }
    }
  }
`;

const discountCodes = (codes: string) => /* GraphQL */ `
  ... on DiscountCodeBasic { usageLimit asyncUsageCount appliesOncePerCustomer ${codes} }
  ... on DiscountCodeBxgy { usageLimit asyncUsageCount appliesOncePerCustomer ${codes} }
  ... on DiscountCodeFreeShipping { usageLimit asyncUsageCount appliesOncePerCustomer ${codes} }
  ... on DiscountCodeApp { usageLimit asyncUsageCount appliesOncePerCustomer ${codes} }
`;

export const discountLimitsDocument = /* GraphQL */ `
  query DiscountLimits($after: String) {
    codeDiscountNodes(first: 25, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        codeDiscount {
          ${discountCodes("codes(first: 2) { pageInfo { hasNextPage endCursor } nodes { code } }")}
        }
      }
    }
  }
`;

export const discountCodesDocument = /* GraphQL */ `
  query DiscountCodes($id: ID!, $after: String) {
    codeDiscountNode(id: $id) {
      codeDiscount {
        ${discountCodes("codes(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { code } }")}
      }
    }
  }
`;
