"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

export type DialogProps = {
  readonly open: boolean;
  /** Called on Escape, on the close button and, where the browser knows `closedby`, on a press beside the dialog. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly closeLabel: string;
  /** A drawer at one side of the window; absent: in the middle. */
  readonly side?: "left" | "right";
  readonly footer?: ReactNode;
  readonly children: ReactNode;
};

/** A modal dialog or drawer on the browser's own `<dialog>`: it keeps the focus inside and gives it back. */
export function Dialog({ open, onClose, title, closeLabel, side, footer, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) {
      keepScrollBarRoom();
      element?.showModal();
    }
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="ds-dialog"
      data-side={side}
      aria-labelledby={titleId}
      onClose={onClose}
      closedby="any"
    >
      {open && (
        <div className="ds-dialog-frame">
          <div className="ds-dialog-head">
            <h2 id={titleId}>{title}</h2>
            <IconButton label={closeLabel} onClick={onClose}>
              <Icon name="close" />
            </IconButton>
          </div>
          <div className="ds-dialog-body">{children}</div>
          {footer && <div className="ds-dialog-foot">{footer}</div>}
        </div>
      )}
    </dialog>
  );
}

/** An open dialog takes the page's scroll bar away; its width goes to the style sheet, so that nothing moves. */
function keepScrollBarRoom(): void {
  if (document.querySelector("dialog:modal")) return;
  const root = document.documentElement;
  root.style.setProperty("--scroll-bar", `${window.innerWidth - root.clientWidth}px`);
}
