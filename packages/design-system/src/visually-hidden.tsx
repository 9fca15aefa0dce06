import type { ReactNode } from "react";

/** Words for screen readers only. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="ds-visually-hidden">{children}</span>;
}
