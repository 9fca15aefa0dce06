import { createSign, createVerify } from "node:crypto";
import { crc32 } from "node:zlib";

export type Transmission = { readonly id: string; readonly time: string; readonly webhookId: string };

/** What PayPal signs: the body only by its CRC32 (developer.paypal.com/api/rest/webhooks/rest, "Self verification method"). */
export function signedText({ id, time, webhookId }: Transmission, body: string): string {
  return [id, time, webhookId, crc32(body)].join("|");
}

export function sign(transmission: Transmission, body: string, key: string): string {
  return createSign("SHA256").update(signedText(transmission, body)).sign(key, "base64");
}

export function isSigned(
  transmission: Transmission,
  body: string,
  { signature, cert }: { readonly signature: string; readonly cert: string },
): boolean {
  return createVerify("SHA256").update(signedText(transmission, body)).verify(cert, signature, "base64");
}
