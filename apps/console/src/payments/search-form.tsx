import { Button, TextField } from "@evertill/design-system";

export function SearchForm({ typed }: { readonly typed: string }) {
  return (
    <form className="cs-search">
      <TextField
        label="Find a payment"
        hint="Order number, mail address, or the id of a checkout, payment or attempt, here or at the provider"
        name="q"
        type="search"
        defaultValue={typed}
        autoComplete="off"
        maxLength={200}
      />
      <Button type="submit">Find</Button>
    </form>
  );
}
