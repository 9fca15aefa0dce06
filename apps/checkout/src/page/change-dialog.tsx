"use client";

import { Button, Dialog } from "@evertill/design-system";
import type { Checkout } from "./use-checkout.ts";
import { useVoice } from "./words.tsx";

/** Another country, other prices: says what would change and waits for a yes. Closing it keeps the order as it was. */
export function ChangeDialog({ checkout }: { readonly checkout: Checkout }) {
  const { copy, amount } = useVoice();
  const { change } = checkout;
  return (
    <Dialog
      open={change !== null}
      onClose={checkout.declineChange}
      title={change?.asked.acceptable === false ? copy.change.impossible : copy.change.heading}
      closeLabel={copy.change.close}
      footer={
        change && (
          <div className="co-actions">
            {change.asked.acceptable && (
              <Button onClick={() => void checkout.saveDelivery(change.address, true)}>
                {copy.change.accept}
              </Button>
            )}
            <Button variant={change.asked.acceptable ? "quiet" : "primary"} onClick={checkout.declineChange}>
              {copy.change.decline}
            </Button>
          </div>
        )
      }
    >
      {change && (
        <div className="co-stack">
          <p>{change.asked.message}</p>
          {change.asked.lines.length > 0 && (
            <ul className="co-change-lines">
              {change.asked.lines.map(({ id, title, before, after }) => (
                <li key={id}>
                  <span>{title}</span>
                  <span>
                    <s>{amount(before)}</s> {after ? amount(after) : copy.change.unavailable}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Dialog>
  );
}
