import { Words } from "../frame/words.tsx";

export default function Forbidden() {
  return (
    <Words
      title="Not for your role"
      text="This page belongs to another role than yours. An administrator can change your role."
    />
  );
}
