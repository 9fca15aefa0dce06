import type { ReactNode } from "react";

/** The page's column. "text" is as wide as one reads comfortably. */
export function Container({
  width = "page",
  children,
}: {
  readonly width?: "page" | "text";
  readonly children: ReactNode;
}) {
  return (
    <div className="ds-container" data-width={width}>
      {children}
    </div>
  );
}
