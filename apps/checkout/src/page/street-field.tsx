"use client";
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot be typed into, a datalist cannot fill the other fields */

import type { SuggestedPlace } from "@evertill/checkout/api";
import { TextField, type TextFieldProps } from "@evertill/design-system";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useVoice } from "./words.tsx";

export type Suggest = (typed: string, country: string) => Promise<readonly SuggestedPlace[]>;

const lettersMin = 4;
/** Long enough not to ask at every key, short enough to be there when the eye looks. */
const pauseMs = 250;

/**
 * The street, with whole addresses offered below it while it is typed (the ARIA combobox pattern: arrows choose, Enter takes,
 * Escape leaves). Nothing is offered where nothing is found, and what is typed is always right.
 */
export function StreetField({ suggest, country, onTake, ...field }: StreetFieldProps) {
  const { copy } = useVoice();
  const listId = useId();
  const offer = useOffer(String(field.value ?? ""), country, suggest);
  const { places, active } = offer;
  const isOpen = places.length > 0;
  const take = (place: SuggestedPlace | undefined): void => {
    if (!place) return;
    offer.close();
    onTake(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) offer.move(step);
    else if (event.key === "Escape") offer.close();
    else if (event.key === "Enter" && active !== null) take(places[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="co-street">
      <TextField
        {...field}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={active === null ? undefined : `${listId}-${active}`}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          offer.typed();
          field.onChange?.(event);
        }}
        onBlur={(event) => {
          offer.close();
          field.onBlur?.(event);
        }}
      />
      {isOpen && (
        <div className="co-suggestions" role="listbox" id={listId} aria-label={copy.delivery.suggestions}>
          {places.map((place, index) => (
            <div
              key={placeWords(place)}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              // Before the field loses the focus, which would take the list away.
              onPointerDown={(event) => {
                event.preventDefault();
                take(place);
              }}
            >
              <span>{place.address1}</span> <span className="co-muted">{townOf(place)}</span>
            </div>
          ))}
        </div>
      )}
      <p className="ds-visually-hidden" aria-live="polite">
        {isOpen && copy.delivery.suggested(places.length)}
      </p>
    </div>
  );
}

export type StreetFieldProps = Omit<TextFieldProps, "role" | "onKeyDown"> & {
  readonly suggest: Suggest;
  readonly country: string;
  readonly onTake: (place: SuggestedPlace) => void;
};

/** What is offered for what was typed last; only typing asks, so a remembered or taken address opens nothing. */
function useOffer(typed: string, country: string, suggest: Suggest) {
  const [isAsked, setAsked] = useState(false);
  const [places, setPlaces] = useState<readonly SuggestedPlace[]>([]);
  const [active, setActive] = useState<number | null>(null);
  useEffect(() => {
    if (!isAsked || typed.trim().length < lettersMin) return undefined;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const found = await suggest(typed, country);
      if (!isWanted) return;
      setPlaces(found);
      setActive(null);
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [isAsked, typed, country, suggest]);
  return {
    places: isAsked && typed.trim().length >= lettersMin ? places : [],
    active,
    typed: () => setAsked(true),
    close: () => {
      setAsked(false);
      setPlaces([]);
      setActive(null);
    },
    move: (step: number) =>
      setActive((current) => {
        const from = current ?? (step > 0 ? -1 : 0);
        return (from + step + places.length) % places.length;
      }),
  };
}

function townOf({ postcode, city, zone }: SuggestedPlace): string {
  return [city, zone, postcode].filter(Boolean).join(", ");
}

function placeWords(place: SuggestedPlace): string {
  return `${place.address1}, ${townOf(place)}`;
}
