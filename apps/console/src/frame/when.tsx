const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });

/** An instant, in UTC. `part`: the time alone, where the day is said already. */
export function When({ at, part }: { readonly at: Date; readonly part?: "time" }) {
  const time = `${clock.format(at)} UTC`;
  return <time dateTime={at.toISOString()}>{part === "time" ? time : `${day.format(at)}, ${time}`}</time>;
}

/** The day an instant falls on, in UTC. */
export function dayOf(at: Date): string {
  return day.format(at);
}
