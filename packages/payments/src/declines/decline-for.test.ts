import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reviewed } from "./classes.ts";
import { declineFor, type Refusal, reviewedDeclines } from "./decline-for.ts";

const providers = ["stripe", "adyen", "paypal"] as const;
const everyCode = providers.flatMap((provider) =>
  Object.entries(reviewedDeclines[provider]).map(([code, reviewed]) => ({ provider, code, reviewed })),
);
const ofClass = (...classes: Reviewed["class"][]) =>
  everyCode.filter(({ reviewed }) => classes.includes(reviewed.class));

const anyRefusal: fc.Arbitrary<Refusal> = fc.record({
  provider: fc.constantFrom(...providers),
  code: fc.option(fc.oneof(fc.constantFrom(...everyCode.map(({ code }) => code)), fc.string())),
  adviceCode: fc.option(
    fc.oneof(fc.constantFrom("do_not_try_again", "confirm_card_data", "try_again_later"), fc.string()),
  ),
  networkAdviceCode: fc.option(
    fc.oneof(
      fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, "0")),
      fc.string(),
    ),
  ),
  networkDeclineCode: fc.option(
    fc.constantFrom("00", "04", "05", "07", "1A", "41", "43", "51", "59", "65", "R1"),
  ),
  brand: fc.option(fc.constantFrom("visa", "mastercard", "mc", "amex")),
  blockedByRisk: fc.boolean(),
});

test("each code has words for the operator that say more than its name", () => {
  for (const { provider, code, reviewed } of everyCode)
    expect(reviewed.because.length, `${provider} ${code}`).toBeGreaterThan(7);
});

test("hard and fraud declines go nowhere, whatever anybody advises", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ofClass("hard", "fraud")), anyRefusal, ({ provider, code }, said) => {
      const decline = declineFor({ ...said, provider, code });
      expect(decline).toMatchObject({ mayRetry: false, mayGoElsewhere: false, mayStepUp: false });
      expect(["hard", "fraud"]).toContain(decline.class);
    }),
  );
});

test("no shopper can tell a lost, stolen or suspected card from any refused one", () => {
  const plain = declineFor({ provider: "stripe", code: "generic_decline" }).shopperMessage;
  fc.assert(
    fc.property(anyRefusal, (refusal) => {
      const decline = declineFor(refusal);
      fc.pre(decline.class === "hard" || decline.class === "fraud");
      expect(decline.shopperMessage).toBe(plain);
    }),
  );
});

test("a decline that says no more tries is followed, whatever the code", () => {
  fc.assert(
    fc.property(anyRefusal, (refusal) => {
      const decline = declineFor({ ...refusal, adviceCode: "do_not_try_again" });
      expect(decline).toMatchObject({ mayRetry: false, mayGoElsewhere: false, mayStepUp: false });
    }),
  );
});

test("a code nobody reviewed is a plain no that nobody else is asked about", () => {
  for (const provider of providers)
    for (const code of ["brand_new_code", "", "constructor", "__proto__", "toString", null])
      expect(declineFor({ provider, code })).toEqual({
        class: "generic",
        code: code ?? "unknown",
        mayRetry: false,
        mayGoElsewhere: false,
        mayStepUp: false,
        shopperMessage: "try-another-card",
        operatorMessage: "A code that is not in our table.",
      });
});

test("only a wish for authentication is answered with a challenge, and never asked elsewhere first", () => {
  fc.assert(
    fc.property(anyRefusal, (refusal) => {
      const decline = declineFor(refusal);
      expect(decline.mayStepUp).toBe(decline.class === "authentication-required");
      if (decline.mayStepUp) expect(decline.mayGoElsewhere).toBe(false);
    }),
  );
  expect(ofClass("authentication-required").map(({ provider, code }) => `${provider} ${code}`)).toEqual([
    "stripe authentication_not_handled",
    "stripe authentication_required",
    "stripe mobile_device_authentication_required",
    "adyen 38",
    "paypal 5650",
    "paypal PAYER_ACTION_REQUIRED",
  ]);
});

test("only what another bank connection can change may be asked elsewhere", () => {
  const classes = everyCode.flatMap(({ reviewed }) => (reviewed.mayGoElsewhere ? [reviewed.class] : []));
  expect([...new Set(classes)].sort()).toEqual(["config", "generic", "transient"]);
});

test("wrong details, missing funds and failed challenges stay with the shopper", () => {
  for (const { provider, code } of ofClass(
    "data",
    "funds",
    "authentication-failed",
    "authentication-required",
  ))
    expect(declineFor({ provider, code }).mayGoElsewhere, `${provider} ${code}`).toBe(false);
});

