import { answerTo } from "../greet.ts";
import type { FieldSettings, FromFrame, ToFrame } from "../protocol.ts";
import { PaymentForm } from "./payment-form.ts";
import { tokenise } from "./tokenise.ts";

/** Room around the fields for a focus ring; the page's side takes it away again. */
const overhangPixels = 4;

const root = document.querySelector("form");
if (root) answerTo<FieldSettings>((port, settings) => open(root, port, settings));

function open(root: HTMLFormElement, port: MessagePort, first: FieldSettings): void {
  let settings = first;
  const tell = (news: FromFrame) => port.postMessage(news);
  const form = new PaymentForm(root, settings, (filled) => tell({ kind: "change", ...filled }));
  port.addEventListener("message", ({ data }: MessageEvent<ToFrame<FieldSettings>>) => void obey(data));
  port.start();
  watch(root, tell);
  tell({ kind: "ready" });

  async function obey(order: ToFrame<FieldSettings>): Promise<void> {
    switch (order.kind) {
      case "update":
        settings = order.settings;
        return form.arrange(settings);
      case "focus":
        return form.focus();
      case "blur":
        return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
      case "clear":
        return form.clear();
      case "validate": {
        const error = form.validate();
        return tell({ kind: "answer", request: order.request, answer: error ? { error } : { value: null } });
      }
      case "tokenise": {
        const answer = await tokenise(form, settings.publishableKey, order.params);
        return tell({ kind: "answer", request: order.request, answer });
      }
      case "failed":
    }
  }
}

function watch(root: HTMLFormElement, tell: (news: FromFrame) => void): void {
  addEventListener("focus", () => tell({ kind: "focus" }));
  addEventListener("blur", () => tell({ kind: "blur" }));
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") tell({ kind: "escape" });
    if (event.key !== "Enter" || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    tell({ kind: "enter" });
  });
  const measure = () =>
    tell({ kind: "height", pixels: Math.ceil(root.getBoundingClientRect().height) + 2 * overhangPixels });
  new ResizeObserver(measure).observe(root);
  measure();
}
