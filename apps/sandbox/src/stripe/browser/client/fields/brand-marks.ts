/** Small marks of the card schemes, drawn here: recognisable by colour and form at 34 × 22 px. */
const marks: Readonly<Record<string, string>> = {
  visa: `<rect width="34" height="22" rx="3" fill="#fff" stroke="#d9dbe3"/><path d="M3 5.5V3.6C3 3.3 3.3 3 3.6 3h26.8c.3 0 .6.3.6.6v1.9z" fill="#1a3f8f"/><path d="M3 16.5v1.9c0 .3.3.6.6.6h26.8c.3 0 .6-.3.6-.6v-1.9z" fill="#e2a233"/><text x="17" y="14.2" text-anchor="middle" font-family="Arial,sans-serif" font-size="8.4" font-weight="700" font-style="italic" fill="#1a3f8f">VISA</text>`,
  mastercard: `<rect width="34" height="22" rx="3" fill="#fff" stroke="#d9dbe3"/><circle cx="13.2" cy="11" r="6.2" fill="#e0352b"/><circle cx="20.8" cy="11" r="6.2" fill="#f2a33a"/><path d="M17 6.1a6.2 6.2 0 0 1 0 9.8 6.2 6.2 0 0 1 0-9.8Z" fill="#ee6a2c"/>`,
  amex: `<rect width="34" height="22" rx="3" fill="#2a70b8"/><text x="17" y="10" text-anchor="middle" font-family="Arial,sans-serif" font-size="6.6" font-weight="700" fill="#fff">AM</text><text x="17" y="17" text-anchor="middle" font-family="Arial,sans-serif" font-size="6.6" font-weight="700" fill="#fff">EX</text>`,
  discover: `<rect width="34" height="22" rx="3" fill="#fff" stroke="#d9dbe3"/><path d="M33 12.5V19a2.5 2.5 0 0 1-2.5 2.5H12c8-1.6 15-4.8 21-9Z" fill="#e8893b"/><text x="15" y="11" text-anchor="middle" font-family="Arial,sans-serif" font-size="5.6" font-weight="700" fill="#33312f">DISC</text><circle cx="25.5" cy="9" r="2.6" fill="#e8893b"/>`,
  diners: `<rect width="34" height="22" rx="3" fill="#fff" stroke="#d9dbe3"/><circle cx="17" cy="11" r="7" fill="#1c5a97"/><circle cx="17" cy="11" r="5.2" fill="#fff"/><path d="M15.2 7.2v7.6a4.1 4.1 0 0 1 0-7.6Zm3.6 0v7.6a4.1 4.1 0 0 0 0-7.6Z" fill="#1c5a97"/>`,
  jcb: `<rect width="34" height="22" rx="3" fill="#fff" stroke="#d9dbe3"/><path d="M7 6.5A2.5 2.5 0 0 1 9.5 4H13v11.5a2.5 2.5 0 0 1-2.5 2.5H7Z" fill="#1c5fae"/><path d="M14 6.5A2.5 2.5 0 0 1 16.5 4H20v11.5a2.5 2.5 0 0 1-2.5 2.5H14Z" fill="#c9303e"/><path d="M21 6.5A2.5 2.5 0 0 1 23.5 4H27v11.5a2.5 2.5 0 0 1-2.5 2.5H21Z" fill="#2f8f46"/>`,
  unionpay: `<rect width="34" height="22" rx="3" fill="#fff" stroke="#d9dbe3"/><path d="M8.5 4h6l-3 14h-6Z" fill="#c8333f"/><path d="M14.5 4h6l-3 14h-6Z" fill="#1d4f87"/><path d="M20.5 4h6.5l-3 14h-6.5Z" fill="#13807f"/>`,
};

/** The marks that are shown before the first digit. */
export const welcomed = ["visa", "mastercard", "amex"];

/** An inline picture, 34 × 22, hidden from screen readers: the brand is said in words beside it. */
export function brandMark(brand: string): SVGSVGElement | null {
  const drawing = marks[brand];
  return drawing === undefined ? null : picture(drawing, 34, 22);
}

/** A card's back, or its front for four digits, with the place of the security code marked. */
export function codeMark(digits: number): SVGSVGElement {
  const card = `<rect x=".75" y=".75" width="26.5" height="18.5" rx="2.5" fill="none" stroke="currentColor" stroke-width="1.5"/>`;
  const back = `<path d="M.75 5h26.5v3.5H.75Z" fill="currentColor"/><rect x="15.5" y="11" width="9" height="5" rx="1" fill="none" stroke="var(--colorPrimary)" stroke-width="1.5"/>`;
  const front = `<path d="M4 13h7M4 15.5h4" stroke="currentColor" stroke-width="1.5"/><rect x="15" y="4.5" width="9.5" height="5" rx="1" fill="none" stroke="var(--colorPrimary)" stroke-width="1.5"/>`;
  return picture(card + (digits === 4 ? front : back), 28, 20);
}

function picture(drawing: string, width: number, height: number): SVGSVGElement {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">${drawing}</svg>`;
  const svg = holder.content.firstElementChild;
  if (!(svg instanceof SVGSVGElement)) throw new Error("A mark is drawn as one svg element");
  return svg;
}
