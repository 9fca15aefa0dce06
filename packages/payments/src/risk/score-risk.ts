/** What was seen of a payment before a provider is asked. Null is "not known", and never counts against anybody. */
export type RiskFacts = {
  readonly velocity: {
    /** Tries in the last hour, this one not counted. */
    readonly attemptsWithCard: number | null;
    readonly attemptsFromAddress: number | null;
    readonly attemptsWithEmail: number | null;
    readonly declinesFromAddress: number | null;
    /** Different cards in the last day. */
    readonly cardsFromAddress: number | null;
  };
  /** ISO 3166-1 alpha-2. */
  readonly countries: {
    readonly billing: string | null;
    readonly delivery: string | null;
    readonly issuer: string | null;
    readonly network: string | null;
  };
  /** Whether bill and parcel go to one address. */
  readonly sameAddress: boolean | null;
  readonly basket: {
    readonly totalMinor: number;
    /** What an order here usually comes to, in the same currency. */
    readonly usualMinor: number | null;
    readonly highestQuantity: number;
    readonly giftCards: boolean;
  };
  readonly device: {
    readonly seenBefore: boolean | null;
    readonly disposableEmail: boolean;
    /** A browser whose clock is set to a zone in which the billing country does not lie. */
    readonly foreignTimeZone: boolean | null;
  };
  /** Stripe's `outcome.risk_score`, 0 to 100, when Radar gave one for this card. */
  readonly radarScore: number | null;
};

export type RiskSignal = keyof typeof defaultRiskPolicy;

/** From which value a signal counts, and how many points it then adds. A signal with 0 points is switched off. */
export type RiskPolicy = Readonly<Record<RiskSignal, { readonly from: number; readonly points: number }>>;

/** Chosen by judgement, to be set by each shop from its own fraud: 25 keeps an exemption out, 75 asks for a challenge. */
export const defaultRiskPolicy = {
  "card-velocity": { from: 3, points: 30 },
  "address-velocity": { from: 10, points: 25 },
  "email-velocity": { from: 5, points: 20 },
  "declines-from-address": { from: 5, points: 30 },
  "cards-from-address": { from: 4, points: 40 },
  "issuer-elsewhere": { from: 1, points: 15 },
  "delivery-elsewhere": { from: 1, points: 15 },
  "network-elsewhere": { from: 1, points: 15 },
  "addresses-differ": { from: 1, points: 5 },
  /** How many times the usual basket. */
  "basket-high": { from: 5, points: 20 },
  "basket-quantity": { from: 10, points: 10 },
  "gift-cards": { from: 1, points: 20 },
  "device-new": { from: 1, points: 5 },
  "email-disposable": { from: 1, points: 25 },
  "time-zone-foreign": { from: 1, points: 10 },
} as const satisfies Record<string, { from: number; points: number }>;

export type RiskScore = {
  /** 0 to 100. */
  readonly score: number;
  readonly source: "own" | "radar";
  /** What it is made of; the points add up to the score, which stops at 100. */
  readonly contributions: readonly Contribution[];
};

export type Contribution = {
  readonly signal: RiskSignal | "radar";
  readonly points: number;
  readonly because: string;
};

/**
 * Scores a payment by points that a person can follow. Stripe's own score, which has seen the card everywhere, replaces
 * ours where there is one. Throws a RangeError when that is not between 0 and 100.
 */
export function scoreRisk(facts: RiskFacts, policy: RiskPolicy = defaultRiskPolicy): RiskScore {
  const { radarScore } = facts;
  if (radarScore !== null) return fromRadar(radarScore);
  const contributions = (Object.keys(policy) as RiskSignal[]).flatMap((signal) => {
    const { from, points } = policy[signal];
    const value = measure[signal](facts);
    return value === null || value < from || points === 0
      ? []
      : [{ signal, points, because: `${words[signal]} (${round(value)}, counts from ${from})` }];
  });
  const sum = contributions.reduce((total, { points }) => total + points, 0);
  return { score: Math.min(100, sum), source: "own", contributions };
}

function fromRadar(score: number): RiskScore {
  if (!(score >= 0 && score <= 100))
    throw new RangeError(`Radar's score lies between 0 and 100, not at ${score}`);
  return {
    score,
    source: "radar",
    contributions: [{ signal: "radar", points: score, because: "Stripe Radar's own score" }],
  };
}

const measure: Readonly<Record<RiskSignal, (facts: RiskFacts) => number | null>> = {
  "card-velocity": ({ velocity }) => velocity.attemptsWithCard,
  "address-velocity": ({ velocity }) => velocity.attemptsFromAddress,
  "email-velocity": ({ velocity }) => velocity.attemptsWithEmail,
  "declines-from-address": ({ velocity }) => velocity.declinesFromAddress,
  "cards-from-address": ({ velocity }) => velocity.cardsFromAddress,
  "issuer-elsewhere": ({ countries }) => differ(countries.issuer, countries.billing),
  "delivery-elsewhere": ({ countries }) => differ(countries.delivery, countries.billing),
  "network-elsewhere": ({ countries }) => differ(countries.network, countries.billing),
  "addresses-differ": ({ sameAddress }) => (sameAddress === null ? null : Number(!sameAddress)),
  "basket-high": ({ basket }) => (basket.usualMinor ? basket.totalMinor / basket.usualMinor : null),
  "basket-quantity": ({ basket }) => basket.highestQuantity,
  "gift-cards": ({ basket }) => Number(basket.giftCards),
  "device-new": ({ device }) => (device.seenBefore === null ? null : Number(!device.seenBefore)),
  "email-disposable": ({ device }) => Number(device.disposableEmail),
  "time-zone-foreign": ({ device }) =>
    device.foreignTimeZone === null ? null : Number(device.foreignTimeZone),
};

const words: Readonly<Record<RiskSignal, string>> = {
  "card-velocity": "tries with this card in the last hour",
  "address-velocity": "tries from this network address in the last hour",
  "email-velocity": "tries with this e-mail address in the last hour",
  "declines-from-address": "declines from this network address in the last hour",
  "cards-from-address": "different cards from this network address in the last day",
  "issuer-elsewhere": "the card was issued in another country than it is billed to",
  "delivery-elsewhere": "the parcel goes to another country than the bill",
  "network-elsewhere": "the browser is in another country than the bill goes to",
  "addresses-differ": "bill and parcel go to different addresses",
  "basket-high": "times the usual basket",
  "basket-quantity": "pieces of one thing",
  "gift-cards": "gift cards are in the basket",
  "device-new": "the browser was never seen before",
  "email-disposable": "the e-mail address is a disposable one",
  "time-zone-foreign": "the browser's clock is set to another part of the world",
};

function differ(left: string | null, right: string | null): number | null {
  return left === null || right === null ? null : Number(left !== right);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
