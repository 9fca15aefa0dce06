import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate } from "selfsigned";

/** PEM texts. */
export type Certificate = { readonly key: string; readonly cert: string };

/** The self-signed certificate in `folder`, made when it is missing: for localhost and 127.0.0.1, ten years. */
export async function certificateIn(folder: string): Promise<Certificate> {
  const keyFile = join(folder, "tls-key.pem");
  const certFile = join(folder, "tls-certificate.pem");
  try {
    return { key: await readFile(keyFile, "utf8"), cert: await readFile(certFile, "utf8") };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const made = await makeCertificate();
  await mkdir(folder, { recursive: true });
  await writeFile(keyFile, made.key, { mode: 0o600 });
  await writeFile(certFile, made.cert);
  return made;
}

async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "Evertill sandbox" }], {
    notAfterDate: new Date(Date.now() + 10 * 365 * 86_400_000),
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
