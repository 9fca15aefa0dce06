import type { ChallengeNews, ChallengeOrder } from "../protocol.ts";
import { standInOrigin } from "./stand-in-origin.ts";

const shownWithinMs = 20_000;

/**
 * Lays the bank's page over the shop's until the bank is done with the shopper, who can also leave. Gives false when the
 * page never came. What came of it is asked of Stripe afterwards, not of this frame.
 */
export function showChallenge(page: string): Promise<boolean> {
  const url = challengeUrl(page);
  const dialog = document.createElement("dialog");
  const iframe = document.createElement("iframe");
  iframe.src = url.href;
  iframe.name = "stripe-challenge";
  iframe.title = "Secure authentication with your bank";
  dialog.setAttribute("aria-label", iframe.title);
  const cover = {
    border: "0",
    margin: "0",
    padding: "0",
    width: "100%",
    height: "100%",
    background: "transparent",
  };
  Object.assign(dialog.style, cover, {
    position: "fixed",
    inset: "0",
    maxWidth: "none",
    maxHeight: "none",
    overflow: "hidden",
  });
  Object.assign(iframe.style, cover, { display: "block", colorScheme: "normal" });
  dialog.append(iframe);

  const { promise, resolve } = Promise.withResolvers<boolean>();
  let isShown = false;
  const overflowBefore = document.documentElement.style.overflow;
  const finish = (came: boolean) => {
    clearTimeout(timer);
    removeEventListener("message", hear);
    document.documentElement.style.overflow = overflowBefore;
    dialog.close();
    dialog.remove();
    resolve(came);
  };
  const hear = (event: MessageEvent<unknown>) => {
    if (event.origin !== standInOrigin || event.source !== iframe.contentWindow || !isNews(event.data))
      return;
    isShown = true;
    if (event.data.state === "done") finish(true);
  };
  const timer = setTimeout(() => isShown || finish(false), shownWithinMs);
  addEventListener("message", hear);
  // Escape, where the focus is still the shop's: the bank's page is told, so that it ends the challenge properly.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    const order: ChallengeOrder = { kind: "leave" };
    if (isShown) iframe.contentWindow?.postMessage(order, standInOrigin);
    else finish(false);
  });
  document.documentElement.style.overflow = "hidden";
  document.body.append(dialog);
  dialog.showModal();
  iframe.focus();
  return promise;
}

/** Always at the origin of this script, whatever name the account gives itself. */
function challengeUrl(page: string): URL {
  const { pathname, search } = new URL(page);
  const url = new URL(pathname + search, standInOrigin);
  url.searchParams.set("origin", location.origin);
  return url;
}

function isNews(data: unknown): data is ChallengeNews {
  return (
    typeof data === "object" &&
    data !== null &&
    "kind" in data &&
    data.kind === "challenge" &&
    "state" in data
  );
}
