import { addButton } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { tabTo, typeAt } from "../gestures/keyboard.ts";
import { mailsTo } from "../gestures/outside.ts";
import { cardFields, cards, deliveryOption, expectOrder, payButton } from "../gestures/pay.ts";

test("a shopper without a mouse orders, from the product to the confirmation", async ({ page }) => {
  const { email } = newShopper();
  await page.goto("/en-gb/products/morel-lamp");
  await page.keyboard.press("Tab");
  await tabTo(page, page.getByRole("button", { name: "No, thanks" }));
  await page.keyboard.press("Enter");
  await tabTo(page, addButton(page));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("dialog").getByRole("button", { name: /^Go to checkout/ }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/checkout\/[\w-]{10,}/);

  const field = (name: RegExp) => page.getByRole("textbox", { name });
  await typeAt(page, field(/^Email/), email);
  await typeAt(page, field(/^First name/), "Ada");
  await typeAt(page, field(/^Last name/), "Lovelace");
  await typeAt(
    page,
    page.getByRole("combobox", { name: /^Street and house number/ }),
    "12 St James's Square",
  );
  await typeAt(page, field(/^Town or city/), "London");
  await typeAt(page, field(/^Postcode/), "SW1Y 4JH");
  await page.keyboard.press("Tab");
  const [standard, express] = [deliveryOption(page).first(), deliveryOption(page).nth(1)];
  await expect(standard).toBeChecked();
  await tabTo(page, standard);
  await page.keyboard.press("ArrowDown");
  await expect(express).toBeChecked();
  await expect(payButton(page)).toHaveText(/^Pay £109\.50/);

  const card = (name: RegExp) => cardFields(page).getByRole("textbox", { name });
  await typeAt(page, card(/^Card number/), cards.good.replaceAll(" ", ""));
  await typeAt(page, card(/^Expiration date/), "1230");
  await typeAt(page, card(/^Security code/), "123");
  await tabTo(page, payButton(page));
  await page.keyboard.press("Enter");
  const number = await expectOrder(page);
  await expect
    .poll(async () => (await mailsTo(email)).map(({ subject }) => subject).join())
    .toContain(number);
});
