import type { Page } from "@playwright/test";

/** All that a page could have learnt: messages to its window and its ports, bodies and addresses of its own requests. */
export type Witness = { readonly everything: () => Promise<string> };

const recorder = `if (window === top) {
  const heard = (window.heard = []);
  addEventListener("message", (event) => heard.push(JSON.stringify(event.data)), true);
  const listen = MessagePort.prototype.addEventListener;
  MessagePort.prototype.addEventListener = function (type, ...rest) {
    if (type === "message") listen.call(this, type, (event) => heard.push(JSON.stringify(event.data)));
    return listen.call(this, type, ...rest);
  };
}`;

/** Has to be called before the page is opened. */
export async function witness(page: Page): Promise<Witness> {
  const sent: string[] = [];
  await page.addInitScript(recorder);
  page.on("request", (request) => {
    if (request.frame() === page.mainFrame()) sent.push(`${request.url()} ${request.postData() ?? ""}`);
  });
  return {
    everything: async () => {
      const heard = await page.evaluate(
        "JSON.stringify([heard, news, { ...localStorage }, { ...sessionStorage }])",
      );
      return [...sent, String(heard), await page.content()].join("\n");
    },
  };
}
