import { expect, test } from "vitest";
import { isChosen, readListView, toggle, toListAddress } from "./list-view.ts";

test("a view and its address are two forms of one thing", () => {
  const address =
    "/en-gb/collections/lamps?sort=price-ascending&available=true&option.Glaze=Moss&price-max=80&after=abc";
  const view = readListView(new URL(address, "http://shop.test").searchParams);
  expect(toListAddress("/en-gb/collections/lamps", view)).toBe(address);
});

test("what a view does not know is ignored", () => {
  const view = readListView(new URLSearchParams("sort=constructor&available=maybe&price-min=cheap&x=y"));
  expect(view).toMatchObject({ sort: "featured", choices: [] });
});

test("choosing a filter twice takes it back and begins at the first page", () => {
  const moss = { kind: "option", name: "Glaze", value: "Moss" } as const;
  const chosen = toggle({ sort: "title", choices: [], after: "abc" }, moss);
  expect(chosen).toEqual({ sort: "title", choices: [moss] });
  expect(isChosen(chosen, moss)).toBe(true);
  expect(toggle(chosen, moss)).toEqual({ sort: "title", choices: [] });
});
