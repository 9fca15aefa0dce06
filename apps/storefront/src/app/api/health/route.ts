/** The process answers. Whether the shop behind it does is not asked: the pages kept here outlive it. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
