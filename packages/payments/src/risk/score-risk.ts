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
    readonly highestQuantity: number | null;
    /** Nothing in it is delivered to an address. */
    readonly digital: boolean | null;
  };
  /** What the browser tells with each request, and what 3-D Secure asks it for; no fingerprint. */
  readonly device: {
    /** It calls itself a script, or nothing at all. */
    readonly automated: boolean | null;
    /** It told the page another name than our server. */
    readonly disguised: boolean | null;
    /** Its clock is set to a zone in which the billing country does not lie. */
    readonly foreignTimeZone: boolean | null;
    /** None of its languages is the page's. */
    readonly foreignLanguage: boolean | null;
  };
  readonly disposableEmail: boolean;
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
  "basket-digital": { from: 1, points: 10 },
  "device-automated": { from: 1, points: 40 },
  "device-disguised": { from: 1, points: 20 },
  "time-zone-foreign": { from: 1, points: 10 },
  "language-foreign": { from: 1, points: 5 },
  "email-disposable": { from: 1, points: 25 },
} as const satisfies Record<string, { from: number; points: number }>;

/** Every signal, Stripe's own score among them, by whose name a decision says what it was taken on. */
export type RiskSignalName = RiskSignal | "radar";

export type RiskScore = {
  /** 0 to 100. */
  readonly score: number;
  readonly source: "own" | "radar";
  /** What it is made of; the points add up to the score, which stops at 100. */
  readonly contributions: readonly Contribution[];
};

export type Contribution = {
  readonly signal: RiskSignalName;
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
  "addresses-differ": ({ sameAddress }) => counts(sameAddress, false),
  "basket-high": ({ basket }) => (basket.usualMinor ? basket.totalMinor / basket.usualMinor : null),
  "basket-quantity": ({ basket }) => basket.highestQuantity,
  "basket-digital": ({ basket }) => counts(basket.digital, true),
  "device-automated": ({ device }) => counts(device.automated, true),
  "device-disguised": ({ device }) => counts(device.disguised, true),
  "time-zone-foreign": ({ device }) => counts(device.foreignTimeZone, true),
  "language-foreign": ({ device }) => counts(device.foreignLanguage, true),
  "email-disposable": ({ disposableEmail }) => counts(disposableEmail, true),
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
  "basket-digital": "nothing is delivered to an address",
  "device-automated": "the browser calls itself a script, or nothing at all",
  "device-disguised": "the browser told the page another name than our server",
  "time-zone-foreign": "the browser's clock is set to another part of the world",
  "language-foreign": "none of the browser's languages is the page's",
  "email-disposable": "the e-mail address is a disposable one",
};

function differ(left: string | null, right: string | null): number | null {
  return left === null || right === null ? null : Number(left !== right);
}

/** One where it was seen so; what is not known is no sign. */
function counts(seen: boolean | null, against: boolean): number {
  return Number(seen === against);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
