import { composeDataCache } from "./compose.ts";

/** What Next loads as `cacheHandlers.default`. */
export default composeDataCache();
