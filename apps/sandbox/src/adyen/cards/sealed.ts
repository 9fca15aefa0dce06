import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const mark = "sandbox_";

/**
 * Encrypts what was typed into a secured field, anew each time, so that neither the shop's page nor its server can read
 * it. Adyen's own is a JWE for its public key; the merchant cannot tell one opaque text from another.
 */
export function seal(apiKey: string, value: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(apiKey), iv);
  const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return `${mark}${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** What {@link seal} was given, or what stands behind the `test_` that Adyen's test environment takes; null: neither. */
export function unseal(apiKey: string, text: string): string | null {
  if (text.startsWith("test_")) return text.slice("test_".length);
  if (!text.startsWith(mark)) return null;
  const bytes = Buffer.from(text.slice(mark.length), "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(apiKey), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

function keyOf(apiKey: string): Buffer {
  return createHash("sha256").update(`sandbox-sealed-fields:${apiKey}`).digest();
}
