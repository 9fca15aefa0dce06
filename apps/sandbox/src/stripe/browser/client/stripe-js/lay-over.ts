/**
 * Lays a dialog with one frame in it over the whole window; what is behind it does not scroll. Style by property: a page may
 * forbid the attribute. Gives what takes it away again.
 */
export function layOver(dialog: HTMLDialogElement, iframe: HTMLIFrameElement): () => void {
  const { style } = document.documentElement;
  const overflowBefore = style.overflow;
  const cover = {
    border: "0",
    margin: "0",
    padding: "0",
    width: "100%",
    height: "100%",
    background: "transparent",
  };
  Object.assign(dialog.style, cover, {
    position: "fixed",
    inset: "0",
    maxWidth: "none",
    maxHeight: "none",
    overflow: "hidden",
  });
  Object.assign(iframe.style, cover, { display: "block", colorScheme: "normal" });
  dialog.setAttribute("aria-label", iframe.title);
  style.overflow = "hidden";
  document.body.append(dialog);
  dialog.showModal();
  iframe.focus();
  return () => {
    style.overflow = overflowBefore;
    dialog.close();
    dialog.remove();
  };
}
