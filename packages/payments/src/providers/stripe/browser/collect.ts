import type { Stripe, StripeElements } from "@stripe/stripe-js";
import type { BillingDetails, Collected } from "../../../browser/payment-fields.ts";

/** A shopper should not look at a turning wheel for longer. Nothing is paid with here, so giving up is safe. */
const deadlineMs = 20_000;

/**
 * `submit` lets the fields check themselves and show their errors; the confirmation token then refers to what stands in
 * them (deferred intent, Stripe.js "endive"). The token serves one payment, for twelve hours.
 */
export async function collect(
  stripe: Stripe,
  elements: StripeElements,
  billing: BillingDetails,
): Promise<Collected> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Collected>((resolve) => {
    const operatorMessage = `Stripe.js made no token within ${deadlineMs} ms`;
    timer = setTimeout(() => resolve({ kind: "failed", operatorMessage }), deadlineMs);
  });
  return Promise.race([makeInstrument(stripe, elements, billing), late]).finally(() => clearTimeout(timer));
}

async function makeInstrument(
  stripe: Stripe,
  elements: StripeElements,
  billing: BillingDetails,
): Promise<Collected> {
  try {
    const { error: invalid } = await elements.submit();
    if (invalid) return failureOf(invalid);
    const { error, confirmationToken } = await stripe.createConfirmationToken({
      elements,
      params: { payment_method_data: { billing_details: billingDetails(billing) } },
    });
    if (error) return failureOf(error);
    return {
      kind: "instrument",
      instrument: { provider: "stripe", confirmationToken: confirmationToken.id },
    };
  } catch (error) {
    return { kind: "failed", operatorMessage: error instanceof Error ? error.message : String(error) };
  }
}

function failureOf(error: { readonly type: string; readonly message?: string | undefined }): Collected {
  return error.type === "validation_error" || error.type === "card_error"
    ? { kind: "incomplete" }
    : { kind: "failed", operatorMessage: error.message ?? error.type };
}

// Every part is given, because the fields are told never to ask for it themselves.
function billingDetails({ name, email, phone, address }: BillingDetails) {
  return {
    name,
    email,
    phone: phone ?? "",
    address: {
      line1: address.line1,
      line2: address.line2 ?? "",
      city: address.city,
      state: address.zone ?? "",
      postal_code: address.postcode ?? "",
      country: address.country,
    },
  };
}
