export type PriceProps = {
  /** Already written for the locale. */
  readonly now: string;
  /** The price before a sale, or null. */
  readonly was?: string | null;
  /** What a screen reader says before each, in the page's language. */
  readonly nowLabel: string;
  readonly wasLabel: string;
};

export function Price({ now, was = null, nowLabel, wasLabel }: PriceProps) {
  return (
    <span className="ds-price" data-sale={was !== null}>
      {was !== null && <span className="ds-visually-hidden">{nowLabel} </span>}
      <span className="ds-price-now">{now}</span>
      {was !== null && (
        <>
          <span className="ds-visually-hidden"> {wasLabel} </span>
          <s className="ds-price-was">{was}</s>
        </>
      )}
    </span>
  );
}
