import { type ApologyLanguage, page } from "./apology.ts";

/** Below this path programs are answered, with problem documents as the till's own. */
export const apiPattern = "^/checkout/api/";

const words = {
  en: {
    title: "This address is not quite right",
    text: "Part of it was lost or changed on the way, so we cannot tell which page it means.",
    still: "Your cart is safe, and a checkout you have already begun can still be finished.",
    again: "To the shop",
  },
  de: {
    title: "Diese Adresse stimmt nicht ganz",
    text: "Ein Teil davon ging unterwegs verloren oder wurde verändert; welche Seite gemeint ist, lässt sich nicht sagen.",
    still: "Ihr Warenkorb ist sicher, und eine begonnene Bestellung können Sie an der Kasse zu Ende bringen.",
    again: "Zum Laden",
  },
} as const;

/** What a person reads when an address means no page at all. */
export function badAddressPage(language: ApologyLanguage): string {
  const { title, text, still, again } = words[language];
  return page(language, { title, text, still, link: { to: "/", words: again } });
}

/** The same for a program (RFC 9457). */
export const badAddressProblem = JSON.stringify({
  type: "/checkout/problems/malformed-address",
  title: "The address is not percent-encoded UTF-8.",
  detail: "Encode each part of the path with encodeURIComponent.",
  // Last, since a string at the end would end Varnish's long string too.
  status: 400,
});
