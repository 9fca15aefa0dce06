import "@evertill/design-system/styles.css";
import "../../storefront.css";
import { locales, localeTag } from "@evertill/money";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { CartScope } from "../../../cart/browser/cart-scope.tsx";
import { Footer } from "../../../components/footer.tsx";
import { Header } from "../../../components/header.tsx";
import { storefront } from "../../../compose.ts";
import { currentArm } from "../../../routing/internal-path.ts";
import { pageLocale } from "../../../shop/page-locale.ts";
import { readShop } from "../../../shop/read-shop.ts";
import { TrackingScope } from "../../../tracking/tracking-scope.tsx";
import { fraunces, inter } from "../../fonts.ts";

type Props = { readonly children: ReactNode; readonly params: Promise<{ locale: string; arm: string }> };

export function generateStaticParams() {
  return locales.map(({ path }) => ({ locale: path, arm: currentArm }));
}

export const viewport: Viewport = { themeColor: "#f6f1e8" };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const { name, description } = await readShop(locale);
  return {
    metadataBase: new URL(storefront().environment.PUBLIC_ORIGIN),
    title: { default: name, template: `%s · ${name}` },
    description,
    icons: { icon: "/icon.svg" },
  };
}

export default async function RootLayout({ children, params }: Props) {
  const { locale: path, arm } = await params;
  const { locale, words } = pageLocale(path);
  return (
    <html lang={localeTag(locale)} className={`${fraunces.variable} ${inter.variable}`}>
      <body>
        <a className="skip" href="#content">
          {words.skipToContent}
        </a>
        <TrackingScope
          locale={locale.path}
          currency={locale.currency}
          arm={arm}
          release={storefront().environment.RELEASE_ID}
          words={{
            title: words.consentTitle,
            text: words.consentText,
            more: words.consentMore,
            yes: words.consentYes,
            no: words.consentNo,
            privacy: words.privacy,
          }}
        >
          <CartScope locale={locale.path}>
            <Header locale={locale} words={words} />
            <main id="content" tabIndex={-1}>
              {children}
            </main>
            <Footer locale={locale} words={words} />
          </CartScope>
        </TrackingScope>
      </body>
    </html>
  );
}
