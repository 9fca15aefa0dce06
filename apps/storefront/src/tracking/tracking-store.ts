import {
  type BrowserEvent,
  browserMeans,
  type Capture,
  type Consent,
  createCapture,
  type PageFacts,
} from "@evertill/tracking/browser";

const flushAfterMs = 800;

/** The capture of a visit, made when the browser first needs it, with those who want to know about consent. */
export function createTrackingStore() {
  const listeners = new Set<() => void>();
  let capture: Capture | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const own = () => (capture ??= createCapture(browserMeans("/events")));
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    consent: (): Consent => own().consent(),
    answer: (consent: "granted" | "denied") => {
      own().answer(consent);
      for (const listener of listeners) listener();
    },
    record: (event: BrowserEvent, facts: PageFacts) => {
      own().record(event, facts);
      clearTimeout(timer);
      timer = setTimeout(() => own().flush(), flushAfterMs);
    },
    flush: () => capture?.flush(),
  };
}
