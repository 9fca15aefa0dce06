/** Something that is wrong (`fault`) or could be better (`warning`), with what to do about it. */
export type Finding = {
  readonly level: "fault" | "warning";
  /** The representation or the path it was seen at. */
  readonly where: string;
  readonly what: string;
  readonly fix: string;
};

/** How one check went. What could not be looked at is said, never counted as good. */
export type CheckResult = {
  readonly check: CheckName;
  readonly findings: readonly Finding[];
  readonly notLookedAt: readonly string[];
};

/** Each check, as its line of the table says it. */
export const checkTitles = {
  apart: "each representation is kept apart",
  poison: "no visitor can put something else in a page's place",
  equal: "the cache answers what the origin answers",
  private: "no private answer is kept or shared",
  lifetimes: "Cache-Control, Age and Vary are sane",
  errors: "what is missing or broken is not kept",
  query: "the query splits what it must and nothing else",
  compression: "compression follows what the browser reads",
  assets: "hashed files are kept for good",
  purge: "a purge reaches every representation",
} as const;
export type CheckName = keyof typeof checkTitles;
export const checkNames = Object.keys(checkTitles) as readonly CheckName[];
