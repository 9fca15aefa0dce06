/** Headers the proxy adds for the pages behind it; it overwrites whatever a client sent under these names. */
export const nonceHeader = "x-evertill-nonce";
export const pathHeader = "x-evertill-path";
