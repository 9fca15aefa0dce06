import "@evertill/design-system/styles.css";
import "../frame/console.css";
import { Button } from "@evertill/design-system";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { currentVisitor } from "../access/visitor.ts";
import { Navigation } from "../frame/navigation.tsx";
import { sectionsFor } from "../frame/sections.ts";
import { signOut } from "../sign-in/sign-in-actions.ts";
import { fraunces, inter } from "./fonts.ts";

export const viewport: Viewport = { themeColor: "#f6f1e8" };
export const metadata: Metadata = {
  title: { default: "Console", template: "%s · Console" },
  robots: { index: false, follow: false },
};

/** The frame of every page: what one's role may see, and who one is. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const visitor = await currentVisitor();
  return (
    <html lang="en-GB" className={`${fraunces.variable} ${inter.variable}`}>
      <body>
        <a className="cs-skip" href="#content">
          Skip to the content
        </a>
        <header className="cs-header">
          <span className="cs-brand">Evertill console</span>
          {visitor && (
            <>
              <Navigation sections={sectionsFor(visitor.role)} />
              <form className="cs-visitor" action={signOut}>
                <span>
                  {visitor.name} <small>{visitor.role}</small>
                </span>
                <Button type="submit" variant="quiet">
                  Sign out
                </Button>
              </form>
            </>
          )}
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}
