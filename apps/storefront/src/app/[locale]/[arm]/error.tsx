"use client";

import { Button } from "@evertill/design-system";
import { useParams } from "next/navigation";

const words = {
  en: {
    title: "That did not work",
    text: "Something on our side failed to answer. Nothing you did is lost; your cart is still there.",
    again: "Try again",
    home: "To the front page",
  },
  de: {
    title: "Das hat nicht geklappt",
    text: "Auf unserer Seite hat etwas nicht geantwortet. Nichts ist verloren; Ihr Warenkorb ist noch da.",
    again: "Noch einmal versuchen",
    home: "Zur Startseite",
  },
};

/** What stands where a page failed. It holds its own words, because it must not need anything that can fail. */
export default function ErrorPage({ reset }: { readonly reset: () => void }) {
  const { locale = "en-gb" } = useParams<{ locale?: string }>();
  const { title, text, again, home } = locale.startsWith("de") ? words.de : words.en;
  return (
    <div className="ds-container section apology" data-width="text">
      <h1>{title}</h1>
      <p>{text}</p>
      <p className="apology-ways">
        <Button onClick={reset}>{again}</Button>
        <a className="ds-button" data-variant="secondary" href={`/${locale}`}>
          {home}
        </a>
      </p>
    </div>
  );
}
