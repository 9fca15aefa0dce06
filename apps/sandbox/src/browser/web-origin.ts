/** The value when it is exactly a web page's origin, `http://host:port` or https; else null. Nothing else may frame or be spoken to. */
export function webOrigin(value: string | undefined): string | null {
  const url = webUrl(value);
  return url !== null && url.origin === value ? url.origin : null;
}

/** An http(s) address, or null. */
export function webUrl(value: string | null | undefined): URL | null {
  if (!value || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "http:" || url.protocol === "https:" ? url : null;
}
