import { walletTitles } from "../../../wallet-titles.ts";
import { challengeAmount } from "../../challenge-amount.ts";
import { tokenForm } from "../fields/token-form.ts";
import { answerTo } from "../greet.ts";
import { postToken } from "../post-token.ts";
import type { FromFrame, SheetSettings, ToFrame, TokenParams } from "../protocol.ts";

const sheet = document.querySelector("form");
if (sheet) answerTo<SheetSettings>((port, settings) => open(sheet, port, settings));

function open(sheet: HTMLFormElement, port: MessagePort, settings: SheetSettings): void {
  const tell = (news: FromFrame) => port.postMessage(news);
  let number = "";
  port.addEventListener("message", ({ data }: MessageEvent<ToFrame<SheetSettings>>) => {
    if (data.kind === "failed") show(sheet, "failed");
    if (data.kind !== "tokenise") return;
    const body = formOf(number, settings, data.params);
    void postToken(settings.publishableKey, body, "The wallet could not reach Stripe.").then((answer) =>
      tell({ kind: "answer", request: data.request, answer }),
    );
  });
  port.start();
  write(sheet, settings);
  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    number = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "";
    show(sheet, "paying");
    tell({ kind: "agreed" });
  });
  const leave = () => tell({ kind: "closed" });
  sheet.querySelector(".leave")?.addEventListener("click", leave);
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && sheet.dataset["state"] !== "paying") leave();
  });
  tell({ kind: "ready" });
}

function write(sheet: HTMLFormElement, { wallet, amount, currency }: SheetSettings): void {
  const say = (name: string, words: string) =>
    sheet.querySelector(`[data-say=${name}]`)?.replaceChildren(words);
  say("wallet", walletTitles[wallet]);
  say("amount", challengeAmount(amount, currency));
}

/** While the shop is at work nothing can be pressed; where it could not pay, the sheet says so and can only be closed. */
function show(sheet: HTMLFormElement, state: "paying" | "failed"): void {
  sheet.dataset["state"] = state;
  for (const button of sheet.querySelectorAll<HTMLButtonElement>("button")) {
    button.disabled = state === "paying" || !button.matches(".leave");
  }
  const words = {
    paying: "Paying…",
    failed: "The shop could not take the payment. Close this and try again.",
  };
  sheet.querySelector("[role=status]")?.replaceChildren(words[state]);
}

/** A wallet hands over a card that is good for years, and no security code. */
function formOf(number: string, { wallet }: SheetSettings, params: TokenParams): URLSearchParams {
  const form = tokenForm(params, { number, month: 12, year: new Date().getFullYear() + 2, code: null }, {});
  form.set("payment_method_data[card][wallet]", wallet);
  return form;
}
