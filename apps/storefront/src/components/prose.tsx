/** Text the merchant wrote in Shopify, whose editor and API let no script through. */
export function Prose({ html }: { readonly html: string }) {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
