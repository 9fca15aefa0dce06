import { expect, test } from "vitest";
import { segmentNames } from "./segments.ts";

test("the names of a tree, the innermost first, and of every slot", () => {
  const tree = [
    ':HL["/_next/static/a.css","style"]',
    "2:T5,hello",
    '4:[["children",{"s":"__PAGE__"}]]',
    '3:[["children",{"s":{"n":"handle","t":"oc","k":null,"s":[]},"c":"$Q4"}],["side",{"s":"(beside)"}]]',
    '1:[["children",{"s":"products","c":"$Q3"}]]',
    '0:{"t":{"t":{"s":"","c":"$Q1"}}}',
  ].join("\n");
  expect(segmentNames(tree)).toEqual([
    "/products/$oc$handle/__PAGE__",
    "/products/$oc$handle",
    "/products/@side/!KGJlc2lkZSk",
    "/products",
    "/_index",
  ]);
});

test("what is no tree, or one that goes round, ends with the outermost layout", () => {
  for (const text of ["", "<html></html>", "0:null", "0:[", '0:{"tree":{"name":""}}'])
    expect(segmentNames(text)).toEqual(["/_index"]);
  const round = '1:[["children",{"s":"a","c":"$Q1"}]]\n0:{"t":{"t":{"s":"","c":"$Q1"}}}';
  expect(segmentNames(round).at(-1)).toBe("/_index");
});
