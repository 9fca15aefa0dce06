"use client";

import { Button } from "@evertill/design-system";
import type { BrowserEvent, PageFacts } from "@evertill/tracking/browser";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from "react";
import { createTrackingStore } from "./tracking-store.ts";

type RecordEvent = (event: BrowserEvent) => void;
const RecordContext = createContext<RecordEvent>(() => undefined);

/** Records an event of the page that is shown. */
export function useRecord(): RecordEvent {
  return useContext(RecordContext);
}

/** Records an event when it appears. Give it a key that changes with what is seen. */
export function Seen({ event }: { readonly event: BrowserEvent }) {
  const record = useRecord();
  const onSeen = useEffectEvent(() => record(event));
  useEffect(() => onSeen(), []);
  return null;
}

type Props = PageFacts & {
  readonly words: {
    readonly title: string;
    readonly text: string;
    /** Where there is room for it. */
    readonly more: string;
    readonly yes: string;
    readonly no: string;
    readonly privacy: string;
  };
  readonly children: ReactNode;
};

/** Without a script nobody is counted, so nobody is asked. */
const onServer = () => "denied" as const;

/** One for all pages of a visit: collects their events and asks once whether it may count the shopper. */
export function TrackingScope({ locale, currency, release, arm, words, children }: Props) {
  const [store] = useState(createTrackingStore);
  const consent = useSyncExternalStore(store.subscribe, store.consent, onServer);
  const record = useCallback<RecordEvent>(
    (event) => store.record(event, { locale, currency, release, arm }),
    [store, locale, currency, release, arm],
  );
  useEffect(() => {
    const flushWhenHidden = () => document.visibilityState === "hidden" && store.flush();
    document.addEventListener("visibilitychange", flushWhenHidden);
    addEventListener("pagehide", store.flush);
    return () => {
      document.removeEventListener("visibilitychange", flushWhenHidden);
      removeEventListener("pagehide", store.flush);
    };
  }, [store]);
  return (
    <RecordContext value={record}>
      {children}
      {consent === "unknown" && (
        <section className="consent" aria-labelledby="consent-title">
          <div className="consent-words">
            <h2 id="consent-title">{words.title}</h2>
            <p>
              {words.text} <span className="consent-more">{words.more} </span>
              <a href={`/${locale}/policies/privacy-policy`}>{words.privacy}</a>
            </p>
          </div>
          <div className="consent-answers">
            <Button variant="secondary" onClick={() => store.answer("denied")}>
              {words.no}
            </Button>
            <Button variant="secondary" onClick={() => store.answer("granted")}>
              {words.yes}
            </Button>
          </div>
        </section>
      )}
    </RecordContext>
  );
}
