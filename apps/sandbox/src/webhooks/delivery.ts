/** One webhook on its way to one address. `waiting` ones are due at `dueAt`; all others have ended. */
export type Delivery = {
  readonly id: string;
  readonly uri: string;
  readonly triggeredAt: string;
  readonly state: "waiting" | "delivered" | "given-up" | "lost";
  readonly dueAt: string;
  readonly attempts: readonly Attempt[];
};

/** One try at delivering it. A null `status` means that nothing was answered; `note` then says why. */
export type Attempt = { readonly at: string; readonly status: number | null; readonly note: string };

/** What a vendor adds to a delivery. */
export type Content<D extends Delivery> = Omit<D, "triggeredAt" | "state" | "dueAt" | "attempts">;
