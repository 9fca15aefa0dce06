import type { InputHTMLAttributes, ReactNode } from "react";

export type RadioCardsProps = {
  /** What is chosen here; hidden when a heading already says it. */
  readonly legend: ReactNode;
  readonly legendHidden?: boolean;
  readonly error?: ReactNode;
  readonly children: ReactNode;
};

/** A stack of {@link RadioCard}, of which one is chosen. */
export function RadioCards({ legend, legendHidden = false, error, children }: RadioCardsProps) {
  return (
    <fieldset className="ds-field">
      <legend className={legendHidden ? "ds-visually-hidden" : "ds-label"}>{legend}</legend>
      <div className="ds-radio-cards">{children}</div>
      {error && <p className="ds-error">{error}</p>}
    </fieldset>
  );
}

export type RadioCardProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "title"> & {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** At the far end, such as a price. */
  readonly aside?: ReactNode;
};

export function RadioCard({ title, detail, aside, ...input }: RadioCardProps) {
  return (
    <label className="ds-radio-card">
      <input type="radio" {...input} />
      <span className="ds-radio-card-title">{title}</span>
      <span className="ds-radio-card-aside">{aside}</span>
      {detail && <span className="ds-radio-card-detail">{detail}</span>}
    </label>
  );
}
