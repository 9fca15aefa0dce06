"use client";

import { Button, Notice, RadioCard, RadioCards } from "@evertill/design-system";
import { equals, isZero } from "@evertill/money";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { draftOf, emptyDraft } from "../address/address-draft.ts";
import { AddressFields } from "./address-fields.tsx";
import { hasNoWay } from "../address/no-way.ts";
import { fieldWordsOf } from "./field-words.ts";
import { focusFault, focusHeading } from "./focus.ts";
import { Section } from "./section.tsx";
import type { Suggest } from "./street-field.tsx";
import { useAddressForm } from "./use-address-form.ts";
import type { Checkout } from "./use-checkout.ts";
import { useVoice } from "./words.tsx";

/** Where it goes and how it gets there. The address saves itself once it is whole; its prices then come from the shop. */
export function DeliverySection({
  checkout,
  locked,
  suggest,
}: {
  readonly checkout: Checkout;
  readonly locked: boolean;
  readonly suggest: Suggest | null;
}) {
  const { copy, locale } = useVoice();
  const { view, saving, fieldWords, change } = checkout;
  const home = view.deliveryCountries[0] ?? locale.country;
  // Nobody should be asked about another country twice: its question stands until it is answered.
  const form = useAddressForm({
    name: `evertill.delivery.${view.token}`,
    section: "shipping",
    saved: view.deliveryAddress,
    initial: emptyDraft(home),
    save: checkout.saveDelivery,
    savesOnLeave: change === null,
  });
  const { isSaved } = form;

  const { markUnsaved } = checkout;
  useEffect(() => markUnsaved("delivery", !isSaved), [markUnsaved, isSaved]);
  const wasAsked = useRef(false);
  const restore = useEffectEvent(() => {
    // The shopper said no: the form must not show a place the order does not go to.
    if (!isSaved && view.deliveryAddress && saving.delivery !== "saving")
      form.setDraft(draftOf(view.deliveryAddress));
  });
  useEffect(() => {
    if (change === null && wasAsked.current) restore();
    wasAsked.current = change !== null;
  }, [change]);

  const submit = async (): Promise<void> => {
    if (await form.submit()) focusHeading("delivery-options");
    else focusFault("delivery");
  };

  return (
    <Section
      id="delivery"
      step={2}
      heading={copy.delivery.heading}
      saving={saving.delivery}
      isUnsaved={!isSaved}
      copy={copy}
    >
      <form
        noValidate
        className="co-stack"
        aria-label={copy.delivery.addressHeading}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <AddressFields
          section="shipping"
          draft={form.draft}
          countries={view.deliveryCountries}
          faults={form.faults}
          serverWords={fieldWordsOf(fieldWords, "delivery")}
          refusedBy={isSaved && hasNoWay(view) ? noWayId : undefined}
          disabled={locked}
          onChange={form.setDraft}
          onLeave={form.leave}
          suggest={suggest}
        />
        {!isSaved && (
          <div>
            <Button type="submit" variant="secondary" busy={saving.delivery === "saving"}>
              {copy.delivery.proceed}
            </Button>
          </div>
        )}
      </form>
      {view.needsDelivery && <DeliveryOptions checkout={checkout} locked={locked} />}
    </Section>
  );
}

const noWayId = "delivery-no-way";

function DeliveryOptions({ checkout, locked }: { readonly checkout: Checkout; readonly locked: boolean }) {
  const { copy, amount } = useVoice();
  const { view, saving, fieldWords } = checkout;
  const refused = fieldWords["option.handle"];
  /** Shown as chosen at once; what the till answers then is the truth. */
  const [wanted, setWanted] = useState<string | null>(null);
  const choose = async (handle: string) => {
    setWanted(handle);
    await checkout.chooseOption(handle);
    setWanted(null);
  };
  return (
    <div className="co-options">
      <h3 id="delivery-options-heading" tabIndex={-1}>
        {copy.delivery.optionsHeading}
      </h3>
      {view.deliveryAddress === null && <p className="co-muted">{copy.delivery.optionsPending}</p>}
      {hasNoWay(view) && (
        <div id={noWayId}>
          <Notice tone="problem" role="alert">
            <p>{copy.delivery.noOptions}</p>
          </Notice>
        </div>
      )}
      {refused !== undefined && (
        <Notice tone="problem" role="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {view.deliveryOptions.length > 0 && (
        <RadioCards legend={copy.delivery.optionsHeading} legendHidden>
          {view.deliveryOptions.map(({ handle, title, description, price, total }) => (
            <RadioCard
              key={handle}
              name="delivery-option"
              value={handle}
              title={title}
              detail={description}
              aside={
                <>
                  {!equals(price, total) && <s>{amount(price)}</s>}{" "}
                  {isZero(total) ? copy.delivery.free : amount(total)}
                </>
              }
              checked={(wanted ?? view.chosenDeliveryOption) === handle}
              disabled={locked}
              aria-busy={saving.option === "saving"}
              onChange={() => void choose(handle)}
            />
          ))}
        </RadioCards>
      )}
    </div>
  );
}
