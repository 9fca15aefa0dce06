export { type EventItem, touchOf, type TrackingEvent, trackingEventSchema } from "./event.ts";
export { trackingMigrations } from "./migrations.ts";
export {
  eventsPerBatchMax,
  recordPurchase,
  type Refusal,
  storeBrowserEvents,
  type StoredEvents,
} from "./store-events.ts";
