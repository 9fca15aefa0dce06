/** A header the proxy adds for the pages behind it; it overwrites whatever a client sent under this name. */
export const pathHeader = "x-evertill-path";
