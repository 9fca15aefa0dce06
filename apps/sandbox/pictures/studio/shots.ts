import type * as THREE from "three";
import * as goods from "./goods.ts";
import type { Backdrop } from "./backdrop.ts";
import type { Glaze } from "./material.ts";
import type { Shot } from "./photograph.ts";
import { at, branch, group } from "./shape.ts";

const oat = "#e4d8c6";
const shell = "#e6d0bd";
const stone = "#cfc5b4";
const dusk = "#bfa98c";

const sweep = (colour: string, gap = 0.7): Backdrop => ({ kind: "sweep", colour, gap });
const oakTop = (colour = oat): Backdrop => ({ kind: "table", colour, gap: 1.3, wood: "oak" });
const smokedTop = (colour = stone): Backdrop => ({ kind: "table", colour, gap: 1.3, wood: "smoked" });
const wall = (colour: string, gap = 0): Backdrop => ({ kind: "wall", colour, gap });

const still = (build: () => THREE.Object3D, backdrop: Backdrop, more: Partial<Shot> = {}): Shot => ({
  build,
  backdrop,
  ...more,
});
const glowing = (
  build: () => THREE.Object3D,
  backdrop: Backdrop,
  bulb: [number, number, number],
  more: Partial<Shot> = {},
): Shot => ({
  build,
  backdrop,
  bulbs: [{ at: bulb, power: 1 }],
  daylight: 0.55,
  exposure: 0.25,
  ...more,
});

/** One picture per glaze, the paper behind it chosen to suit. */
const paper: Record<Glaze, string> = {
  chalk: dusk,
  moss: oat,
  rust: shell,
  ink: stone,
  ochre: oat,
  celadon: shell,
  clay: oat,
  sand: stone,
};
function inGlazes<G extends string>(
  handle: string,
  list: G[],
  shot: (glaze: G) => Shot,
): Record<string, Shot> {
  return Object.fromEntries(list.map((glaze) => [`${handle}-${glaze}`, shot(glaze)]));
}

const lamps: Record<string, Shot> = {
  ...inGlazes("loam-table-lamp", ["chalk", "moss", "rust", "ink"], (glaze) =>
    glowing(() => goods.tableLamp(glaze), sweep(paper[glaze]), [0, 33, 0]),
  ),
  ...inGlazes("morel-lamp", ["chalk", "rust", "ochre"], (glaze) =>
    glowing(() => goods.morel(glaze), smokedTop(glaze === "chalk" ? dusk : oat), [0, 20, 0], { down: 5 }),
  ),
  ...inGlazes("pebble-lamp", ["oak", "smoked"], (wood) =>
    glowing(() => goods.pebbleLamp(wood), sweep(dusk), [0, 15, 0], { daylight: 0.45 }),
  ),
  ...inGlazes("bell-pendant", ["chalk", "clay", "ink", "moss"], (glaze) =>
    glowing(() => goods.bell(glaze), wall(paper[glaze], 1), [0, 4, 0], {
      down: -7,
      shift: [0, -0.07],
      margin: 1.7,
    }),
  ),
  "moon-lantern-paper": glowing(() => goods.lantern(), wall(dusk, 0.8), [0, 18, 0], {
    down: 0,
    shift: [0, -0.05],
    margin: 1.5,
    daylight: 0.5,
  }),
  ...inGlazes("half-moon-sconce", ["chalk", "rust"], (glaze) =>
    glowing(() => goods.sconce(glaze), wall(oat), [0, 11, 9], {
      down: 2,
      around: 16,
      margin: 2.3,
      shift: [0, -0.06],
    }),
  ),
  ...inGlazes("wick-lamp", ["brass", "moss", "chalk"], (finish) =>
    glowing(() => goods.wick(finish), smokedTop(finish === "chalk" ? dusk : oat), [0, 19, 0], { down: 6 }),
  ),
  ...inGlazes("heron-floor-lamp", ["brass", "black"], (finish) =>
    glowing(() => goods.floorLamp(finish, "#efe3cd"), sweep(oat, 0.35), [26, 130, 0], {
      down: 5,
      margin: 1.15,
    }),
  ),
  ...inGlazes("warm-bulb", ["e27", "e14"], (socket) =>
    still(() => goods.bulbLying(socket === "e14"), oakTop(oat), { down: 16, around: 14, margin: 1.5 }),
  ),
};

