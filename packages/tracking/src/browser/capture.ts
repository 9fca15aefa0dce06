import type { TrackingEvent } from "../event.ts";
import { type BrowserStorage, type Consent, readConsent, writeConsent } from "./consent.ts";
import { readTouch, type Touch } from "./touch.ts";

type EnvelopeKey =
  | "id"
  | "version"
  | "occurredAt"
  | "consent"
  | "visitorId"
  | "sessionId"
  | "firstTouch"
  | "lastTouch"
  | keyof PageFacts
  | "page";
type WithoutEnvelope<Event> = Event extends unknown ? Omit<Event, EnvelopeKey> : never;

/** What a page tells: the event's own fields. `purchase` is the server's alone. */
export type BrowserEvent = WithoutEnvelope<Exclude<TrackingEvent, { name: "purchase" }>>;

/** What stays the same on a page. */
export type PageFacts = Pick<TrackingEvent, "locale" | "currency" | "release" | "arm">;

/** The browser as far as capturing needs it; tests give their own. */
export type CaptureMeans = {
  readonly storage: BrowserStorage | null;
  readonly sessionStorage: BrowserStorage | null;
  readonly address: () => URL;
  readonly referrer: () => string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Hands a batch over; it must survive the page's end. */
  readonly send: (events: readonly TrackingEvent[]) => void;
};

export type Capture = {
  readonly consent: () => Consent;
  readonly answer: (consent: "denied" | "granted") => void;
  /** Whose visit it is and where it came from, for what only the server may record (the purchase). Nothing but a no before consent. */
  readonly visit: () => Pick<
    TrackingEvent,
    "consent" | "visitorId" | "sessionId" | "firstTouch" | "lastTouch"
  >;
  /** Keeps the event for the next batch; its id and time are made now. */
  readonly record: (event: BrowserEvent, facts: PageFacts) => void;
  readonly flush: () => void;
};

const visitorKey = "evertill_visitor";
const sessionKey = "evertill_session";
const firstTouchKey = "evertill_first_touch";
const lastTouchKey = "evertill_last_touch";

/**
 * Collects what happens on the pages of one visit. Before consent there are no ids, and where the visit came from is
 * held in memory only; nothing of it is sent. With consent, ids and touches are made and kept.
 */
export function createCapture(means: CaptureMeans): Capture {
  const { storage, sessionStorage } = means;
  let consent = readConsent(storage);
  let waiting: TrackingEvent[] = [];
  const landing = readTouch({ address: means.address(), referrer: means.referrer(), now: means.now() });

  const identity = () => {
    if (consent !== "granted") return { visitorId: null, sessionId: null, firstTouch: null, lastTouch: null };
    return {
      visitorId: keep(storage, visitorKey, means.newId),
      sessionId: keep(sessionStorage, sessionKey, means.newId),
      firstTouch: keepTouch(storage, firstTouchKey, landing),
      lastTouch: keepTouch(sessionStorage, lastTouchKey, landing),
    };
  };
  identity();
  const flush = () => {
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    means.send(events);
  };
  return {
    consent: () => consent,
    answer: (given) => {
      consent = given;
      writeConsent(storage, given);
      // Where the visit came from must outlive this page, even if nothing is told on it.
      identity();
    },
    visit: () => ({ consent, ...identity() }),
    record: (event, facts) => {
      waiting.push({
        ...event,
        ...facts,
        ...identity(),
        id: means.newId(),
        version: 1,
        occurredAt: means.now().toISOString(),
        consent,
        page: { path: means.address().pathname },
      });
    },
    flush,
  };
}

function keep(storage: BrowserStorage | null, key: string, make: () => string): string {
  const kept = storage?.getItem(key);
  if (kept) return kept;
  const made = make();
  storage?.setItem(key, made);
  return made;
}

function keepTouch(storage: BrowserStorage | null, key: string, landing: Touch): Touch {
  return JSON.parse(keep(storage, key, () => JSON.stringify(landing))) as Touch;
}
