import "@evertill/design-system/styles.css";
import "../page/checkout.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { environment } from "../env.ts";
import { pageVoice } from "../server/page-voice.ts";
import { pathHeader } from "../server/request-headers.ts";
import { fraunces, inter } from "./fonts.ts";

export const viewport: Viewport = { themeColor: "#f6f1e8" };

export async function generateMetadata(): Promise<Metadata> {
  const { copy } = await pageVoice();
  return {
    title: { default: `${copy.title} · ${copy.brand}`, template: `%s · ${copy.brand}` },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

/** The frame of every page of the till: quiet, with one way back to the shop. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const { copy, tag, locale } = await pageVoice();
  const { PUBLIC_ORIGIN } = environment();
  const sent = await headers();
  const isOrder = sent.get(pathHeader)?.includes("/orders/") === true;
  const shop = `${PUBLIC_ORIGIN}/${locale.path}`;
  return (
    <html lang={tag} className={`${fraunces.variable} ${inter.variable}`}>
      <body>
        <a className="co-skip" href="#content">
          {copy.skip}
        </a>
        <header className="co-header">
          <a className="co-brand" href={shop}>
            {copy.brand}
          </a>
          <a className="co-back" href={isOrder ? shop : `${shop}/cart`}>
            {isOrder ? copy.backToShop : copy.backToCart}
          </a>
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}
