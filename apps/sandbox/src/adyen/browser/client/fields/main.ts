import { SecuredField } from "./secured-field.ts";

/**
 * One field of adyen-web's card, in a frame of its own (protocol of secured fields 6, as @adyen/adyen-web 6.45 speaks it).
 * Everything in both directions is a JSON text. The page speaks first, once the frame has loaded, so this listens at once.
 */
const pageOrigin = atob(new URLSearchParams(location.search).get("d") ?? "");
const input = document.querySelector("input");
let field: SecuredField | undefined;

addEventListener("message", (event: MessageEvent<unknown>) => {
  if (event.origin !== pageOrigin || event.source !== parent || typeof event.data !== "string" || !input)
    return;
  const order: unknown = JSON.parse(event.data);
  if (typeof order !== "object" || order === null) return;
  if (field) field.obey({ ...order });
  else
    field = SecuredField.open(input, { ...order }, (news) =>
      parent.postMessage(JSON.stringify(news), pageOrigin),
    );
});
