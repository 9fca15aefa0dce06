import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, test } from "../gestures/journey.ts";
import { switchOn } from "../gestures/outside.ts";
import { street } from "../gestures/pay.ts";

test("while the look-up is silent the fields stay plain, and Escape leaves what is offered", async ({
  page,
}) => {
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await street(page).pressSequentially("12 Found");
  const offered = page.getByRole("listbox", { name: "Suggested addresses" });
  await expect(offered.getByRole("option")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(offered).toHaveCount(0);
  await expect(street(page)).toHaveValue("12 Found");
  await switchOn({ target: "address-look-up", mode: "hang" });
  const answered = page.waitForResponse(/address-suggestions\?typed=12\+Foundry&/);
  await street(page).pressSequentially("ry");
  expect(await (await answered).json()).toEqual({ suggestions: [] });
  await expect(offered).toHaveCount(0);
  await expect(street(page)).toHaveValue("12 Foundry");
});
