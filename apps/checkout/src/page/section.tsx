import type { ReactNode } from "react";
import type { Copy } from "../copy/copy.ts";
import type { Saving } from "./use-checkout.ts";

/** A part of the one page, with its number, its name and whether it is saved. */
export function Section({
  id,
  step,
  heading,
  saving = "idle",
  isUnsaved = false,
  copy,
  children,
}: {
  readonly id: string;
  readonly step: number;
  readonly heading: string;
  readonly saving?: Saving;
  /** The form shows something else than what was saved last. */
  readonly isUnsaved?: boolean;
  readonly copy: Copy;
  readonly children: ReactNode;
}) {
  const shown = saving === "saved" && isUnsaved ? "idle" : saving;
  const words = { idle: "", saving: copy.saving, saved: copy.saved, failed: copy.notSaved }[shown];
  return (
    <section className="co-section" aria-labelledby={`${id}-heading`} id={id}>
      <header className="co-section-head">
        <span className="co-step" aria-hidden="true">
          {step}
        </span>
        <h2 id={`${id}-heading`} tabIndex={-1}>
          {heading}
        </h2>
        <output className="co-saving" data-saving={shown}>
          {words}
        </output>
      </header>
      <div className="co-section-body">{children}</div>
    </section>
  );
}
