export { browserMeans } from "./browser/browser-means.ts";
export {
  type BrowserEvent,
  type Capture,
  type CaptureMeans,
  createCapture,
  type PageFacts,
} from "./browser/capture.ts";
export type { Consent } from "./browser/consent.ts";
export type { EventItem, TrackingEvent } from "./event.ts";