test("what may have taken money already is looked up, not tried elsewhere", () => {
  for (const [provider, code] of [
    ["stripe", "duplicate_transaction"],
    ["paypal", "0800"],
    ["paypal", "5200"],
    ["paypal", "PPIF"],
    ["paypal", "DUPLICATE_INVOICE_ID"],
  ] as const)
    expect(declineFor({ provider, code })).toMatchObject({ mayRetry: false, mayGoElsewhere: false });
});

test("a payment that the provider's risk checks stopped is fraud, whatever code it came with", () => {
  expect(declineFor({ provider: "stripe", code: "generic_decline", blockedByRisk: true })).toMatchObject({
    class: "fraud",
    mayGoElsewhere: false,
    code: "generic_decline",
    operatorMessage: "The provider's risk checks refused it. Not told to the shopper.",
  });
});

test("a soft decline in the network's words counts, at the network whose word it is", () => {
  const soft = (networkDeclineCode: string, brand: string | null) =>
    declineFor({ provider: "stripe", code: "do_not_honor", networkDeclineCode, brand }).mayStepUp;
  expect(soft("1A", "visa")).toBe(true);
  expect(soft("1A", "mastercard")).toBe(false);
  expect(soft("65", "mastercard")).toBe(true);
  expect(soft("65", "mc")).toBe(true);
  expect(soft("65", "Visa")).toBe(false);
  expect(soft("65", null)).toBe(false);
  expect(soft("65", "amc")).toBe(false);
});

test("the network's lost, stolen and pick-up codes are final even when the provider was vague", () => {
  for (const networkDeclineCode of ["04", "07", "41", "43", "59", "R0", "R1", "R3"]) {
    const decline = declineFor({ provider: "adyen", code: "2", networkDeclineCode });
    expect(decline, `network code ${networkDeclineCode}`).toMatchObject({
      mayRetry: false,
      mayGoElsewhere: false,
    });
    expect(decline.class, `network code ${networkDeclineCode}`).toBe(
      networkDeclineCode === "59" ? "fraud" : "hard",
    );
  }
  expect(declineFor({ provider: "adyen", code: "2", networkDeclineCode: "05" }).class).toBe("generic");
  expect(declineFor({ provider: "stripe", code: "lost_card", networkDeclineCode: "59" }).class).toBe("hard");
});

// One example of each way to be advised; the provider's code is a plain no at each.
test.each([
  [{ provider: "adyen", code: "2", networkAdviceCode: "01" }, "data"],
  [{ provider: "adyen", code: "2", networkAdviceCode: "02" }, "transient"],
  [{ provider: "adyen", code: "2", networkAdviceCode: "03" }, "hard"],
  [{ provider: "adyen", code: "2", networkAdviceCode: "24" }, "transient"],
  [{ provider: "adyen", code: "2", networkAdviceCode: "30" }, "transient"],
  [{ provider: "adyen", code: "2", networkAdviceCode: "43" }, "generic"],
  [{ provider: "adyen", code: "2", networkAdviceCode: "98" }, "generic"],
  [{ provider: "paypal", code: "0500", networkAdviceCode: "21" }, "hard"],
  [{ provider: "paypal", code: "0500", networkAdviceCode: "02", brand: "visa" }, "hard"],
  [{ provider: "paypal", code: "0500", networkAdviceCode: "03", brand: "VISA" }, "hard"],
  [{ provider: "paypal", code: "0500", networkAdviceCode: "21", brand: "visa" }, "hard"],
  [{ provider: "paypal", code: "0500", networkAdviceCode: "24", brand: "visa" }, "generic"],
  [{ provider: "stripe", code: "do_not_honor", adviceCode: "not_an_advice" }, "generic"],
  [{ provider: "stripe", code: "do_not_honor", adviceCode: "confirm_card_data" }, "data"],
  // The stricter of two advices is followed.
  [
    { provider: "stripe", code: "do_not_honor", adviceCode: "try_again_later", networkAdviceCode: "03" },
    "hard",
  ],
  [
    { provider: "stripe", code: "do_not_honor", adviceCode: "try_again_later", networkAdviceCode: "01" },
    "data",
  ],
] as const)("%o is read as %s", (refusal, expected) => {
  expect(declineFor(refusal).class).toBe(expected);
});

test("advice to wait makes a plain no one that may be tried again, and leaves every other class alone", () => {
  const later = { networkAdviceCode: "25" };
  expect(declineFor({ provider: "adyen", code: "2", ...later })).toEqual({
    class: "transient",
    code: "2",
    mayRetry: true,
    mayGoElsewhere: true,
    mayStepUp: false,
    shopperMessage: "try-another-card",
    operatorMessage:
      "Refused: the issuer declined without a reason. Mastercard advises to try again after 24 hours (25).",
  });
  for (const { provider, code, reviewed } of everyCode)
    if (reviewed.class !== "generic")
      expect(declineFor({ provider, code, ...later }).class, `${provider} ${code}`).toBe(reviewed.class);
});
