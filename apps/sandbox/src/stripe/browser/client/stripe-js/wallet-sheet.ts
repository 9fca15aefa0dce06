import type { CardWallet } from "../../../model.ts";
import type { Answer, SheetSettings } from "../protocol.ts";
import { ElementFrame, type FramePage } from "./element-frame.ts";
import { layOver } from "./lay-over.ts";

const page: FramePage = {
  name: "wallet",
  title: "Test wallet (sandbox)",
  heightPixels: 0,
  overhangPixels: 0,
};

export type WalletSheetMeans = Omit<SheetSettings, "wallet">;

/** A wallet's sheet over the shop's page, until the shopper closes it or the page has what they agreed to. */
export class WalletSheet {
  readonly #frame: ElementFrame<SheetSettings>;
  readonly #takeAway: () => void;
  #isAgreed = false;

  constructor(
    wallet: CardWallet,
    { publishableKey, amount, currency }: WalletSheetMeans,
    told: { readonly agreed: () => void; readonly closed: () => void },
  ) {
    const dialog = document.createElement("dialog");
    this.#frame = new ElementFrame(page, {
      settings: () => ({ publishableKey, wallet, amount, currency }),
      hear: ({ kind }) => {
        if (kind === "closed") told.closed();
        if (kind !== "agreed") return;
        this.#isAgreed = true;
        told.agreed();
      },
      fail: told.closed,
    });
    this.#frame.open(dialog);
    this.#takeAway = layOver(dialog, this.#frame.iframe);
    // Escape, where the focus is still the shop's; once agreed, the shop is at work.
    const leave = (event: Event) => {
      event.preventDefault();
      if (!this.#isAgreed) told.closed();
    };
    dialog.addEventListener("cancel", leave);
    // Browsers let nobody hold back a second Escape.
    dialog.addEventListener("close", leave);
  }

  get isAgreed(): boolean {
    return this.#isAgreed;
  }

  tokenise(params: object): Promise<Answer> {
    return this.#frame.ask({ kind: "tokenise", params });
  }

  /** The sheet says so, and waits to be closed. */
  fail(): void {
    this.#isAgreed = false;
    this.#frame.send({ kind: "failed" });
  }

  close(): void {
    this.#frame.close();
    this.#takeAway();
  }
}
