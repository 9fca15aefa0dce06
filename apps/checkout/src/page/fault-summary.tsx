"use client";

import { useEffect, useRef } from "react";
import { useVoice } from "./words.tsx";

export type Fault = { readonly field: string; readonly words: string };

/** What keeps the shopper from paying, in one place that takes the focus, each with the way to its field. */
export function FaultSummary({ faults }: { readonly faults: readonly Fault[] }) {
  const { copy } = useVoice();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div className="co-faults" role="alert" tabIndex={-1} ref={box}>
      <p>{copy.faults.heading}</p>
      <ul>
        {faults.map(({ field, words }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