const ceramics: Record<string, Shot> = {
  ...inGlazes("shoulder-vase", ["chalk", "moss", "rust", "ink"], (glaze) =>
    still(() => group(goods.shoulderVase(glaze), at(goods.stems(30, 5), 0, 20, 0)), sweep(paper[glaze]), {
      margin: 1.75,
      shift: [0, 0.14],
    }),
  ),
  ...inGlazes("stem-vase", ["chalk", "ochre", "ink", "celadon"], (glaze) =>
    still(
      () =>
        group(
          goods.stemVase(glaze),
          at(
            branch({ height: 15, lean: [4, 2], leaf: 3.2, colour: "#8a7a55", seed: 12, leaves: 10 }),
            0,
            15.5,
            0,
          ),
        ),
      sweep(paper[glaze]),
      { margin: 1.7, shift: [0, 0.12] },
    ),
  ),
  "moon-jar-chalk": still(() => goods.moonJar("chalk"), sweep(dusk)),
  ...inGlazes("morning-mug", ["chalk", "moss", "rust", "ink", "celadon"], (glaze) =>
    still(() => goods.mug(glaze), oakTop(paper[glaze]), { down: 18, around: -14 }),
  ),
  ...inGlazes("breakfast-bowl", ["chalk", "moss", "rust", "ink"], (glaze) =>
    still(() => goods.bowl(glaze), sweep(paper[glaze]), { down: 22, margin: 1.12 }),
  ),
  ...inGlazes("supper-plate", ["chalk", "moss", "rust", "ink"], (glaze) =>
    still(
      () =>
        goods.stack([goods.plate(glaze), goods.plate(glaze), goods.plate(glaze), goods.plate(glaze)], 1.9),
      sweep(paper[glaze]),
      { down: 24, margin: 1.04 },
    ),
  ),
  ...inGlazes("low-bowl", ["chalk", "ochre", "celadon"], (glaze) =>
    still(() => goods.lowBowl(glaze), sweep(paper[glaze]), { down: 30, margin: 1.08 }),
  ),
  ...inGlazes("pouring-jug", ["chalk", "celadon", "rust"], (glaze) =>
    still(() => goods.jug(glaze), sweep(paper[glaze]), { around: 12 }),
  ),
  ...inGlazes("ember-candle-holder", ["brass", "chalk", "ink"], (finish) =>
    glowing(() => goods.candle(finish), smokedTop(finish === "brass" ? stone : dusk), [0, 28.5, 0], {
      daylight: 0.5,
      margin: 1.35,
    }),
  ),
  ...inGlazes("sill-planter", ["clay", "chalk", "moss"], (glaze) =>
    still(() => goods.planter(glaze), sweep(glaze === "chalk" ? dusk : oat), {
      margin: 2.3,
      shift: [0, 0.17],
    }),
  ),
};

const wood: Record<string, Shot> = {
  ...inGlazes("milking-stool", ["oak", "smoked"], (kind) =>
    still(() => goods.stool(kind), sweep(oat), { down: 13, around: 12 }),
  ),
  ...inGlazes("pedestal-side-table", ["oak", "smoked"], (kind) =>
    still(() => goods.sideTable(kind), sweep(shell), { down: 12 }),
  ),
  ...inGlazes("round-tray", ["oak", "smoked"], (kind) =>
    still(() => goods.tray(kind), sweep(stone), { down: 34, margin: 1.06 }),
  ),
  ...inGlazes("supper-board", ["oak", "smoked"], (kind) =>
    still(() => goods.boardStanding(kind), sweep(oat, 0.04), { down: 7 }),
  ),
  ...inGlazes("pool-mirror", ["oak", "smoked"], (kind) =>
    still(() => goods.mirror(kind), wall(oat, 0.01), { down: 0, around: 14 }),
  ),
  ...inGlazes("slow-clock", ["chalk", "clay", "ink"], (glaze) =>
    still(() => goods.clock(glaze), wall(paper[glaze], 0.01), { down: 0, around: -10, margin: 1.55 }),
  ),
};

