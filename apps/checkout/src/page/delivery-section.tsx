"use client";

import type { Address } from "@evertill/checkout/api";
import { Button, Notice, RadioCard, RadioCards } from "@evertill/design-system";
import { equals, isZero } from "@evertill/money";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type AddressFaults, checkAddress, draftOf, emptyDraft } from "../address/address-draft.ts";
import type { AddressFieldName } from "../address/address-form.ts";
import { AddressFields } from "./address-fields.tsx";
import { fieldWordsOf } from "./field-words.ts";
import { focusHeading } from "./focus.ts";
import { Section } from "./section.tsx";
import type { Suggest } from "./street-field.tsx";
import type { Checkout } from "./use-checkout.ts";
import { useDraft } from "./use-draft.ts";
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
  const [draft, setDraft] = useDraft(
    `evertill.delivery.${view.token}`,
    view.deliveryAddress ? draftOf(view.deliveryAddress) : emptyDraft(home),
  );
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const checked = checkAddress(draft);
  const faults = checked.kind === "faulty" ? shownFaults(checked.faults, touched) : {};
  const isSaved = checked.kind === "complete" && isSame(view.deliveryAddress, checked.address);

  const { markUnsaved } = checkout;
  useEffect(() => markUnsaved("delivery", !isSaved), [markUnsaved, isSaved]);
  const wasAsked = useRef(false);
  const restore = useEffectEvent(() => {
    // The shopper said no: the form must not show a place the order does not go to.
    if (!isSaved && view.deliveryAddress && saving.delivery !== "saving")
      setDraft(draftOf(view.deliveryAddress));
  });
  useEffect(() => {
    if (change === null && wasAsked.current) restore();
    wasAsked.current = change !== null;
  }, [change]);

  const leave = (name: AddressFieldName | "country"): void => {
    if (name !== "country" && draft[name].trim() !== "") setTouched(new Set([...touched, name]));
    // Nobody should be asked about another country twice: its question stands until it is answered.
    if (checked.kind === "complete" && !isSaved && change === null)
      void checkout.saveDelivery(checked.address);
  };
  const submit = async (): Promise<void> => {
    setTouched(allNames);
    if (checked.kind === "faulty") return focusFirst("shipping", checked.faults);
    if (isSaved || (await checkout.saveDelivery(checked.address))) focusHeading("delivery-options");
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
          draft={draft}
          countries={view.deliveryCountries}
          faults={faults}
          serverWords={fieldWordsOf(fieldWords, "delivery")}
          disabled={locked}
          onChange={setDraft}
          onLeave={leave}
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
      <DeliveryOptions checkout={checkout} locked={locked} />
    </Section>
  );
}

function DeliveryOptions({ checkout, locked }: { readonly checkout: Checkout; readonly locked: boolean }) {
  const { copy, amount } = useVoice();
  const { view, saving } = checkout;
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
      {view.deliveryAddress !== null && view.deliveryOptions.length === 0 && (
        <Notice tone="problem">{copy.delivery.noOptions}</Notice>
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

const allNames: ReadonlySet<string> = new Set([
  "firstName",
  "lastName",
  "address1",
  "city",
  "zone",
  "postcode",
  "phone",
]);

export function shownFaults(faults: AddressFaults, touched: ReadonlySet<string>): AddressFaults {
  return Object.fromEntries(Object.entries(faults).filter(([name]) => touched.has(name)));
}

export { allNames as everyAddressField };

export function focusFirst(section: "shipping" | "billing", faults: AddressFaults): void {
  const [first] = Object.keys(faults);
  if (first) document.getElementById(`${section}-${first}`)?.focus();
}

export function isSame(saved: Address | null, next: Address): boolean {
  if (saved === null) return false;
  const names = new Set([...Object.keys(saved), ...Object.keys(next)]) as Set<keyof Address>;
  return [...names].every((name) => (saved[name] ?? "") === (next[name] ?? ""));
}
