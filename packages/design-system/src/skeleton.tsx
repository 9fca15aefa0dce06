/** The place of something that is on its way. Sizes are CSS lengths. Say "loading" once, beside it. */
export function Skeleton({
  width = "100%",
  height = "1em",
}: {
  readonly width?: string;
  readonly height?: string;
}) {
  return <span className="ds-skeleton" style={{ width, height }} aria-hidden="true" />;
}
