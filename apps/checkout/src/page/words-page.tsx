import { LinkButton } from "@evertill/design-system";
import type { ReactNode } from "react";

/** A page that only says how things stand, and where to go from here. */
export function Words({
  title,
  text,
  href,
  link,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly link: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="co-words">
      <h1>{title}</h1>
      <p>{text}</p>
      <div className="co-actions">
        {children}
        <LinkButton href={href} variant={children ? "secondary" : "primary"}>
          {link}
        </LinkButton>
      </div>
    </div>
  );
}
