/** Moves a keyboard or screen reader to the next part of the page once the one before is done. */
export function focusHeading(section: string): void {
  requestAnimationFrame(() => {
    const heading = document.getElementById(`${section}-heading`);
    heading?.focus({ preventScroll: true });
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    heading?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  });
}
