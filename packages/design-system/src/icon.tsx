const drawings = {
  bag: "M5.5 8h13l1 12.5h-15zM9 10.5V7a3 3 0 0 1 6 0v3.5",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5",
  menu: "M3.5 7.5h17M3.5 12h17M3.5 16.5h17",
  close: "M5.5 5.5l13 13M18.5 5.5l-13 13",
  minus: "M6 12h12",
  plus: "M6 12h12M12 6v12",
  check: "M5 12.5l4.5 4.5L19 7.5",
  warning: "M12 4 2.8 20h18.4zM12 10v4.5M12 17v.2",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.2",
  arrow: "M4.5 12h15M13.5 6l6 6-6 6",
  chevron: "m6 9 6 6 6-6",
  lock: "M6 11h12v9.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  parcel: "M4 8l8-4.5L20 8v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5",
  leaf: "M5 19C5 10 10 5 20 4c0 10-4 15-12 14M5 20.5c1-5 4-8.500 8-10.500",
  globe:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.5 2.6 3.6 5.6 3.600 9s-1.100 6.400-3.600 9c-2.500-2.600-3.600-5.600-3.600-9S9.500 5.600 12 3z",
} as const;

export type IconName = keyof typeof drawings;

/** A line drawing in the colour and size of the text beside it. Hidden from screen readers: the words are the caller's. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="ds-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
