/** Safari 16.4 and Chrome before 120, which Next 16 supports, have no `URL.canParse`. */
if (!("canParse" in URL)) Object.assign(URL, { canParse });

function canParse(address: string | URL, base?: string | URL): boolean {
  try {
    return new URL(address, base).href !== "";
  } catch {
    return false;
  }
}
