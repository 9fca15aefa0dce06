import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Prose } from "../../../../../components/prose.tsx";
import { paths } from "../../../../../routing/public-path.ts";
import { alternates } from "../../../../../shop/alternates.ts";
import { readPolicies } from "../../../../../shop/read-shop.ts";

export const ensureStatic = "navigation";

type Props = { readonly params: Promise<{ locale: string; handle: string }> };

export async function generateStaticParams({ params }: { params: { locale: string } }) {
  const policies = await readPolicies(params.locale);
  // A shop may have written none; the build needs one address, which then is a missing page.
  return policies.length === 0 ? [{ handle: "privacy-policy" }] : policies.map(({ handle }) => ({ handle }));
}

async function read({ locale, handle }: { locale: string; handle: string }) {
  const policies = await readPolicies(locale);
  return policies.find((policy) => policy.handle === handle);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const resolved = await params;
  const policy = await read(resolved);
  if (!policy) return {};
  return {
    title: policy.title,
    alternates: alternates(resolved.locale, (locale) => paths.policy(locale, policy.handle)),
  };
}

export default async function PolicyPage({ params }: Props) {
  const policy = await read(await params);
  if (!policy) notFound();
  return (
    <article className="ds-container section" data-width="text">
      <h1>{policy.title}</h1>
      <Prose html={policy.bodyHtml} />
    </article>
  );
}