const cloths = { oat: "#d8c7a8", moss: "#7d8467", rust: "#9a5a41", ink: "#434b5a" };
const textiles: Record<string, Shot> = {
  ...inGlazes("field-cushion", Object.keys(cloths) as (keyof typeof cloths)[], (tone) =>
    still(() => goods.cushionLeaning(cloths[tone]), sweep(tone === "oat" ? dusk : oat, 0.03), { down: 6 }),
  ),
  ...inGlazes(
    "hearth-throw",
    ["oat", "rust", "ink"] as const satisfies (keyof typeof cloths)[] as ("oat" | "rust" | "ink")[],
    (tone) =>
      still(() => goods.throwFolded(cloths[tone]), oakTop(tone === "oat" ? dusk : oat), {
        down: 22,
        around: -18,
      }),
  ),
  "pattern-book-cover": still(() => goods.bookStanding(), sweep(shell, 0.02), { down: 6, around: -10 }),
};

const wide = { size: [1440, 810] as [number, number], frames: 14, lens: 26 };
const scenes: Record<string, Shot> = {
  "scene-evening-table": {
    ...wide,
    build: () =>
      group(
        at(goods.tableLamp("chalk", 1.6), -30, 0, -6),
        at(group(goods.shoulderVase("rust"), at(goods.stems(30, 5), 0, 20, 0)), 24, 0, -10),
        at(goods.stemVase("ink"), 4, 0, 4),
        at(goods.bowl("celadon"), -6, 0, 20),
        at(goods.mug("ochre"), 36, 0, 16, -0.6),
      ),
    backdrop: oakTop(dusk),
    bulbs: [{ at: [-30, 33, -6], power: 1.3 }],
    daylight: 0.55,
    exposure: 0.2,
    margin: 1.2,
    shift: [0.1, 0.08],
  },
  "scene-ceramics": {
    ...wide,
    build: () =>
      group(
        at(goods.moonJar("chalk"), -34, 0, -12),
        at(goods.jug("celadon"), -4, 0, -6, 0.3),
        at(group(goods.shoulderVase("ink", 0.9)), 24, 0, -12),
        at(goods.stemVase("ochre"), 12, 0, 10),
        at(goods.bowl("rust"), -18, 0, 16),
        at(goods.mug("moss"), 38, 0, 10, -0.5),
      ),
    backdrop: sweep(shell, 0.5),
    window: true,
    exposure: -0.1,
    margin: 1.2,
  },
  "scene-small-light": {
    ...wide,
    build: () =>
      group(
        at(goods.wick("brass"), -22, 0, -4),
        at(goods.candle("ink"), 6, 0, 2),
        at(goods.candle("chalk"), 20, 0, -8),
        at(goods.morel("rust"), 44, 0, -10),
        at(goods.bowl("chalk"), -4, 0, 16),
      ),
    backdrop: smokedTop(dusk),
    bulbs: [
      { at: [-22, 19, -4], power: 0.7 },
      { at: [6, 28.5, 2], power: 0.5 },
      { at: [44, 20, -10], power: 0.7 },
    ],
    daylight: 0.4,
    exposure: 0.35,
    margin: 1.2,
    shift: [0, 0.05],
  },
  "scene-wood-and-cloth": {
    ...wide,
    build: () =>
      group(
        at(goods.stool("oak"), -40, 0, 0, 0.4),
        at(goods.sideTable("smoked"), 30, 0, -10),
        at(group(goods.shoulderVase("chalk", 0.8), at(goods.stems(26, 9), 0, 16, 0)), 30, 48.4, -10),
        at(goods.throwFolded(cloths.rust), -40, 44, 0, -0.3),
        at(goods.cushionLeaning(cloths.oat), 78, 0, -6, -0.3),
      ),
    backdrop: sweep(oat, 0.25),
    window: true,
    exposure: -0.1,
    margin: 1.15,
  },
  "scene-everyday-table": {
    ...wide,
    build: () =>
      group(
        at(goods.stack([goods.plate("chalk"), goods.plate("chalk"), goods.plate("moss")], 1.9), -16, 0, 6),
        at(goods.bowl("rust"), -16, 5.8, 6),
        at(goods.mug("ink"), 14, 0, 12, -0.6),
        at(goods.jug("chalk"), 26, 0, -10, 0.4),
        at(
          group(
            goods.stemVase("ochre"),
            at(
              branch({ height: 15, lean: [4, 2], leaf: 3.2, colour: "#8a7a55", seed: 12, leaves: 10 }),
              0,
              15.5,
              0,
            ),
          ),
          -40,
          0,
          -8,
        ),
      ),
    backdrop: oakTop(oat),
    window: true,
    exposure: -0.1,
    down: 16,
    margin: 1.2,
  },
  "scene-studio": {
    ...wide,
    build: () =>
      group(
        ...(["sand", "clay", "chalk", "celadon", "moss"] as Glaze[]).map((glaze, i) =>
          at(goods.shoulderVase(glaze, 0.72 + (i % 2) * 0.12), -46 + i * 23, 0, -12 + (i % 2) * 8),
        ),
        at(goods.stack([goods.bowl("sand"), goods.bowl("sand"), goods.bowl("clay")], 3.2), -26, 0, 16),
        at(
          goods.stack(
            [goods.plate("chalk"), goods.plate("sand"), goods.plate("chalk"), goods.plate("clay")],
            1.9,
          ),
          22,
          0,
          14,
        ),
      ),
    backdrop: oakTop(stone),
    window: true,
    exposure: -0.1,
    margin: 1.15,
  },
};

