import { buttonLook } from "@evertill/design-system";
import Link from "next/link";
import { paths } from "../routing/public-path.ts";
import type { Words } from "../words/english.ts";

/** Says that a page is not here, and where to go instead. */
export function Missing({ locale, words }: { readonly locale: string; readonly words: Words }) {
  return (
    <div className="ds-container section apology" data-width="text">
      <h1>{words.missingTitle}</h1>
      <p>{words.missingText}</p>
      <p className="apology-ways">
        <Link {...buttonLook()} href={paths.home(locale)}>
          {words.backHome}
        </Link>
        <Link {...buttonLook({ variant: "secondary" })} href={paths.search(locale)}>
          {words.search}
        </Link>
      </p>
    </div>
  );
}
