/** The best known of those who lend mailboxes for minutes; there are thousands, so that a miss says nothing. */
const domains = new Set([
  "10minutemail.com",
  "20minutemail.com",
  "discard.email",
  "dispostable.com",
  "fakeinbox.com",
  "getnada.com",
  "grr.la",
  "guerrillamail.com",
  "guerrillamail.net",
  "guerrillamail.org",
  "maildrop.cc",
  "mailinator.com",
  "mailnesia.com",
  "mintemail.com",
  "mohmal.com",
  "sharklasers.com",
  "spamgourmet.com",
  "temp-mail.org",
  "tempmail.com",
  "throwawaymail.com",
  "trashmail.com",
  "trashmail.de",
  "wegwerfemail.de",
  "yopmail.com",
  "yopmail.fr",
]);

/** Whether an address is at a domain of throw-away mailboxes, or below one. */
export function isDisposable(email: string): boolean {
  const labels = email
    .slice(email.lastIndexOf("@") + 1)
    .trim()
    .toLowerCase()
    .split(".");
  return labels.some((_label, from) => domains.has(labels.slice(from).join(".")));
}
