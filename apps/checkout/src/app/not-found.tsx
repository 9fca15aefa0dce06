import { cartAddress } from "../copy/copy-of.ts";
import { environment } from "../env.ts";
import { Words } from "../page/words-page.tsx";
import { pageVoice } from "../server/page-voice.ts";

export default async function NotFound() {
  const { copy, locale } = await pageVoice();
  const href = cartAddress({ locale }, environment().PUBLIC_ORIGIN);
  return <Words {...copy.unknown} href={href} link={copy.backToCart} />;
}
