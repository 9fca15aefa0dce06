import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export type NoticeProps = {
  readonly tone?: "note" | "problem" | "success";
  readonly title?: ReactNode;
  /** "alert" interrupts a screen reader: for what the shopper must know before going on. */
  readonly role?: "alert" | "status";
  readonly children?: ReactNode;
};

const icons = { note: "info", problem: "warning", success: "check" } as const;

export function Notice({ tone = "note", title, role, children }: NoticeProps) {
  return (
    <div className="ds-notice" data-tone={tone} role={role}>
      <Icon name={icons[tone]} />
      <div>
        {title && <p className="ds-notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
