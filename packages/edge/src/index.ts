export { createFrontDoor } from "./front-door.ts";
export { type Upstream, type Upstreams, upstreamOf } from "./routes.ts";
