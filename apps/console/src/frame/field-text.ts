/** What was typed into a field of a form; empty when it was not sent, or was a file. */
export function fieldText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
