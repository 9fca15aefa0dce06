/** The browser's language as a tag that `Intl` takes: some systems put "en-US@posix" there, or nothing. */
export function browserLanguage(language = navigator.language): string {
  const [tag = ""] = language.split("@");
  return /^[a-z]{2,3}(-[a-z\d]+)*$/i.test(tag) ? tag : "en-US";
}
