/** The mark and the name. The name is the link's words, so the drawing stays silent. */
export function Wordmark({ name }: { readonly name: string }) {
  const [before, after] = name.split(" & ");
  return (
    <span className="wordmark">
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <path
          d="M10 24a14 14 0 0 1 28 0Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinejoin="round"
        />
        <path d="M10 28h28a14 14 0 0 1-28 0Z" fill="currentColor" />
        <circle cx="24" cy="18.5" r="2.5" fill="currentColor" />
      </svg>
      {after === undefined ? (
        <span>{name}</span>
      ) : (
        <span>
          {before} <em>&amp;</em> {after}
        </span>
      )}
    </span>
  );
}
