import type { SandboxContext } from "../../../../context.ts";
import { isErrors, Operations } from "../../../graphql/operations.ts";
import { executeInContext } from "../../execute.ts";
import { resolverMaps } from "../../resolvers.ts";
import { storefrontSchema } from "../../schema.ts";
import { readCartGid } from "../cart-id.ts";
import { type Differences, differences } from "./compare.ts";
import { Names } from "./names.ts";
import { type Interaction, type Recording, textAt } from "./recording.ts";

export type Replayed = { readonly name: string; readonly differences: Differences };
type Cart = { readonly id: string; readonly key: string };

/** Sends every recorded Storefront request, in order, and compares the answers; `data` and `errors`, not the cost. */
export async function replay(recording: Recording, sandbox: SandboxContext): Promise<readonly Replayed[]> {
  const operations = new Operations(storefrontSchema(resolverMaps));
  const names = new Names();
  const carts = new Map<CartRole, Cart>();
  let accessToken = "";
  const replayed: Replayed[] = [];
  for (const interaction of recording.interactions.filter(({ apiSurface }) => apiSurface === "storefront")) {
    const { name } = interaction;
    const sent = signedIn(names.translate(interaction.variables, carts.get(roleOf(name))), name, accessToken);
    const answer = await ask(operations, sandbox, { query: interaction.query, variables: sent });
    if (name in creations) carts.set(creations[name] ?? "main", cartIn(answer));
    if (name === "storefrontCustomerTokenCreate")
      accessToken = textAt(answer, "data.customerAccessTokenCreate.customerAccessToken.accessToken");
    replayed.push({ name, differences: differences(bodyOf(interaction), answer, names) });
  }
  return replayed;
}

type CartRole = "main" | "delivery" | "foreign";

const creations: Readonly<Record<string, CartRole>> = {
  cartCreate: "main",
  cartDeliveryPrimaryCartCreate: "delivery",
  cartDeliveryOwnershipCartCreate: "foreign",
};

/** Which of the three carts an interaction is about. */
function roleOf(name: string): CartRole {
  if (name.endsWith("ForeignCart")) return "foreign";
  return name.startsWith("cartDelivery") || name.startsWith("cartSelectedDelivery") ? "delivery" : "main";
}

/** Passwords and tokens were recorded as one marker; only this request was sent with a token that is valid. */
function signedIn<Variables>(variables: Variables, name: string, accessToken: string): Variables {
  if (name !== "cartBuyerIdentityUpdate") return variables;
  const marker = "<redacted:storefront-cart-customer-auth>";
  return JSON.parse(JSON.stringify(variables).replaceAll(marker, accessToken)) as Variables;
}

async function ask(
  operations: Operations,
  sandbox: SandboxContext,
  request: Pick<Interaction, "query" | "variables">,
): Promise<unknown> {
  const operation = operations.prepare(request);
  const result = isErrors(operation)
    ? { errors: operation }
    : await executeInContext(operations, sandbox, operation, { origin: "http://127.0.0.1:4010" });
  return JSON.parse(JSON.stringify(result));
}

function cartIn(answer: unknown): Cart {
  const { token, key } = readCartGid(textAt(answer, "data.cartCreate.cart.id")) ?? { token: "", key: "" };
  return { id: token, key };
}

function bodyOf({ response: { body } }: Interaction): object {
  return {
    ...("data" in body ? { data: body.data } : {}),
    ...("errors" in body ? { errors: body.errors } : {}),
  };
}