const details: Record<string, Shot> = {
  "loam-table-lamp-detail": glowing(() => goods.tableLamp("rust"), sweep(shell), [0, 33, 0], {
    look: { at: [0, 22, 0], radius: 12 },
    margin: 1,
    down: 14,
  }),
  "shoulder-vase-detail": still(() => goods.shoulderVase("ink"), sweep(stone), {
    look: { at: [0, 23, 0], radius: 8.5 },
    margin: 1,
    down: 26,
  }),
  "morning-mug-pair": still(
    () => group(at(goods.mug("chalk"), -5, 0, 3, 0.4), at(goods.mug("rust"), 6, 0, -5, -0.5)),
    oakTop(oat),
    { down: 24 },
  ),
  "breakfast-bowl-set": still(
    () => goods.stack([goods.bowl("ink"), goods.bowl("moss"), goods.bowl("rust"), goods.bowl("chalk")], 3.2),
    oakTop(oat),
    { down: 20 },
  ),
  "supper-plate-detail": still(() => goods.plate("moss"), oakTop(oat), { down: 48, margin: 1.15 }),
  "bell-pendant-detail": glowing(() => goods.bell("clay"), wall(oat, 1), [0, 4, 0], {
    look: { at: [0, 15, 0], radius: 9 },
    margin: 1,
    down: 4,
  }),
  "morel-lamp-detail": glowing(() => goods.morel("ochre"), smokedTop(oat), [0, 20, 0], {
    look: { at: [0, 18, 0], radius: 10 },
    margin: 1,
    down: -6,
  }),
  "milking-stool-detail": still(() => goods.stool("oak"), sweep(oat), {
    look: { at: [0, 40, 4], radius: 15 },
    margin: 1,
    down: 32,
    around: 20,
  }),
  "field-cushion-detail": still(() => goods.cushionLeaning(cloths.rust), sweep(oat, 0.03), {
    look: { at: [14, 38, 4], radius: 13 },
    margin: 1,
    down: 10,
    around: 12,
  }),
  "heron-floor-lamp-detail": glowing(
    () => goods.floorLamp("brass", "#efe3cd"),
    sweep(oat, 0.35),
    [26, 130, 0],
    { look: { at: [16, 134, 0], radius: 26 }, margin: 1.05, down: 4 },
  ),
  "pedestal-side-table-detail": still(
    () =>
      group(
        goods.sideTable("oak"),
        at(goods.stemVase("ink"), 4, 48.4, 2),
        at(goods.mug("chalk"), -9, 48.4, 5, 2.4),
      ),
    sweep(shell),
    { look: { at: [0, 52, 0], radius: 22 }, margin: 1.02, down: 20 },
  ),
  "round-tray-set": still(
    () =>
      group(
        goods.tray("oak"),
        at(goods.mug("celadon"), -5, 1.2, 5, -0.4),
        at(goods.jug("chalk"), 4, 1.2, -5, 0.3),
      ),
    sweep(oat),
    { down: 24 },
  ),
  "wick-lamp-detail": glowing(() => goods.wick("brass"), smokedTop(oat), [0, 19, 0], {
    look: { at: [0, 19, 0], radius: 9 },
    margin: 1,
    down: 2,
  }),
};

/** Every picture of the shop by file name, without `.webp`. */
export const shots: Record<string, Shot> = {
  ...lamps,
  ...ceramics,
  ...wood,
  ...textiles,
  ...scenes,
  ...details,
};
