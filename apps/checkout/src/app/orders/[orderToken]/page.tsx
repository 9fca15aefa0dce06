import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { environment } from "../../../env.ts";
import { OrderPage } from "../../../page/order-page.tsx";
import { pageVoice, readOrder } from "../../../server/page-voice.ts";

type Props = { readonly params: Promise<{ readonly orderToken: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { orderToken } = await params;
  const [{ copy }, order] = await Promise.all([pageVoice(), readOrder(orderToken)]);
  return { title: order ? copy.order.title(order.number) : copy.unknown.title };
}

export default async function Page({ params }: Props) {
  const { orderToken } = await params;
  const order = await readOrder(orderToken);
  if (order === null) notFound();
  return <OrderPage order={order} shopOrigin={environment().PUBLIC_ORIGIN} />;
}
