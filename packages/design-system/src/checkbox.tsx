import type { InputHTMLAttributes, ReactNode } from "react";
import { useField } from "./field.tsx";
import { Icon } from "./icon.tsx";

export type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
};

export function Checkbox({ label, hint, error, id, ...input }: CheckboxProps) {
  const { id: ownId, hintId, errorId, control } = useField(id, hint, error);
  return (
    <div className="ds-checkbox">
      <input type="checkbox" {...control} {...input} />
      <label htmlFor={ownId}>{label}</label>
      {hint && (
        <p className="ds-hint" id={hintId}>
          {hint}
        </p>
      )}
      {error && (
        <p className="ds-error" id={errorId}>
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
