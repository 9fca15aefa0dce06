import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";

type ButtonLook = {
  /** One primary button per view: the thing the shopper came to do. */
  readonly variant?: "primary" | "secondary" | "quiet";
  /** Fills its column. */
  readonly wide?: boolean;
};

/** Attributes that make any element look like a button, for links of a router: `<Link {...buttonLook()}>`. */
export function buttonLook({ variant = "primary", wide = false }: ButtonLook = {}) {
  return { className: "ds-button", "data-variant": variant, "data-wide": wide };
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  ButtonLook & {
    /** Shows that its work goes on. The button stays focusable; the caller ignores further presses. */
    readonly busy?: boolean;
  };

/** A button. Its type is "button" unless said otherwise, so that it never sends a form by accident. */
export function Button({ variant, wide, busy = false, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...buttonLook({ ...(variant && { variant }), ...(wide && { wide }) })}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <span className="ds-button-dot" aria-hidden="true" />}
      {children}
    </button>
  );
}

export type LinkButtonProps = AnchorHTMLAttributes<HTMLAnchorElement> &
  ButtonLook & { readonly href: string };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant, wide, children, ...rest }: LinkButtonProps) {
  return (
    <a {...buttonLook({ ...(variant && { variant }), ...(wide && { wide }) })} {...rest}>
      {children}
    </a>
  );
}

export type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** What a screen reader says. */
  readonly label: string;
};

export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" className="ds-icon-button" aria-label={label} {...rest}>
      {children}
    </button>
  );
}
