import type { Upstream } from "./routes.ts";

export const apologyLanguages = ["en", "de"] as const;
export type ApologyLanguage = (typeof apologyLanguages)[number];

/** What a person wanted that cannot be had just now; each asks for words of its own. */
export const apologyPlaces = ["page", "search", "cart", "till"] as const;
export type ApologyPlace = (typeof apologyPlaces)[number];

/** Where a path leads, as an apology names it. */
export function placeOf(path: string, upstream: Upstream): ApologyPlace {
  if (upstream === "checkout") return "till";
  for (const place of ["search", "cart"] as const)
    if (new RegExp(placePattern(place)).test(path)) return place;
  return "page";
}

/** A path of the shop that belongs to a place: the same expression serves the door and Varnish. */
export function placePattern(place: "search" | "cart"): string {
  return `^/[^/?]+/${place}([/?]|$)`;
}

/** The language of the address, or, where it names none as at the till, the one the browser prefers. */
export function languageOf(path: string, acceptLanguage: string | undefined): ApologyLanguage {
  const [, named] = /^\/([a-z]{2})-[a-z]{2}([/?]|$)/.exec(path) ?? [];
  return (named ?? acceptLanguage?.trim().slice(0, 2).toLowerCase()) === "de" ? "de" : "en";
}

/** What a person reads when the process behind a path does not answer: what happened, what still works, what to do. */
export function apology(place: ApologyPlace, language: ApologyLanguage): string {
  const { title, text, still, again } = words[language][place];
  return page(language, { title, text, still, link: { to: "", words: again } });
}

/** One of the door's own pages. The words are ours: nothing in them is escaped. */
export function page(
  language: ApologyLanguage,
  said: {
    readonly title: string;
    readonly text: string;
    readonly still: string;
    readonly link: { readonly to: string; readonly words: string };
  },
): string {
  const { title, text, still, link } = said;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · Lumen &amp; Loam</title>
<style>${look}</style></head>
<body><header><svg viewBox="0 0 48 48" aria-hidden="true"><path d="M10 24a14 14 0 0 1 28 0Z" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"/><path d="M10 28h28a14 14 0 0 1-28 0Z" fill="currentColor"/><circle cx="24" cy="18.5" r="2.5" fill="currentColor"/></svg><span>Lumen <em>&amp;</em> Loam</span></header>
<main><h1>${title}</h1><p>${text}</p><p class="still">${still}</p><p><a href="${link.to}">${link.words}</a></p></main></body></html>`;
}

// The shop's own paper, ink and line, without anything to fetch: whatever serves fonts may be what is away.
const look = `
  *{box-sizing:border-box;margin:0}
  body{min-height:100vh;background:#f6f1e8;color:#2b2620;font:1.0625rem/1.6 Inter,system-ui,-apple-system,"Segoe UI",Arial,sans-serif }
  header{display:flex;align-items:center;gap:.625rem;padding:1.125rem clamp(1.125rem,4vw,3.5rem);border-bottom:1px solid #d9ccb8;
    font:400 1.5rem/1.2 Fraunces,"Iowan Old Style",Georgia,serif }
  svg{width:1.75rem;height:1.75rem } em{color:#8f4527 }
  main{display:grid;gap:1.25rem;max-width:40rem;margin-inline:auto;padding:clamp(3rem,10vw,7rem) clamp(1.125rem,4vw,3.5rem) }
  h1{font:400 clamp(1.9375rem,1.65rem + 1.19vw,2.75rem)/1.15 Fraunces,"Iowan Old Style",Georgia,serif;text-wrap:balance }
  p{text-wrap:pretty } .still{color:#5f5346 }
  a{display:inline-block;padding:.75rem 1.5rem;border-radius:2px;background:#2b2620;color:#fdfaf4;font-weight:500;text-decoration:none }
  a:hover{background:#6f331b } a:focus-visible{outline:2px solid #2b2620;outline-offset:3px }
`;

type Apology = {
  readonly title: string;
  readonly text: string;
  readonly still: string;
  readonly again: string;
};

const inEnglish = {
  still: "Your cart is safe, and a checkout you have already begun can still be finished.",
  again: "Try again",
};
const inGerman = {
  still: "Ihr Warenkorb ist sicher, und eine begonnene Bestellung können Sie an der Kasse zu Ende bringen.",
  again: "Noch einmal versuchen",
};

const words: Readonly<Record<ApologyLanguage, Readonly<Record<ApologyPlace, Apology>>>> = {
  en: {
    page: {
      ...inEnglish,
      title: "One moment, please",
      text: "We cannot fetch this page from the shelves just now. It should be back within the minute.",
    },
    search: {
      ...inEnglish,
      title: "We cannot search just now",
      text: "The catalogue does not answer, so we cannot look anything up for you. It should be back within the minute.",
    },
    cart: {
      ...inEnglish,
      title: "We cannot show your cart just now",
      text: "Nothing in it is lost; the shop only needs a moment before it can be seen and changed again.",
      still: "A checkout you have already begun can still be finished.",
    },
    till: {
      title: "The till is coming right back",
      text: "Nothing was lost. If you had just paid, do not pay again: the page will show your order as soon as it answers, and a mail will confirm it.",
      still: "What you had typed before is kept with your checkout.",
      again: "Try again",
    },
  },
  de: {
    page: {
      ...inGerman,
      title: "Einen Moment, bitte",
      text: "Diese Seite können wir gerade nicht aus dem Regal holen. In einer Minute sollte sie wieder da sein.",
    },
    search: {
      ...inGerman,
      title: "Die Suche geht gerade nicht",
      text: "Der Katalog antwortet nicht, deshalb können wir nichts für Sie nachschlagen. In einer Minute sollte es wieder gehen.",
    },
    cart: {
      ...inGerman,
      title: "Ihr Warenkorb lässt sich gerade nicht zeigen",
      text: "Nichts darin ist verloren; der Laden braucht nur einen Moment, bis Sie ihn wieder ansehen und ändern können.",
      still: "Eine begonnene Bestellung können Sie an der Kasse zu Ende bringen.",
    },
    till: {
      title: "Die Kasse ist gleich zurück",
      text: "Nichts ist verloren. Falls Sie gerade bezahlt haben, zahlen Sie bitte nicht noch einmal: Die Seite zeigt Ihre Bestellung, sobald sie wieder antwortet, und eine Mail bestätigt sie.",
      still: "Was Sie zuvor eingegeben haben, bleibt bei Ihrer Bestellung.",
      again: "Noch einmal versuchen",
    },
  },
};
