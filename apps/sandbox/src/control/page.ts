import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { controlStyles } from "./styles.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const rooms = [
  ["/control", "Products"],
  ["/control/orders", "Orders"],
  ["/control/payments", "Payments"],
  ["/control/webhooks", "Webhooks"],
  ["/control/mail", "Mail"],
  ["/control/faults", "Faults"],
] as const;

/** The frame of every control page. `body` is already escaped. */
export function controlPage({
  path,
  title,
  body,
  faultsOn,
}: {
  path: string;
  title: string;
  body: Html;
  faultsOn: number;
}): Html {
  const badge = faultsOn > 0 ? html` <b class="on">${faultsOn} on</b>` : "";
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(controlStyles)}
        </style>
      </head>
      <body>
        <header>
          <a class="brand" href="/control"
            ><strong>Sandbox</strong> <span>the outside world, on this machine</span></a
          >
          <nav aria-label="Control">
            ${rooms.map(([to, name]) => html`<a href="${to}" ${to === path ? raw('aria-current="page"') : ""}>${name}${to === "/control/faults" ? badge : ""}</a>`)}
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}

/** A table, or a sentence where there is nothing to show. */
export function table(heads: readonly string[], rows: readonly Html[], nothing: string): Html {
  if (rows.length === 0) return html`<p class="nothing">${nothing}</p>`;
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="${heads.filter((head) => head !== "").join(", ")}"
  >
    <table>
      <thead>
        <tr>
          ${heads.map((head) => (head === "" ? html`<td></td>` : html`<th scope="col">${head}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** Hours, minutes and seconds for people; the whole moment on hover. */
export function moment(iso: string): Html {
  return html`<time datetime="${iso}" title="${iso}">${iso.slice(11, 19)}</time>`;
}
