export { postcodeFact, readPostcode } from "./postcode.ts";
export { type Zone, zonesOf } from "./zones.ts";
