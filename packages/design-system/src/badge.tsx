import type { ReactNode } from "react";

export function Badge({
  tone = "plain",
  children,
}: {
  readonly tone?: "plain" | "clay" | "moss" | "brass";
  readonly children: ReactNode;
}) {
  return (
    <span className="ds-badge" data-tone={tone}>
      {children}
    </span>
  );
}
