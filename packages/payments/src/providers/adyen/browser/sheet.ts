export type Sheet = {
  readonly room: HTMLElement;
  /** Resolves when the shopper closes it. */
  readonly closed: Promise<void>;
  readonly close: () => void;
};

/** A modal dialog over the page, for the bank's own page inside. Its looks are the page's, by the class names. */
export function openSheet(closeLabel: string): Sheet {
  const dialog = document.createElement("dialog");
  dialog.className = "payment-sheet";
  const leave = document.createElement("button");
  leave.type = "button";
  leave.className = "payment-sheet-close";
  leave.textContent = closeLabel;
  const room = document.createElement("div");
  room.className = "payment-sheet-room";
  dialog.append(leave, room);
  const closed = new Promise<void>((resolve) => {
    leave.addEventListener("click", () => resolve());
    dialog.addEventListener("cancel", () => resolve());
  });
  document.body.append(dialog);
  dialog.showModal();
  return { room, closed, close: () => dialog.remove() };
}
