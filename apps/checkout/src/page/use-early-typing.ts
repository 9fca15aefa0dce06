"use client";

import { type RefObject, useLayoutEffect } from "react";

/**
 * Takes over what was typed or ticked below an element before React was there. React 19 leaves such a value in the field when
 * it hydrates but tells nobody, and empties the field the next time it draws it: so it is read at once, and told as soon as
 * React is done.
 */
export function useEarlyTyping(within: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const fields = [...(within.current?.querySelectorAll("input") ?? [])];
    const typed = fields
      .filter((field) => isText(field) && field.value !== field.defaultValue)
      .map((field) => ({ field, value: field.value }));
    const ticked = fields.filter(
      (field) => field.type === "checkbox" && field.checked !== field.defaultChecked,
    );
    const timer = setTimeout(() => {
      for (const { field, value } of typed) typeAgain(field, value);
      for (const field of ticked) tickAgain(field);
    });
    return () => clearTimeout(timer);
  }, [within]);
}

function isText({ type }: HTMLInputElement): boolean {
  return ["text", "email", "tel", "search"].includes(type);
}

/** React hears of a value only when it differs from the last one set through its own setter: so that one is gone round. */
function typeAgain(field: HTMLInputElement, early: string): void {
  const typed = field.value === field.defaultValue ? early : field.value;
  field.value = field.defaultValue;
  Reflect.set(HTMLInputElement.prototype, "value", typed, field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  // Whoever left it already waits for it to be saved.
  if (document.activeElement !== field) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

function tickAgain(field: HTMLInputElement): void {
  field.checked = field.defaultChecked;
  field.click();
}
