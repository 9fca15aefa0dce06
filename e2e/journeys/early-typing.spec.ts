/// <reference lib="dom" />
import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { addresses, chooseDelivery, fillAddress } from "../gestures/pay.ts";

test("what is typed before the till's script runs stays, and is saved", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  // As quick as nobody is: in the moment the fields are there.
  await page.addInitScript((typed) => {
    const observer = new MutationObserver(() => {
      const field = document.querySelector<HTMLInputElement>("#contact-email");
      const newsletter = document.querySelector<HTMLInputElement>("#contact-marketing");
      if (!field || !newsletter) return;
      observer.disconnect();
      field.value = typed;
      newsletter.checked = true;
    });
    observer.observe(document, { childList: true, subtree: true });
  }, email);
  await page.reload();
  await expect(page.getByRole("region", { name: "Contact" }).getByRole("status")).toHaveText("Saved");
  await fillAddress(page, addresses.london);
  await chooseDelivery(page);
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await expect(page.getByRole("checkbox", { name: /^Write to me/ })).toBeChecked();
});
