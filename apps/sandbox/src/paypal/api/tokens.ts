import { createHash } from "node:crypto";
import type { Answer } from "../../faults/act-out.ts";
import type { Entity } from "../../store/store.ts";
import { paypalKinds } from "../model.ts";
import { letters, type PayPalAccount } from "../paypal-account.ts";

type Token = Entity & { readonly expiresAt: string };

/** Nine hours, as PayPal's own. */
const validSeconds = 32_400;

/** `POST /v1/oauth2/token` with the client's id and secret as basic authentication. */
export async function grantToken(
  account: PayPalAccount,
  authorization: string,
  form: URLSearchParams,
): Promise<Answer> {
  const { env, store, now } = account.sandbox;
  const given = Buffer.from(authorization.replace(/^basic\s+/i, ""), "base64").toString("utf8");
  if (given !== `${env.PAYPAL_CLIENT_ID}:${env.PAYPAL_CLIENT_SECRET}`)
    return json(401, { error: "invalid_client", error_description: "Client Authentication failed" });
  if (form.get("grant_type") !== "client_credentials")
    return json(400, {
      error: "unsupported_grant_type",
      error_description: "unsupported grant_type",
    });
  const token = `A21AA${letters(60)}`;
  const expiresAt = new Date(now().getTime() + validSeconds * 1_000).toISOString();
  store.collection<Token>(paypalKinds.token).put({ id: digestOf(token), expiresAt });
  await store.save();
  return json(200, {
    scope: "https://uri.paypal.com/services/payments/payment/authcapture",
    access_token: token,
    token_type: "Bearer",
    app_id: "APP-80W284485P519543T",
    expires_in: validSeconds,
    nonce: `${now().toISOString()}${letters(12)}`,
  });
}

export function isGranted(account: PayPalAccount, authorization: string): boolean {
  const token = account.sandbox.store
    .collection<Token>(paypalKinds.token)
    .get(digestOf(authorization.replace(/^bearer\s+/i, "")));
  return token !== undefined && Date.parse(token.expiresAt) > account.sandbox.now().getTime();
}

/** What is kept of a token: whoever reads the store cannot pay with it. */
function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function json(status: number, body: object): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
