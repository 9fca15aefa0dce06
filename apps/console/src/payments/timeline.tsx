import type { TimelineEntry } from "@evertill/payments";
import { dayOf, When } from "../frame/when.tsx";

/** A payment's story, oldest first, with a heading for each day. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const days = [...Map.groupBy(entries, ({ at }) => dayOf(at))];
  return days.map(([day, ofDay]) => (
    <section key={day} className="cs-day" aria-label={day}>
      <h3>{day}</h3>
      <ol className="cs-timeline">
        {ofDay.map((entry, place) => (
          // A story only ever grows at its end, so an entry keeps its place.
          // oxlint-disable-next-line react/no-array-index-key
          <Entry key={place} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const { at, attempt, tone, sentence, because, rules } = entry;
  return (
    <li className="cs-entry" data-tone={tone}>
      <When at={at} part="time" />
      <div>
        <p>
          {attempt !== null && <span className="cs-attempt">Attempt {attempt}</span>}
          {sentence}
        </p>
        {because && <p className="cs-because">{because}</p>}
        {rules.length > 0 && (
          <ul className="cs-rules" aria-label="Rules">
            {rules.map((rule) => (
              <li key={rule}>
                <code>{rule}</code>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
