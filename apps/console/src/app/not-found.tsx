import { Words } from "../frame/words.tsx";

export default function NotFound() {
  return <Words title="Nothing here" text="The address leads nowhere: perhaps it was cut off on its way." />;
}
