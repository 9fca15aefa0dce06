import type { ApprovalNews } from "../protocol.ts";
import { standInOrigin } from "./stand-in-origin.ts";

/** The payer's page in a window of its own. `closed` is when the payer shut it without a word. */
export type PayerWindow = {
  readonly show: (orderId: string) => void;
  readonly close: () => void;
};

const lookMs = 250;

/**
 * Opens it at once, because a browser allows that only while a click is being answered; it waits on a blank page until
 * the order is there. Null when the browser did not allow it.
 */
export function openPayerWindow(
  onEnd: (news: ApprovalNews | { readonly outcome: "closed" }) => void,
): PayerWindow | null {
  const payer = open(`${standInOrigin}/blank`, "paypal-checkout", "popup,width=480,height=680");
  if (payer === null) return null;
  const end = (news: Parameters<typeof onEnd>[0]): void => {
    clearInterval(watch);
    removeEventListener("message", hear);
    onEnd(news);
  };
  const hear = (event: MessageEvent<ApprovalNews>): void => {
    if (event.origin !== standInOrigin || event.source !== payer) return;
    if (event.data.kind === "paypal-approval") end(event.data);
  };
  const watch = setInterval(() => {
    if (payer.closed) end({ outcome: "closed" });
  }, lookMs);
  addEventListener("message", hear);
  return {
    show: (orderId) => {
      payer.location.href = approvalUrl(orderId, location.origin);
    },
    close: () => {
      clearInterval(watch);
      removeEventListener("message", hear);
      payer.close();
    },
  };
}

/** Without an opener the payer is led back by redirect. */
export function approvalUrl(orderId: string, openedBy?: string): string {
  const url = new URL("/checkoutnow", standInOrigin);
  url.searchParams.set("token", orderId);
  if (openedBy !== undefined) url.searchParams.set("opener", openedBy);
  return url.href;
}
