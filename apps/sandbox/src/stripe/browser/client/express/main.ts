import { walletTitles } from "../../../wallet-titles.ts";
import { browserLanguage } from "../fields/browser-language.ts";
import { textsFor } from "../fields/texts.ts";
import { answerTo } from "../greet.ts";
import type { ButtonSettings, FromFrame, ToFrame } from "../protocol.ts";
import { walletOfBrowser } from "./wallet-of-browser.ts";

const button = document.querySelector("button");
if (button) answerTo<ButtonSettings>((port, settings) => open(button, port, settings));

function open(button: HTMLButtonElement, port: MessagePort, first: ButtonSettings): void {
  const wallet = walletOfBrowser(navigator.userAgent);
  const tell = (news: FromFrame) => port.postMessage(news);
  port.addEventListener("message", ({ data }: MessageEvent<ToFrame<ButtonSettings>>) => {
    if (data.kind === "update") arrange(data.settings);
    if (data.kind === "focus") button.focus();
    if (data.kind === "blur") button.blur();
  });
  port.start();
  button.addEventListener("click", () => tell({ kind: "pressed", wallet }));
  addEventListener("focus", () => tell({ kind: "focus" }));
  addEventListener("blur", () => tell({ kind: "blur" }));
  const isThere = button.dataset["wallet"] === "there" && !first.never.includes(wallet);
  arrange(first);
  tell({ kind: "wallet", wallet: isThere ? wallet : null });

  function arrange({ locale, height }: ButtonSettings): void {
    const { language, buyWith } = textsFor(locale, browserLanguage());
    document.documentElement.lang = language;
    button.textContent = buyWith(walletTitles[wallet]);
    button.hidden = !isThere;
    button.style.height = `${height}px`;
    tell({ kind: "height", pixels: isThere ? height : 0 });
  }
}
