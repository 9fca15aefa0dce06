export type { EventItem, TrackingEvent } from "./event.ts";
