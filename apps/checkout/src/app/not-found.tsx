import { environment } from "../env.ts";
import { Words } from "../page/words-page.tsx";
import { pageVoice } from "../server/page-voice.ts";

export default async function NotFound() {
  const { copy, locale } = await pageVoice();
  const href = `${environment().PUBLIC_ORIGIN}/${locale.path}/cart`;
  return <Words {...copy.unknown} href={href} link={copy.backToCart} />;
}
