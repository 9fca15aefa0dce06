import type { Attempt } from "./attempt/attempt.ts";
import type { PaymentNews } from "./payments.ts";
import type { HeardDispute } from "./provider.ts";

/** What payments remember of disputes. */
export interface DisputeStore {
  /** Adds what an event told, once, with its history and the news; `isNew`: nothing was known of the dispute. Null when the event was known. */
  record(
    attempt: Attempt,
    heard: HeardDispute,
    event: { readonly eventId: string; readonly news: PaymentNews | null },
  ): Promise<{ readonly isNew: boolean } | null>;
}
