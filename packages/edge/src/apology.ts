import type { Upstream } from "./routes.ts";

/** What a person reads when the process behind a path does not answer: what happened, what still works, what to do. */
export function apology(upstream: Upstream): string {
  const { title, text } = words[upstream];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 2rem; background: #f6f1e8; color: #2a241d;
    font: 1.0625rem/1.6 system-ui, sans-serif; }
  main { max-width: 34rem } h1 { font: 400 2rem/1.2 Georgia, serif; margin: 0 0 .75rem } a { color: inherit }
</style></head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="">Try again</a></p></main></body></html>`;
}

const shelves = {
  title: "One moment, please",
  text: "We are rearranging the shelves and will be back within the minute. Your basket is safe, and a checkout you have already begun goes on.",
};

const words: Readonly<Record<Upstream, { title: string; text: string }>> = {
  storefront: shelves,
  cdn: shelves,
  worker: shelves,
  checkout: {
    title: "The till is coming right back",
    text: "Nothing was lost. If you had just paid, do not pay again: the page will show your order as soon as it answers, and a mail will confirm it.",
  },
};
