import { generate } from "selfsigned";
import type { SandboxContext } from "../../context.ts";
import type { Store } from "../../store/store.ts";
import { letters } from "../paypal-account.ts";

/** The certificate whose key signs the webhooks, served at an address that is part of what each webhook says. PEM texts. */
export type SigningCertificate = { readonly id: string; readonly key: string; readonly cert: string };

/** In memory alone, a key belongs in no database: a webhook that leaves after a restart is signed with the new one. */
const certificates = new WeakMap<Store, SigningCertificate>();

/** Makes the certificate of this run. */
export async function makeSigningCertificate({ store, now }: SandboxContext): Promise<SigningCertificate> {
  const made = await generate(
    [{ name: "commonName", value: "messageverificationcerts.sandbox.paypal.com" }],
    {
      notBeforeDate: new Date(now().getTime() - 86_400_000),
      notAfterDate: new Date(now().getTime() + 10 * 365 * 86_400_000),
      keyType: "rsa",
      keySize: 2_048,
      algorithm: "sha256",
    },
  );
  const id = `CERT-${letters(8).toLowerCase()}-sandbox`;
  const certificate = { id, key: made.private, cert: made.cert };
  certificates.set(store, certificate);
  return certificate;
}

/** The one that was made; throws where PayPal was not started. */
export function signingCertificate({ store }: Pick<SandboxContext, "store">): SigningCertificate {
  const certificate = certificates.get(store);
  if (!certificate) throw new Error("PayPal's stand-in was not started: nothing signs its webhooks");
  return certificate;
}
