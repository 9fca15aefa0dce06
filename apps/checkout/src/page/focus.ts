/** Moves to the first field of a part of the page that something is wrong with, once that is shown. */
export function focusFault(section: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`#${section} [aria-invalid="true"]`)?.focus();
  });
}

/** Moves a keyboard or screen reader to the next part of the page once the one before is done. */
export function focusHeading(section: string): void {
  requestAnimationFrame(() => {
    const heading = document.getElementById(`${section}-heading`);
    heading?.focus({ preventScroll: true });
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    heading?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  });
}
