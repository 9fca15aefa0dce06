/** Whether a text can be a token of ours (base64url). Anything else names nothing, and some of it no database would take. */
export function isToken(text: string): boolean {
  return /^[\w-]{1,100}$/.test(text);
}
