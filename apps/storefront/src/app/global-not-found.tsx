import "@evertill/design-system/styles.css";
import "./storefront.css";
import { locales } from "@evertill/money";
import type { Metadata } from "next";
import { Wordmark } from "../components/wordmark.tsx";
import { english } from "../words/english.ts";
import { german } from "../words/german.ts";
import { fraunces, inter } from "./fonts.ts";

export const metadata: Metadata = { title: english.missingTitle, robots: { index: false } };

/** For every address that the proxy knows nothing at. It knows no locale, so it speaks both languages and offers each. */
export default function GlobalNotFound() {
  return (
    <html lang="en" className={`${fraunces.variable} ${inter.variable}`}>
      <body>
        <main className="ds-container section apology" data-width="text">
          <p>
            <Wordmark name="Lumen & Loam" />
          </p>
          <h1>{english.missingTitle}</h1>
          <p>{english.missingText}</p>
          <div className="apology-other" lang="de">
            <h2>{german.missingTitle}</h2>
            <p>{german.missingText}</p>
          </div>
          <ul className="apology-ways">
            {locales.map(({ path, name, language }) => (
              <li key={path}>
                <a
                  className="ds-button"
                  data-variant="secondary"
                  href={`/${path}`}
                  lang={language.toLowerCase()}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </main>
      </body>
    </html>
  );
}
