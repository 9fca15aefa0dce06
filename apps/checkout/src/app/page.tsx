import { notFound } from "next/navigation";

/** There is no checkout without a token. */
export default function Page(): never {
  notFound();
}
