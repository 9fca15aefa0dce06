"use client";

/** Leads to the same page in another locale; without a script, to that locale's front page. */
export function LocaleLink({
  home,
  lang,
  isCurrent,
  name,
}: {
  readonly home: string;
  readonly lang: string;
  readonly isCurrent: boolean;
  readonly name: string;
}) {
  return (
    <a
      href={home}
      lang={lang}
      hrefLang={lang}
      aria-current={isCurrent ? "true" : undefined}
      onClick={(event) => {
        event.currentTarget.href = home + location.pathname.replace(/^\/[^/]+/, "");
      }}
    >
      {name}
    </a>
  );
}
