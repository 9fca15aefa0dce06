"use client";

import { Button } from "@evertill/design-system";

/** Shown when a page failed: nothing was changed by looking. */
export default function Failed({ reset }: { readonly reset: () => void }) {
  return (
    <div className="cs-words" role="alert">
      <h1>This page could not be read</h1>
      <p>
        The database did not answer, or answered something unexpected. Shoppers are not affected by it; the
        reason is in the console’s log.
      </p>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}
