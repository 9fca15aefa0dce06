import { z } from "zod";

/** Providers that take cards, and those that are a wallet of their own. */
const cardProviders = ["stripe", "adyen"] as const;

const amountSchema = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/, 'is an ISO 4217 code such as "EUR"'),
    /** Minor units, both ends included. */
    atLeastMinor: z.int().min(0).optional(),
    atMostMinor: z.int().min(0).optional(),
  })
  .refine(({ atLeastMinor = 0, atMostMinor = Infinity }) => atLeastMinor <= atMostMinor, {
    error: "atLeastMinor is above atMostMinor, so no amount would match",
  });

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1, "is empty, so nothing would match: leave it out instead")
    .refine((items) => new Set(items).size === items.length, { error: "names something twice" });

const ruleSchema = z.strictObject({
  /** For people, in decisions and in the console. */
  name: z.string().min(1),
  /** All that is given must match; what is left out matches everything. */
  when: z.strictObject({
    /** Paths of locales ("de-de"). */
    locales: listOf(z.string().regex(/^[a-z]{2}-[a-z]{2}$/, 'is a locale such as "de-de"')).optional(),
    currencies: listOf(z.string().regex(/^[A-Z]{3}$/, 'is an ISO 4217 code such as "EUR"')).optional(),
    amount: amountSchema.optional(),
  }),
  /** Who takes cards, best first. */
  cards: listOf(z.enum(cardProviders)),
  paypal: z.boolean(),
});

/** Who is asked for which payment: the first rule that matches decides. */
export const routingPolicySchema = z
  .strictObject({ version: z.string().min(1), rules: z.array(ruleSchema).min(1, "has no rule") })
  .superRefine(({ rules }, context) => {
    const problem = (index: number, message: string) =>
      context.addIssue({ code: "custom", path: ["rules", index], message });
    const names = rules.map(({ name }) => name);
    rules.forEach(({ name, when }, index) => {
      if (names.indexOf(name) !== index) problem(index, `has the name of an earlier rule, "${name}"`);
      const matchesAll = Object.values(when).every((condition) => condition === undefined);
      const isLast = index === rules.length - 1;
      if (matchesAll && !isLast)
        problem(index, "matches every payment, so the rules after it are never reached");
      if (!matchesAll && isLast)
        problem(index, 'is the last and must match every payment: give it an empty "when"');
    });
  });
export type RoutingPolicy = z.infer<typeof routingPolicySchema>;
export type RoutingRule = RoutingPolicy["rules"][number];

/** Stripe first, everywhere; Adyen takes cards where Stripe cannot; PayPal is offered beside them. */
export const defaultRoutingPolicy: RoutingPolicy = {
  version: "2026-11-21",
  rules: [{ name: "everywhere", when: {}, cards: ["stripe", "adyen"], paypal: true }],
};

/** Reads a policy that somebody wrote; names each problem with its place. */
export function readRoutingPolicy(
  written: unknown,
):
  | { readonly kind: "policy"; readonly policy: RoutingPolicy }
  | { readonly kind: "refused"; readonly problems: readonly string[] } {
  const parsed = routingPolicySchema.safeParse(written);
  if (parsed.success) return { kind: "policy", policy: parsed.data };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join(".") || "policy"}: ${message}`,
  );
  return { kind: "refused", problems };
}
