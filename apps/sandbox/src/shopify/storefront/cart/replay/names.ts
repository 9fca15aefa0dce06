const secret = /<redacted:storefront-cart-secret>/g;
const gidPattern = /^gid:\/\/shopify\/(\w+)\/([^?]+)(\?.*)?$/;
const cartPattern = /^gid:\/\/shopify\/Cart\/[^?]+(\?key=.+)?$/;

/**
 * What recorded ids are called here, learnt from the answers. Secrets of carts were all recorded as one marker; which
 * cart is meant is known from the interaction.
 */
export class Names {
  readonly #ours = new Map<string, string>();

  /** Whether both may be the same thing: they are of one kind, and the recorded one has not been another before. */
  learn(recorded: string, ours: string): boolean {
    if (cartPattern.test(recorded))
      return cartPattern.test(ours) && recorded.includes("?key=") === ours.includes("?key=");
    const one = idIn(recorded);
    const other = idIn(ours);
    if (!one || one.kind !== other?.kind) return false;
    const known = this.#ours.get(one.id);
    if (known !== undefined) return known === other.id;
    this.#ours.set(one.id, other.id);
    return true;
  }

  /** A recorded value as it is to be sent, or expected, here. */
  translate<Value>(value: Value, cart: { readonly id: string; readonly key: string } | undefined): Value {
    let text = JSON.stringify(value);
    for (const [recorded, ours] of this.#ours) text = text.replaceAll(recorded, ours);
    if (cart) {
      text = text.replaceAll(/key=<redacted:storefront-cart-secret>/g, `key=${cart.key}`);
      text = text.replaceAll(secret, cart.id);
    }
    return JSON.parse(text) as Value;
  }
}

/** Of a global id its type and id; of 32 hexadecimal digits, which name delivery options, themselves. */
function idIn(text: string): { readonly kind: string; readonly id: string } | undefined {
  const [, kind, id] = gidPattern.exec(text) ?? [];
  if (kind !== undefined && id !== undefined) return { kind, id };
  return /^[0-9a-f]{32}$/.test(text) ? { kind: "handle", id: text } : undefined;
}
