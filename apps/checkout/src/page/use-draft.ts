"use client";

import { useEffect, useState } from "react";

/**
 * What is being typed, kept over a reload in this tab only. The server's value fills a fresh page; what was typed and not
 * saved yet wins over it. Never used for card data: that stands in the provider's frame.
 */
export function useDraft<Draft extends object>(
  name: string,
  initial: Draft,
): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState(initial);
  useEffect(() => {
    const kept = recall<Draft>(name);
    // The first render must be the server's, so what this tab remembers comes after it.
    // oxlint-disable-next-line react/set-state-in-effect
    if (kept) setDraft((current) => ({ ...current, ...kept }));
  }, [name]);
  const change = (next: Draft): void => {
    setDraft(next);
    keep(name, next);
  };
  return [draft, change];
}

function recall<Draft>(name: string): Partial<Draft> | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? "null");
    return typeof kept === "object" && kept !== null ? kept : null;
  } catch {
    return null;
  }
}

function keep(name: string, draft: object): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage costs only the memory over a reload.
  }
}
