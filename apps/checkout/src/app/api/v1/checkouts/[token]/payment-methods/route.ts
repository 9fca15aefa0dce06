import { serve } from "../../../../../../api/serve.ts";

type Context = { readonly params: Promise<{ readonly token: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return serve((routes) => routes.paymentMethods(request, token));
}
