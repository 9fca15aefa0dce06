/** A field whose text is made of digits: what they are, and how they are shown. */
export type DigitFormat = {
  readonly read: (text: string) => string;
  readonly write: (digits: string) => string;
};

export type Edited = { readonly digits: string; readonly text: string; readonly caret: number };

/**
 * What a field shows after an edit, and where its caret stands: behind the same digit as before. Deleting a separator
 * deletes the digit beside it, or the field would put the separator back and nothing would seem to happen.
 */
export function editDigits(
  format: DigitFormat,
  { before, text, caret, inputType }: { before: string; text: string; caret: number; inputType: string },
): Edited {
  const typed = format.read(text);
  const behind = countDigits(text.slice(0, caret));
  const isSeparatorGone = inputType.startsWith("delete") && typed === before && text !== format.write(before);
  if (isSeparatorGone) {
    const gone = inputType.includes("Forward") ? behind : behind - 1;
    const digits = typed.slice(0, Math.max(gone, 0)) + typed.slice(gone + 1);
    return show(format, digits, Math.max(Math.min(behind, gone), 0));
  }
  // The format may have put a digit in front (7 becomes 07): the caret goes with the end.
  const isAtEnd = caret >= text.length;
  return show(format, typed, isAtEnd ? typed.length : Math.min(behind, typed.length));
}

function show({ write }: DigitFormat, digits: string, behind: number): Edited {
  const text = write(digits);
  return { digits, text, caret: behind >= digits.length ? text.length : positionBehind(text, behind) };
}

function positionBehind(text: string, digits: number): number {
  let position = 0;
  for (let left = digits; left > 0 && position < text.length; position += 1)
    if (/\d/.test(text.charAt(position))) left -= 1;
  return position;
}

function countDigits(text: string): number {
  return text.replace(/\D/g, "").length;
}
