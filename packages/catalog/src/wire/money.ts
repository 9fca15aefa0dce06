import { currencyCode, type Money, moneyFromDecimal } from "@evertill/money";
import { z } from "zod";

/** Shopify's `MoneyV2`: a decimal string and a currency. */
export const moneyV2 = z
  .object({ amount: z.string(), currencyCode })
  .transform(({ amount, currencyCode }): Money => moneyFromDecimal(amount, currencyCode));

export const moneyFields = /* GraphQL */ `
  fragment MoneyFields on MoneyV2 {
    amount
    currencyCode
  }
`;
