import type { Metadata } from "next";
import { connection } from "next/server";
import { Missing } from "../../../../components/missing.tsx";
import { pageLocale } from "../../../../shop/page-locale.ts";

/** Written for each request, because Next keeps the proxy's status 404 only for such a page. */
export const instant = false;

type Props = { readonly params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return { title: pageLocale(locale).words.missingTitle, robots: { index: false } };
}

/** Shown for addresses that the proxy knows nothing at. */
export default async function MissingPage({ params }: Props) {
  await connection();
  const { locale, words } = pageLocale((await params).locale);
  return <Missing locale={locale.path} words={words} />;
}
