import { createVerify, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import type { DisputeStage } from "../../dispute/dispute.ts";
import type { HeardDispute, HeardRefund, ParsedWebhook, Webhook } from "../../provider.ts";
import { amountOf } from "./facts.ts";
import type { PayPalSettings } from "./paypal-client.ts";

/** How far ahead PayPal's clock may be. */
const aheadMs = 5 * 60_000;
/** PayPal repeats for three days; whether a repeat is dated anew is not published. */
const agedMs = 4 * 86_400_000;
const fetchMs = 3_000;
const keptCertificates = 8;

/**
 * Verifies what PayPal signed, without asking PayPal: transmission id, time, our webhook's id and the CRC32 of the raw
 * body, RSA-SHA256 with the certificate whose address comes along. That address is only followed where it is PayPal's own
 * of the same world as our keys, or the stand-in's.
 */
export function createWebhookReader(
  settings: PayPalSettings,
  now: () => Date,
): (webhook: Webhook) => Promise<ParsedWebhook> {
  const certificates = new Map<string, Promise<X509Certificate>>();

  function certificateAt(url: string): Promise<X509Certificate> {
    const known = certificates.get(url);
    if (known) return known;
    const fetched = fetchCertificate(url);
    if (certificates.size >= keptCertificates) certificates.clear();
    certificates.set(url, fetched);
    fetched.catch(() => certificates.delete(url));
    return fetched;
  }

  return async ({ rawBody, headers }) => {
    const said = transmissionOf(headers);
    if (said === null) return refused("a header of the signature is missing");
    if (said.algorithm !== "SHA256withRSA") return refused(`the signature is made with ${said.algorithm}`);
    const age = now().getTime() - Date.parse(said.time);
    if (Number.isNaN(age)) return refused("the signature's time is unreadable");
    if (age < -aheadMs) return refused("the signature is dated in the future");
    if (age > agedMs) return refused("the signature is stale");
    if (!isPinned(said.certUrl, settings)) return refused("the certificate is not at PayPal's address");
    const certificate = await certificateAt(said.certUrl).catch(() => null);
    if (certificate === null) return refused("the certificate could not be fetched");
    if (!isCurrent(certificate, now())) return refused("the certificate is not valid now");
    const text = [said.id, said.time, settings.webhookId, crc32(rawBody)].join("|");
    const verify = createVerify("SHA256").update(text);
    if (!verify.verify(certificate.publicKey, said.signature, "base64"))
      return refused("the signature is wrong");
    return eventOf(rawBody);
  };
}

type Transmission = {
  readonly id: string;
  readonly time: string;
  readonly signature: string;
  readonly certUrl: string;
  readonly algorithm: string;
};

function transmissionOf(headers: Webhook["headers"]): Transmission | null {
  const id = headers["paypal-transmission-id"];
  const time = headers["paypal-transmission-time"];
  const signature = headers["paypal-transmission-sig"];
  const certUrl = headers["paypal-cert-url"];
  const algorithm = headers["paypal-auth-algo"];
  return id && time && signature && certUrl && algorithm ? { id, time, signature, certUrl, algorithm } : null;
}

/** Where certificates of our world lie. A stand-in's own address counts only with keys that say they are the sandbox's. */
function isPinned(certUrl: string, { apiUrl, clientSecret }: PayPalSettings): boolean {
  if (!URL.canParse(certUrl)) return false;
  const { origin } = new URL(certUrl);
  const api = apiUrl === undefined ? null : new URL(apiUrl);
  if (api === null) return origin === "https://api.paypal.com" || origin === "https://api-m.paypal.com";
  if (api.hostname.endsWith(".sandbox.paypal.com"))
    return origin === "https://api.sandbox.paypal.com" || origin === "https://api-m.sandbox.paypal.com";
  return origin === api.origin && /sandbox/i.test(clientSecret);
}

async function fetchCertificate(url: string): Promise<X509Certificate> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(fetchMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new X509Certificate(await response.text());
}

function isCurrent({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}

/** PayPal can be read, so of what the event says only the order or the refund it speaks of is needed. */
function eventOf(rawBody: string): ParsedWebhook {
  const event = parse(rawBody);
  const { id: eventId, event_type: type } = event;
  if (typeof eventId !== "string" || typeof type !== "string") return refused("the body is no event");
  const providerReference = orderIdOf(event);
  const heard = refundOf(event) ?? disputeOf(event);
  return { kind: "events", events: [{ eventId, type, providerReference, heard }] };
}

/** A refund names its capture and no order; its `custom_id` is our own id of it. */
function refundOf({ resource, event_type: type }: EventBody): HeardRefund | null {
  const isRefund = type === "PAYMENT.CAPTURE.REFUNDED" || String(type).startsWith("PAYMENT.REFUND.");
  if (!isRefund || resource?.amount === undefined) return null;
  const { currency_code: currencyCode, value } = resource.amount;
  const facts = {
    kind: "pending",
    amount: amountOf({ currencyCode, value }),
    refundReference: resource.id,
  } as const;
  return { kind: "refund", refundId: resource.custom_id ?? null, facts };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A dispute names the invoice, which is our attempt. PayPal takes the money when it decides for the payer, and not before
 * (developer.paypal.com, "Disputes: dispute lifecycle"); until then it is only on hold.
 */
function disputeOf({ resource, event_type: type }: EventBody): HeardDispute | null {
  const {
    dispute_id: disputeReference,
    dispute_amount: disputed,
    disputed_transactions: about,
  } = resource ?? {};
  const attemptId = about?.[0]?.invoice_number ?? "";
  if (disputeReference === undefined || disputed === undefined || !uuid.test(attemptId)) return null;
  const stage = disputeStageOf(type, resource?.dispute_outcome?.outcome_code);
  if (stage === null) return null;
  const amount = amountOf({ currencyCode: disputed.currency_code, value: disputed.value });
  return { kind: "dispute", disputeReference, stage, amount, reason: resource?.reason ?? null, attemptId };
}

function disputeStageOf(type: unknown, outcome: string | undefined): DisputeStage | null {
  if (type === "CUSTOMER.DISPUTE.CREATED") return "opened";
  if (type !== "CUSTOMER.DISPUTE.RESOLVED") return null;
  if (outcome === "RESOLVED_BUYER_FAVOUR") return "withdrawn";
  return outcome === "RESOLVED_SELLER_FAVOUR" || outcome === "CANCELED_BY_BUYER" ? "won" : null;
}

function orderIdOf({ resource, event_type: type }: EventBody): string | null {
  if (typeof type === "string" && type.startsWith("CHECKOUT.ORDER.")) return resource?.id ?? null;
  return resource?.supplementary_data?.related_ids?.order_id ?? null;
}

type EventBody = {
  readonly id?: unknown;
  readonly event_type?: unknown;
  readonly resource?: {
    readonly id?: string;
    readonly custom_id?: string;
    readonly dispute_id?: string;
    readonly dispute_amount?: { readonly currency_code: string; readonly value: string };
    readonly dispute_outcome?: { readonly outcome_code?: string };
    readonly disputed_transactions?: readonly { readonly invoice_number?: string }[];
    readonly reason?: string;
    readonly amount?: { readonly currency_code: string; readonly value: string };
    readonly supplementary_data?: { readonly related_ids?: { readonly order_id?: string } };
  };
};

function parse(rawBody: string): EventBody {
  try {
    return (JSON.parse(rawBody) ?? {}) as EventBody;
  } catch {
    return {};
  }
}

function refused(reason: string): ParsedWebhook {
  return { kind: "refused", reason };
}
