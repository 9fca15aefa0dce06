"use client";

import { Button } from "@evertill/design-system";
import { useSyncExternalStore } from "react";
import { voiceFor } from "../copy/copy-of.ts";
import { Words } from "../page/words-page.tsx";

const never = () => () => undefined;

/** Shown when a page of the till failed. Loading again shows the truth: a payment is never repeated by it. */
export default function Failed() {
  const language = useSyncExternalStore(
    never,
    () => document.documentElement.lang,
    () => "en-GB",
  );
  const { copy, locale } = voiceFor(language);
  return (
    <Words {...copy.failed} href={`/${locale.path}/cart`} link={copy.backToCart}>
      <Button onClick={() => window.location.reload()}>{copy.failed.retry}</Button>
    </Words>
  );
}
