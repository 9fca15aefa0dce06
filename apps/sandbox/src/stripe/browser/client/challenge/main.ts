import type { ChallengeNews, ChallengeOrder } from "../protocol.ts";

/** In an overlay, the page below is told that the bank is there, and later that it is done. Elsewhere there is nobody to tell. */
const below = document.documentElement.dataset["origin"];

if (below !== undefined && parent !== window) {
  const tell = (state: ChallengeNews["state"]) =>
    parent.postMessage({ kind: "challenge", state } satisfies ChallengeNews, below);
  tell(document.querySelector("[data-state=done]") ? "done" : "shown");
  document.addEventListener("submit", () => tell("answered"));
  addEventListener("message", (event: MessageEvent<ChallengeOrder>) => {
    if (event.origin === below && event.source === parent && event.data.kind === "leave") leave();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") leave();
});

/** Leaving is failing: the bank is not left waiting, nor the shop. */
function leave(): void {
  document.querySelector<HTMLButtonElement>(".leave")?.click();
}
