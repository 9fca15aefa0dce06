import { Missing } from "../../../components/missing.tsx";
import { english } from "../../../words/english.ts";

export default function NotFound() {
  return <Missing locale="en-gb" words={english} />;
}
