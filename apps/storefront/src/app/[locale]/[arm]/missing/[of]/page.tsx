import type { Metadata } from "next";
import { Missing } from "../../../../../components/missing.tsx";
import { pageLocale } from "../../../../../shop/page-locale.ts";

export const ensureStatic = "navigation";

/**
 * Next keeps status 200 with what it writes at build, and no status with what it writes later (16.4.6,
 * app-page-runtime.js), so the page that is shown is not the one written at build: then the proxy's 404 stands.
 */
export function generateStaticParams() {
  return [{ of: "build" }];
}

type Props = { readonly params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { words } = pageLocale((await params).locale);
  return { title: words.missingTitle, robots: { index: false } };
}

/** Shown with status 404, which the proxy sets, for every address of a locale that leads nowhere. */
export default async function MissingPage({ params }: Props) {
  const { locale, words } = pageLocale((await params).locale);
  return <Missing locale={locale.path} words={words} />;
}
