import type { CardWallet } from "../../../model.ts";
import type { Answer, ButtonSettings, FromFrame } from "../protocol.ts";
import type { FramePage } from "./element-frame.ts";
import { FramedElement } from "./framed-element.ts";
import { at } from "./hidden-details.ts";
import { IntegrationError } from "./integration-error.ts";
import { WalletSheet, type WalletSheetMeans } from "./wallet-sheet.ts";

/** The page has a second to say whether the sheet may open (types of stripe-js 10: ClickEvent.resolve). */
const answerWithinMs = 1_000;

const page: FramePage = {
  name: "expressCheckout",
  title: "Secure wallet button frame",
  heightPixels: 0,
  overhangPixels: 0,
};

/** `elements.create("expressCheckout")`: a button for the wallet this browser has, or nothing. */
export class ExpressCheckoutElement extends FramedElement<ButtonSettings> {
  readonly #group: () => WalletSheetMeans & { readonly locale: string };
  #sheet: WalletSheet | null = null;

  constructor(
    options: object,
    group: () => WalletSheetMeans & { readonly locale: string },
    leave: () => void,
  ) {
    super(page, options, leave);
    this.#group = group;
  }

  override unmount(): void {
    this.#close();
    super.unmount();
  }

  /** Whether a shopper has agreed on the sheet, and the page has not yet taken what it holds. */
  get isAgreed(): boolean {
    return this.#sheet?.isAgreed === true;
  }

  /** A wallet has nothing to check. */
  validate(): Promise<Answer> {
    return Promise.resolve({ value: null });
  }

  /** The sheet sends its card to the API, gives back the token, and closes. */
  async tokenise(params: object): Promise<Answer> {
    if (this.#sheet?.isAgreed !== true) {
      throw new IntegrationError(
        "stripe.createConfirmationToken() was called outside of the confirm event of the expressCheckout Element.",
      );
    }
    const answer = await this.#sheet.tokenise(params);
    if ("value" in answer) this.#close();
    return answer;
  }

  protected override settings(): ButtonSettings {
    const height = at(this.options, "buttonHeight");
    const isUnwanted = (name: string) => at(this.options, "paymentMethods", name) === "never";
    return {
      locale: this.#group().locale,
      never: [
        ...(isUnwanted("applePay") ? (["apple_pay"] as const) : []),
        ...(isUnwanted("googlePay") ? (["google_pay"] as const) : []),
      ],
      height: typeof height === "number" ? height : 44,
    };
  }

  protected override hear(news: FromFrame): void {
    const { kind } = news;
    if (kind === "wallet")
      this.listeners.tell("ready", { availablePaymentMethods: availability(news.wallet) });
    if (kind === "pressed") this.#ask(news.wallet);
    if (kind === "focus" || kind === "blur" || kind === "escape") this.listeners.tell(kind);
  }

  /** The page may refuse; silence is a refusal. */
  #ask(wallet: CardWallet): void {
    if (this.#sheet !== null) return;
    let isAwaited = true;
    const answered = (then: () => void) => () => {
      if (isAwaited) then();
      isAwaited = false;
    };
    setTimeout(
      answered(() => {}),
      answerWithinMs,
    );
    this.listeners.tell("click", {
      expressPaymentType: wallet,
      resolve: answered(() => this.#open(wallet)),
      reject: answered(() => {}),
    });
  }

  #open(wallet: CardWallet): void {
    const sheet = new WalletSheet(wallet, this.#group(), {
      agreed: () =>
        this.listeners.tell("confirm", { expressPaymentType: wallet, paymentFailed: () => sheet.fail() }),
      closed: () => {
        if (this.#sheet !== sheet) return;
        this.#close();
        this.listeners.tell("cancel");
      },
    });
    this.#sheet = sheet;
  }

  #close(): void {
    this.#sheet?.close();
    this.#sheet = null;
  }
}

function availability(wallet: CardWallet | null): object | undefined {
  if (wallet === null) return undefined;
  return {
    applePay: wallet === "apple_pay",
    googlePay: wallet === "google_pay",
    amazonPay: false,
    klarna: false,
    link: false,
    paypal: false,
  };
}
