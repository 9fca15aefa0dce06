"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Section } from "./sections.ts";

export function Navigation({ sections }: { readonly sections: readonly Section[] }) {
  const path = usePathname();
  return (
    <nav className="cs-nav" aria-label="Sections">
      {sections.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={path.startsWith(href) ? "page" : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
