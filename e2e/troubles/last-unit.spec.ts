import { prepareCheckout, pay } from "@evertill/workbench/shopper";
import { expect, test } from "../gestures/journey.ts";
import { chargedTwice, required, setStock, shopOrdersOf, variants } from "../gestures/outside.ts";

test("the last unit wanted by 20 shoppers at once is sold once", async () => {
  const variant = (await variants()).findLast(
    ({ inventory, requiresShipping }) =>
      requiresShipping && inventory.tracked && inventory.onHand - inventory.committed > 5,
  );
  if (!variant) throw new Error("The sandbox sells nothing that has stock");
  try {
    await setStock(variant.id, 100);
    const shop = {
      publicOrigin: required("BASE_URL"),
      shopifyUrl: required("SHOPIFY_SANDBOX_URL"),
      stripeUrl: required("STRIPE_SANDBOX_URL"),
    };
    const emails = Array.from(
      { length: 20 },
      (_, index) => `last-unit-${index}-${crypto.randomUUID().slice(0, 6)}@example.com`,
    );
    const checkouts = [];
    for (const email of emails) checkouts.push(await prepareCheckout(shop, variant.id, email));
    await setStock(variant.id, 1);
    const answers = await Promise.all(checkouts.map((checkout) => pay(shop, checkout, crypto.randomUUID())));
    expect(answers.filter((kind) => kind === "paid")).toHaveLength(1);
    expect(answers.filter((kind) => kind === "changed")).toHaveLength(19);
    expect(await chargedTwice()).toBeUndefined();
    await expect.poll(async () => (await Promise.all(emails.map(shopOrdersOf))).flat().length).toBe(1);
  } finally {
    await setStock(variant.id, 25);
  }
});
