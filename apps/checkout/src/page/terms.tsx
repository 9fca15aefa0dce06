"use client";

import { legalLinks } from "../copy/copy-of.ts";
import { useVoice } from "./words.tsx";

/** What a shopper agrees to by paying, beside each thing that pays. */
export function Terms({ shopOrigin }: { readonly shopOrigin: string }) {
  const voice = useVoice();
  const { terms } = voice.copy;
  const links = legalLinks(voice, shopOrigin);
  return (
    <p className="co-terms">
      {terms.before}{" "}
      {links.map(({ href, words }, index) => (
        <span key={words}>
          {index > 0 && (index === links.length - 1 ? ` ${terms.and} ` : ", ")}
          <a href={href} target="_blank" rel="noreferrer">
            {words}
          </a>
        </span>
      ))}
      {terms.after}
    </p>
  );
}
