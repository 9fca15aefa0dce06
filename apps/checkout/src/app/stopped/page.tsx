import { wayBack } from "../../copy/copy-of.ts";
import { environment } from "../../env.ts";
import { Words } from "../../page/words-page.tsx";
import { pageVoice } from "../../server/page-voice.ts";
import { stopReasons } from "../../start/start-address.ts";

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

/** Why a shopper who came to pay cannot, and the way back. */
export default async function Page({ searchParams }: Props) {
  const { reason } = await searchParams;
  const voice = await pageVoice();
  const known = stopReasons.find((each) => each === reason) ?? "link-broken";
  return <Words {...voice.copy.stopped[known]} {...wayBack(voice, environment().PUBLIC_ORIGIN, known)} />;
}
