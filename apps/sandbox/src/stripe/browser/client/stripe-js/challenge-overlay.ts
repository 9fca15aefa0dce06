import type { ChallengeNews, ChallengeOrder } from "../protocol.ts";
import { layOver } from "./lay-over.ts";
import { standInOrigin } from "./stand-in-origin.ts";

const shownWithinMs = 20_000;
/** After this the shopper gets the shop back, although the bank has not said that it is done. */
const doneWithinMs = 10_000;
/** A frame that has loaded and stays silent is an error page of the browser. */
const newsAfterLoadMs = 2_000;

/**
 * Lays the bank's page over the shop's until the bank is done with the shopper, who can also leave, or does not answer.
 * What came of it is asked of Stripe afterwards, not of this frame.
 */
export function showChallenge(page: string): Promise<void> {
  const dialog = document.createElement("dialog");
  const iframe = challengeFrame(challengeUrl(page));
  const { promise, resolve } = Promise.withResolvers<void>();
  let isShown = false;
  let isAwaited = true;
  const finish = () => {
    clearTimeout(timer);
    removeEventListener("message", hear);
    takeAway();
    resolve();
  };
  const hear = (event: MessageEvent<unknown>) => {
    if (event.origin !== standInOrigin || event.source !== iframe.contentWindow || !isNews(event.data))
      return;
    isShown = true;
    isAwaited = event.data.state === "answered";
    clearTimeout(timer);
    if (isAwaited) timer = setTimeout(finish, doneWithinMs);
    if (event.data.state === "done") finish();
  };
  let timer = setTimeout(finish, shownWithinMs);
  addEventListener("message", hear);
  iframe.addEventListener("load", () => {
    if (!isAwaited) return;
    clearTimeout(timer);
    timer = setTimeout(finish, newsAfterLoadMs);
  });
  // Escape, where the focus is still the shop's: the bank's page is told, so that it ends the challenge properly.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    const order: ChallengeOrder = { kind: "leave" };
    if (isShown) iframe.contentWindow?.postMessage(order, standInOrigin);
    else finish();
  });
  // Browsers let nobody hold back a second Escape.
  dialog.addEventListener("close", finish);
  dialog.append(iframe);
  const takeAway = layOver(dialog, iframe);
  return promise;
}

function challengeFrame(url: URL): HTMLIFrameElement {
  const iframe = document.createElement("iframe");
  iframe.src = url.href;
  iframe.name = "stripe-challenge";
  iframe.title = "Secure authentication with your bank";
  return iframe;
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
