const script = document.currentScript;

/** Where this script came from: the payer's page is there too. */
export const standInOrigin = new URL(script instanceof HTMLScriptElement ? script.src : location.href).origin;
