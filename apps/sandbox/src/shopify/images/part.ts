import { imageFolders } from "../../folders.ts";
import { type Part, routes } from "../../http/part.ts";
import { pictureQuery, Pictures } from "./picture.ts";

/** Where an image of the shop is served: `/cdn/shop/files/<file>?width&height&crop&format`. */
export const imagePath = "/cdn/shop/files";

const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The image CDN. */
export const imagePart: Part = (_sandbox, folders) => {
  const pictures = new Pictures(imageFolders(folders));
  return routes().get(`${imagePath}/:file`, async (context) => {
    const file = context.req.param("file");
    const query = pictureQuery.safeParse(context.req.query());
    if (!query.success) return context.text(describeIssues(query.error.issues), 400);
    const picture = fileName.test(file) ? await pictures.find(file, query.data) : undefined;
    if (!picture) return context.text(`There is no picture "${file}"`, 404);
    return context.body(picture.bytes, 200, {
      "content-type": picture.type,
      "cache-control": "public, max-age=31536000, immutable",
      "access-control-allow-origin": "*",
    });
  });
};

function describeIssues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  return issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`).join("\n");
}
