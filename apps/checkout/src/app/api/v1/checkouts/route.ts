import { serve } from "../../../../api/serve.ts";

export const POST = (request: Request): Promise<Response> => serve((routes) => routes.start(request));
