const script = document.currentScript;

/** Where this script came from: frames, API and the bank's page are there too. */
export const standInOrigin = new URL(script instanceof HTMLScriptElement ? script.src : location.href).origin;
