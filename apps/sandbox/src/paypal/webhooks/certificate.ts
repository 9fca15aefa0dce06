import { generate } from "selfsigned";
import type { SandboxContext } from "../../context.ts";
import type { Entity } from "../../store/store.ts";
import { paypalKinds } from "../model.ts";
import { letters } from "../paypal-account.ts";

/** The certificate whose key signs the webhooks, served at an address that is part of what each webhook says. PEM texts. */
export type SigningCertificate = Entity & { readonly key: string; readonly cert: string };

/** Made at the first start and kept: a webhook that comes late is still signed with it. */
export async function signingCertificate(sandbox: SandboxContext): Promise<SigningCertificate> {
  const certificates = sandbox.store.collection<SigningCertificate>(paypalKinds.certificate);
  const [kept] = certificates.all();
  if (kept) return kept;
  const made = await generate(
    [{ name: "commonName", value: "messageverificationcerts.sandbox.paypal.com" }],
    {
      notBeforeDate: new Date(sandbox.now().getTime() - 86_400_000),
      notAfterDate: new Date(sandbox.now().getTime() + 10 * 365 * 86_400_000),
      keyType: "rsa",
      keySize: 2_048,
      algorithm: "sha256",
    },
  );
  const certificate = certificates.put({
    id: `CERT-${letters(8).toLowerCase()}-sandbox`,
    key: made.private,
    cert: made.cert,
  });
  await sandbox.store.save();
  return certificate;
}
