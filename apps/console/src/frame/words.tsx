import { LinkButton } from "@evertill/design-system";

/** A page that has nothing to show but why. */
export function Words({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="cs-words">
      <h1>{title}</h1>
      <p>{text}</p>
      <LinkButton variant="secondary" href="/">
        Back to the start
      </LinkButton>
    </div>
  );
}
