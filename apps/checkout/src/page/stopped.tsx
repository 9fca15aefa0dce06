"use client";

import type { CheckoutView } from "@evertill/checkout/api";
import { LinkButton, Notice } from "@evertill/design-system";
import { useEffect, useRef } from "react";
import { wayBack } from "../copy/copy-of.ts";
import { useVoice } from "./words.tsx";

/** In the place of payment, while this checkout cannot go on: why, and the way back. What was typed stays where it is. */
export function Stopped({
  reason,
  shopOrigin,
}: {
  readonly reason: NonNullable<CheckoutView["stopped"]>;
  readonly shopOrigin: string;
}) {
  const voice = useVoice();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "center" });
  }, []);
  const { title, text } = voice.copy.stopped[reason];
  const { href, link } = wayBack(voice, shopOrigin, reason);
  return (
    <div className="co-status" ref={box} tabIndex={-1} role="alert">
      <Notice tone="problem" title={title}>
        <p>{text}</p>
        <LinkButton href={href}>{link}</LinkButton>
      </Notice>
    </div>
  );
}
