import { environment } from "../../env.ts";
import { Words } from "../../page/words-page.tsx";
import { pageVoice } from "../../server/page-voice.ts";
import { stopReasons } from "../../start/start-address.ts";

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

/** Why a shopper who came to pay cannot, and the way back. */
export default async function Page({ searchParams }: Props) {
  const { reason } = await searchParams;
  const { copy, locale } = await pageVoice();
  const known = stopReasons.find((each) => each === reason) ?? "link-broken";
  const shop = `${environment().PUBLIC_ORIGIN}/${locale.path}`;
  return known === "cart-empty" ? (
    <Words {...copy.stopped[known]} href={shop} link={copy.backToShop} />
  ) : (
    <Words {...copy.stopped[known]} href={`${shop}/cart`} link={copy.backToCart} />
  );
}
