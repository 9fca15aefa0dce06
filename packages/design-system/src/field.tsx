import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from "react";
import { Icon } from "./icon.tsx";

type FieldWords = {
  readonly label: ReactNode;
  /** Said before the shopper types: what is wanted and why. */
  readonly hint?: ReactNode;
  /** What is wrong and what to do. Null or absent: nothing is wrong. */
  readonly error?: ReactNode;
  /** Shown after the label of a field that may stay empty, e.g. "optional". */
  readonly optional?: ReactNode;
};

export type TextFieldProps = InputHTMLAttributes<HTMLInputElement> & FieldWords;

/** Label, input, hint and error, tied together for screen readers. */
export function TextField({ label, hint, error, optional, id, ...input }: TextFieldProps) {
  const field = useField(id, hint, error);
  return (
    <Field {...{ label, hint, error, optional }} ids={field}>
      <input className="ds-control" {...field.control} {...input} />
    </Field>
  );
}

export type SelectFieldProps = SelectHTMLAttributes<HTMLSelectElement> & FieldWords;

/** As {@link TextField}, around a select; its children are the options. */
export function SelectField({ label, hint, error, optional, id, children, ...select }: SelectFieldProps) {
  const field = useField(id, hint, error);
  return (
    <Field {...{ label, hint, error, optional }} ids={field}>
      <select className="ds-control" {...field.control} {...select}>
        {children}
      </select>
    </Field>
  );
}

type FieldIds = {
  readonly id: string;
  readonly hintId: string;
  readonly errorId: string;
};

export type FieldProps = FieldWords & { readonly ids: FieldIds; readonly children: ReactNode };

/** The frame of a field whose control is not ours, such as a payment provider's. See {@link useField}. */
export function Field({ label, hint, error, optional, ids, children }: FieldProps) {
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={ids.id}>
        {label}
        {optional !== undefined && <span className="ds-optional"> · {optional}</span>}
      </label>
      {children}
      {hint && (
        <p className="ds-hint" id={ids.hintId}>
          {hint}
        </p>
      )}
      {error && (
        <p className="ds-error" id={ids.errorId}>
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

/** Ids of a field's parts, and the attributes that tie its control to them. */
export function useField(id: string | undefined, hint: ReactNode, error: ReactNode) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const ids = { id: fieldId, hintId: `${fieldId}-hint`, errorId: `${fieldId}-error` };
  const describedBy = [error && ids.errorId, hint && ids.hintId].filter(Boolean).join(" ");
  return {
    ...ids,
    control: {
      id: fieldId,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": describedBy === "" ? undefined : describedBy,
    },
  };
}
