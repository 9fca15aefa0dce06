export { type EventItem, type TrackingEvent, trackingEventSchema } from "./event.ts";
