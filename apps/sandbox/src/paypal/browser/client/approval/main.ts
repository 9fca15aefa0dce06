import type { ApprovalNews } from "../protocol.ts";

/** In a window of its own, the page that opened it is told what the payer decided, and the window goes. */
const page = document.documentElement.dataset["opener"];
const decided = document.querySelector<HTMLElement>("[data-outcome]");

const shop = opener as Window | null;

if (page !== undefined && decided !== null && shop !== null) {
  const { outcome, order: orderId = "", payer: payerId = "" } = decided.dataset;
  const news: ApprovalNews = {
    kind: "paypal-approval",
    outcome: outcome === "approved" ? "approved" : "canceled",
    orderId,
    payerId,
  };
  shop.postMessage(news, page);
  close();
}
