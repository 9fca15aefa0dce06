import { expect, test } from "vitest";
import { imagePath } from "./image-path.ts";

test.each([
  ["http://127.0.0.1:4010/cdn/shop/files/lamp.webp?v=1", "/cdn/shop/files/lamp.webp?v=1"],
  ["https://cdn.shopify.com/s/files/1/0551/4566/0472/files/x.jpg?v=2", "/cdn/shop/files/x.jpg?v=2"],
  ["https://elsewhere.example/x.jpg", "https://elsewhere.example/x.jpg"],
])("a picture at %s is shown from %s", (address, path) => expect(imagePath(address)).toBe(path));
