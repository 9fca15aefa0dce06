import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Prose } from "../../../../../components/prose.tsx";
import { storefront } from "../../../../../compose.ts";
import { paths } from "../../../../../routing/public-path.ts";
import { alternates } from "../../../../../shop/alternates.ts";
import { pageLocale } from "../../../../../shop/page-locale.ts";
import { readPage } from "../../../../../shop/read-shop.ts";

export const ensureStatic = "navigation";

type Props = { readonly params: Promise<{ locale: string; handle: string }> };

export async function generateStaticParams({ params }: { params: { locale: string } }) {
  const { locale } = pageLocale(params.locale);
  const handles = await storefront().catalog.listPageHandles({ locale });
  return handles.map((handle) => ({ handle }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, handle } = await params;
  const page = await readPage(locale, decodeURIComponent(handle));
  if (page === null) return {};
  return {
    title: page.seo.title ?? page.title,
    description: page.seo.description,
    alternates: alternates(locale, (one) => paths.page(one, page.handle)),
  };
}

export default async function ContentPage({ params }: Props) {
  const { locale, handle } = await params;
  const page = await readPage(locale, decodeURIComponent(handle));
  if (page === null) notFound();
  return (
    <article className="ds-container section" data-width="text">
      <h1>{page.title}</h1>
      <Prose html={page.bodyHtml} />
    </article>
  );
}
