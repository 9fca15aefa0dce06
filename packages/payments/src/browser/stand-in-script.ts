/** A script that has not come in this time is taken not to come. */
const loadingMs = 10_000;
const loaded = new Map<string, Promise<void>>();

/**
 * Loads the script that stands in for a provider's, once per address. The providers' own loaders adopt what it leaves in the
 * page. A failure is forgotten, so that the next call tries again. Rejects when the script does not come.
 */
export function standInScript(url: string): Promise<void> {
  const known = loaded.get(url);
  if (known) return known;
  const loading = fetchScript(url).catch((error: unknown) => {
    loaded.delete(url);
    throw error;
  });
  loaded.set(url, loading);
  return loading;
}

function fetchScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      script.remove();
      reject(new Error(`${url} did not load`));
    };
    const late = setTimeout(fail, loadingMs);
    script.addEventListener("load", () => {
      clearTimeout(late);
      resolve();
    });
    script.addEventListener("error", () => {
      clearTimeout(late);
      fail();
    });
    script.src = url;
    document.head.append(script);
  });
}
