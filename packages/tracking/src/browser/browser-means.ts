import type { CaptureMeans } from "./capture.ts";

/** The means of a real browser. A batch leaves by a beacon, or by a request that outlives the page. */
export function browserMeans(eventsAddress: string): CaptureMeans {
  return {
    storage: permitted(() => localStorage),
    sessionStorage: permitted(() => sessionStorage),
    address: () => new URL(location.href),
    referrer: () => document.referrer,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    send: (events) => {
      const body = JSON.stringify({ events });
      const isTaken = navigator.sendBeacon?.(eventsAddress, new Blob([body], { type: "application/json" }));
      if (isTaken) return;
      const headers = { "content-type": "application/json" };
      // Counting must never be what a shopper notices, so a lost batch stays lost.
      fetch(eventsAddress, { method: "POST", body, headers, keepalive: true }).catch(() => undefined);
    },
  };
}

/** Asking for storage throws where the shopper has forbidden it. */
function permitted(storage: () => Storage): Storage | null {
  try {
    return storage();
  } catch {
    return null;
  }
}
