import { serve } from "../../../../api/serve.ts";

export const GET = (request: Request): Promise<Response> =>
  serve((routes) => routes.addressSuggestions(request));
