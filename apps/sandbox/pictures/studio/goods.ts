import * as THREE from "three";
import { glazed, linen, lit, metal, oak, plain, type Glaze, type Wood } from "./material.ts";
import { noise, random } from "./noise.ts";
import { aside, at, branch, cast, group, lay, plank, rod, turned, vessel, type Profile } from "./shape.ts";

const scaled = (points: Profile, by: number): Profile => points.map(([r, y]) => [r * by, y * by]);
const warm = 0xffc27a;

/** A drum or cone of linen on a wire, open above and below, lit from inside. */
export function shade(low: number, high: number, height: number, colour: string, glow: number): THREE.Group {
  const skin = cast(
    new THREE.Mesh(new THREE.CylinderGeometry(high, low, height, 96, 24, true), linen(colour, 110, glow)),
  );
  const trim = linen(colour, 90, glow * 0.25);
  const ring = (r: number, y: number): THREE.Mesh => {
    const hoop = cast(new THREE.Mesh(new THREE.TorusGeometry(r, 0.16, 8, 96), trim));
    hoop.rotation.x = Math.PI / 2;
    hoop.position.y = y;
    return hoop;
  };
  return group(skin, ring(low, -height / 2), ring(high, height / 2));
}

export function tableLamp(glaze: Glaze, glow = 1.5): THREE.Group {
  const body = turned(
    [
      [5.6, 0],
      [7.4, 0.8],
      [9.6, 5],
      [10.2, 9.5],
      [8.8, 14.5],
      [5.2, 18.2],
      [2.6, 20.4],
      [2, 22.4],
      [1.9, 23.4],
      [0, 23.5],
    ],
    glazed(glaze),
    { hand: 1.3, top: 0.48 },
  );
  const neck = turned(
    [
      [0, 23],
      [1.5, 23],
      [1.5, 24.4],
      [0.6, 24.6],
      [0.6, 30],
      [0, 30],
    ],
    metal("brass"),
    { sharp: true },
  );
  return group(body, neck, at(shade(15.5, 11, 17, "#efe3cd", glow), 0, 35.5, 0));
}

export function pebbleLamp(wood: Wood): THREE.Group {
  const foot = lay(
    turned(
      [
        [0, 0],
        [7.5, 0],
        [7.5, 6],
        [5.4, 6],
        [0, 6],
      ],
      oak(wood),
      { sharp: true },
    ),
    26,
  );
  const globe = cast(new THREE.Mesh(new THREE.SphereGeometry(10, 72, 48), lit(0xffd9a6, 0.95)));
  globe.castShadow = false;
  globe.scale.y = 0.86;
  return group(
    foot,
    at(
      turned(
        [
          [0, 5.9],
          [5.6, 5.9],
          [5.6, 7],
          [0, 7],
        ],
        metal("brass"),
        { sharp: true },
      ),
      0,
      0,
      0,
    ),
    at(globe, 0, 14.8, 0),
  );
}

export function floorLamp(finish: "brass" | "black", cloth: string): THREE.Group {
  const foot = turned(
    [
      [0, 0],
      [14, 0],
      [14, 2.2],
      [0, 2.2],
    ],
    glazed("sand"),
    { sharp: true, top: 0.45 },
  );
  const stem = rod(
    [
      [0, 2, 0],
      [0, 70, 0],
      [0, 132, 0],
      [3, 146, 0],
      [14, 151, 0],
      [24, 147, 0],
      [26, 140, 0],
    ],
    0.85,
    metal(finish),
  );
  return group(foot, stem, at(shade(20, 13, 24, cloth, 1.5), 26, 131, 0));
}

export function bell(glaze: Glaze): THREE.Group {
  const pot = vessel(
    [
      [0.9, 0],
      [1.8, 0.2],
      [3.4, 2],
      [5.8, 5],
      [9.4, 9.5],
      [12.4, 14],
      [13.6, 18.5],
    ],
    glazed(glaze),
    { wall: 0.5, hand: 1 },
  );
  pot.rotation.x = Math.PI;
  pot.position.y = 20;
  const cap = turned(
    [
      [0, 19.6],
      [1.6, 19.6],
      [1.6, 22.6],
      [0.5, 23],
      [0, 23],
    ],
    metal("brass"),
    { sharp: true },
  );
  const bulb = at(new THREE.Mesh(new THREE.SphereGeometry(2.6, 32, 24), lit(warm, 5)), 0, 6, 0);
  return group(
    pot,
    cap,
    bulb,
    aside(
      rod(
        [
          [0, 22.8, 0],
          [0, 90, 0],
        ],
        0.28,
        linen("#b99a6b", 40),
        8,
      ),
    ),
  );
}

export function lantern(size = 22): THREE.Group {
  const paper = linen("#f3e9d6", 26, 1.25, 0.42);
  const rings: Profile = [];
  for (let i = 0; i <= 84; i++) {
    const a = (i / 84) * Math.PI * 0.9 + Math.PI * 0.05;
    const rib = 1 - 0.018 * Math.abs(Math.sin((i * Math.PI) / 4));
    rings.push([Math.sin(a) * size * rib, size * 0.82 - Math.cos(a) * size * 0.82]);
  }
  const skin = turned(rings, paper, {});
  const top = size * 1.62;
  const collar = at(
    turned(
      [
        [0, 0],
        [3.6, 0],
        [3.6, 1.4],
        [0.5, 1.8],
        [0, 3],
      ],
      oak("oak"),
      { sharp: true },
    ),
    0,
    top,
    0,
  );
  return group(
    skin,
    collar,
    aside(
      rod(
        [
          [0, top + 1, 0],
          [0, top + 90, 0],
        ],
        0.28,
        plain("#2b2620"),
        8,
      ),
    ),
  );
}

export function sconce(glaze: Glaze): THREE.Group {
  const bowl = vessel(
    [
      [0.4, 0],
      [4, 0.4],
      [9, 3],
      [12.6, 8],
      [13.6, 13],
    ],
    glazed(glaze),
    { wall: 0.6, hand: 1 },
  );
  bowl.scale.z = 0.62;
  const plate = cast(new THREE.Mesh(new THREE.CylinderGeometry(5, 5, 1.4, 64), metal("brass")));
  plate.rotation.x = Math.PI / 2;
  return group(at(bowl, 0, 0, 9), at(plate, 0, 7, 0.8));
}

export function wick(finish: "brass" | Glaze): THREE.Group {
  const skin = finish === "brass" ? metal("brass") : glazed(finish);
  const foot = turned(
    [
      [0, 0],
      [5.4, 0],
      [5.4, 1.6],
      [1.5, 2.2],
      [1.1, 4],
      [1.1, 19.5],
      [0, 19.5],
    ],
    skin,
    { sharp: true, top: 0.46 },
  );
  const cap = vessel(
    [
      [1.2, 0],
      [4.4, 0.5],
      [7.8, 2.4],
      [9.4, 5.4],
      [9.6, 7.6],
    ],
    skin,
    { wall: 0.25, hand: 0.2 },
  );
  cap.rotation.x = Math.PI;
  const light = at(new THREE.Mesh(new THREE.CylinderGeometry(2, 2, 4, 32), lit(warm, 2.6)), 0, 19.5, 0);
  return group(foot, at(cap, 0, 25, 0), light);
}

export function morel(glaze: Glaze): THREE.Group {
  const foot = turned(
    [
      [0, 0],
      [7.4, 0],
      [7.6, 0.6],
      [6, 3.4],
      [4.6, 8],
      [4.3, 13],
      [4.8, 17],
      [0, 17.5],
    ],
    glazed(glaze),
    { hand: 1, top: 0.47 },
  );
  const cap = vessel(
    [
      [0.5, 0],
      [5, 0.5],
      [10.4, 3],
      [14, 7.4],
      [15, 12],
    ],
    glazed(glaze),
    { wall: 0.55, hand: 1 },
  );
  cap.rotation.x = Math.PI;
  const light = at(new THREE.Mesh(new THREE.SphereGeometry(3, 32, 24), lit(warm, 3)), 0, 19, 0);
  return group(foot, at(cap, 0, 27, 0), light);
}

export function bulb(small: boolean): THREE.Group {
  const glass = new THREE.MeshPhysicalMaterial({
    color: 0xfff0d8,
    roughness: 0.05,
    transparent: true,
    opacity: 0.26,
    side: THREE.DoubleSide,
    clearcoat: 1,
  });
  const size = small ? 0.72 : 1;
  const skin = turned(
    scaled(
      [
        [1.3, 0],
        [1.5, 1],
        [2.4, 3.2],
        [3.1, 5.4],
        [2.9, 7.4],
        [1.7, 8.9],
        [0, 9.3],
      ],
      size,
    ),
    glass,
  );
  skin.castShadow = false;
  const screw = turned(
    scaled(
      [
        [0, -3],
        [0.7, -2.9],
        [1.1, -2.5],
        [1.35, -2.2],
        [1.2, -2],
        [1.35, -1.7],
        [1.2, -1.4],
        [1.35, -1.1],
        [1.2, -0.8],
        [1.35, -0.4],
        [1.3, 0.3],
        [0, 0.4],
      ],
      size,
    ),
    metal("brass"),
  );
  const wire = new THREE.MeshStandardMaterial({
    color: 0,
    emissive: new THREE.Color(0xffa040).multiplyScalar(5),
  });
  const coil: [number, number, number][] = [];
  for (let i = 0; i <= 40; i++)
    coil.push([
      Math.sin(i * 0.9) * 0.8 * size,
      (1.6 + Math.abs((((i / 40) * 2) % 2) - 1) * 4.6) * size,
      Math.cos(i * 0.9) * 0.8 * size,
    ]);
  return group(skin, screw, rod(coil, 0.06, wire, 6));
}

export function bulbLying(small: boolean): THREE.Group {
  const one = bulb(small);
  one.rotation.z = -1.36;
  one.position.set(0, small ? 2 : 2.75, 0);
  return group(one);
}

export const shoulderVase = (glaze: Glaze, by = 1): THREE.Mesh =>
  vessel(
    scaled(
      [
        [5.4, 0],
        [6.2, 0.6],
        [8.2, 6],
        [10.2, 13],
        [10.6, 18],
        [8.6, 22.2],
        [4.6, 24.4],
        [3.4, 26],
        [3.5, 28.2],
        [4.2, 29.4],
      ],
      by,
    ),
    glazed(glaze),
    { hand: 1.5 },
  );
export const stemVase = (glaze: Glaze): THREE.Mesh =>
  vessel(
    [
      [2.6, 0],
      [3.6, 0.5],
      [4.8, 2.6],
      [4.6, 5],
      [2.6, 7.4],
      [1.3, 10],
      [1.05, 14],
      [1.2, 17],
      [1.7, 18],
    ],
    glazed(glaze),
    { wall: 0.3, hand: 1.2 },
  );
export const moonJar = (glaze: Glaze): THREE.Mesh =>
  vessel(
    [
      [6, 0],
      [7, 0.5],
      [12, 5],
      [15.2, 12],
      [15.4, 18],
      [12.6, 24.4],
      [7.6, 28.4],
      [6.6, 29.4],
      [6.9, 31],
    ],
    glazed(glaze),
    { wall: 0.6, hand: 2.4, seed: 9 },
  );
export const bowl = (glaze: Glaze, by = 1): THREE.Mesh =>
  vessel(
    scaled(
      [
        [3.2, 0],
        [3.4, 0.7],
        [4.2, 1],
        [6.4, 2.6],
        [7.8, 5],
        [8.2, 7.2],
      ],
      by,
    ),
    glazed(glaze),
    { wall: 0.38 * by, hand: 1.2 },
  );
export const lowBowl = (glaze: Glaze): THREE.Mesh =>
  vessel(
    [
      [6, 0],
      [6.2, 0.9],
      [8, 1.2],
      [13, 3],
      [15.8, 5.4],
      [16.2, 6.6],
    ],
    glazed(glaze),
    { wall: 0.55, hand: 1.4 },
  );
export const plate = (glaze: Glaze): THREE.Mesh =>
  vessel(
    [
      [8, 0],
      [8.2, 0.7],
      [10, 0.9],
      [12.6, 1.4],
      [13.5, 2.4],
    ],
    glazed(glaze),
    { wall: 0.5, hand: 0.8 },
  );

export function mug(glaze: Glaze): THREE.Group {
  const cup = vessel(
    [
      [3.2, 0],
      [3.9, 0.4],
      [4.5, 1.6],
      [4.6, 5],
      [4.35, 8],
      [4.4, 9.2],
    ],
    glazed(glaze),
    { wall: 0.34, hand: 1.2 },
  );
  const handle = rod(
    [
      [4.2, 7.4, 0],
      [5.6, 7.9, 0],
      [7.1, 7, 0],
      [7.2, 4.9, 0],
      [5.9, 3.2, 0],
      [4.3, 2.6, 0],
    ],
    0.5,
    glazed(glaze),
  );
  handle.scale.z = 1.35;
  const uv = handle.geometry.getAttribute("uv");
  for (let i = 0; i < uv.count; i++) uv.setXY(i, uv.getX(i) * 0.4, 0.1 + uv.getY(i) * 0.08);
  return group(cup, handle);
}

export function jug(glaze: Glaze): THREE.Group {
  const body = vessel(
    [
      [5, 0],
      [6, 0.5],
      [7.6, 4],
      [7.8, 8.5],
      [6.4, 13.5],
      [4.8, 17.5],
      [4.7, 20],
      [5.3, 22],
    ],
    glazed(glaze),
    { wall: 0.4, hand: 1.2 },
  );
  const position = body.geometry.getAttribute("position");
  for (let i = 0; i < position.count; i++) {
    const [x, y, z] = [position.getX(i), position.getY(i), position.getZ(i)];
    const pull = Math.max(0, (y - 17) / 5) ** 2 * Math.max(0, -x / 5) ** 3;
    position.setXYZ(i, x - pull * 2.6, y + pull * 0.7, z * (1 - pull * 0.35));
  }
  body.geometry.computeVertexNormals();
  const handle = rod(
    [
      [4.4, 19, 0],
      [7, 20, 0],
      [10, 17.5, 0],
      [10.4, 12.5, 0],
      [8.8, 9.4, 0],
      [7.2, 8.4, 0],
    ],
    0.72,
    glazed(glaze),
  );
  handle.scale.z = 1.3;
  const uv = handle.geometry.getAttribute("uv");
  for (let i = 0; i < uv.count; i++) uv.setXY(i, uv.getX(i) * 0.4, 0.1 + uv.getY(i) * 0.08);
  return group(body, handle);
}

export function candle(finish: "brass" | Glaze, burning = true): THREE.Group {
  const skin = finish === "brass" ? metal("brass") : glazed(finish);
  const holder = turned(
    [
      [0, 0],
      [5.4, 0],
      [5.6, 0.8],
      [5.2, 1.3],
      [2.2, 1.6],
      [1.5, 2.6],
      [1.3, 4.2],
      [2, 5.4],
      [2.1, 6.2],
      [1.2, 6.2],
      [0, 6],
    ],
    skin,
    { hand: finish === "brass" ? 0 : 1, top: 0.47 },
  );
  const wax = turned(
    [
      [1.1, 5.8],
      [1.1, 25.6],
      [0.8, 26],
      [0, 25.8],
    ],
    lit(0xffb060, burning ? 0.06 : 0),
    { sharp: true },
  );
  const all = group(holder, wax);
  if (burning) {
    const flame = at(new THREE.Mesh(new THREE.SphereGeometry(0.55, 20, 20), lit(0xffb24d, 9)), 0, 28.2, 0);
    flame.scale.set(0.85, 2.6, 0.85);
    all.add(aside(flame));
  }
  all.add(
    rod(
      [
        [0, 25.8, 0],
        [0.1, 26.9, 0],
      ],
      0.08,
      plain("#201a16"),
      6,
    ),
  );
  return all;
}

export function planter(glaze: Glaze, by = 1): THREE.Group {
  const pot = vessel(
    scaled(
      [
        [6, 0],
        [6.6, 0.4],
        [7.6, 5],
        [8.4, 10],
        [8.9, 14],
      ],
      by,
    ),
    glazed(glaze),
    { wall: 0.5, hand: 1 },
  );
  const saucer = vessel(
    scaled(
      [
        [7.4, 0],
        [8, 0.3],
        [9.4, 1.2],
        [9.8, 2],
      ],
      by,
    ),
    glazed(glaze),
    { wall: 0.4, hand: 0.8, seed: 8 },
  );
  const soil = cast(
    new THREE.Mesh(new THREE.CylinderGeometry(8.1 * by, 8.1 * by, 0.4, 48), plain("#3a2a1f", 1)),
  );
  const all = group(saucer, at(pot, 0, 0.7 * by, 0), at(soil, 0, 12.8 * by, 0));
  const next = random(21);
  for (let i = 0; i < 11; i++) {
    const lean = 5 + next() * 11;
    const turn = i * 2.4;
    all.add(
      at(
        branch({
          height: (17 + next() * 15) * by,
          lean: [Math.cos(turn) * lean * by, Math.sin(turn) * lean * by],
          leaf: 6.4 * by,
          colour: "#5f7048",
          seed: 40 + i,
          leaves: 9,
          slim: 0.34,
        }),
        Math.cos(turn) * 2.5 * by,
        12.8 * by,
        Math.sin(turn) * 2.5 * by,
      ),
    );
  }
  return all;
}

export function stool(wood: Wood): THREE.Group {
  const seat = lay(
    turned(
      [
        [0, 40.6],
        [14, 40.9],
        [17, 41.6],
        [17.4, 43],
        [16.8, 44.2],
        [12, 43.9],
        [0, 43.3],
      ],
      oak(wood),
      { sharp: false },
    ),
    46,
    "top",
    0.2,
  );
  const all = group(seat);
  for (let i = 0; i < 3; i++) {
    const a = i * 2.0944 + 0.5;
    const [x, z] = [Math.cos(a), Math.sin(a)];
    const leg = lay(
      rod(
        [
          [x * 10.5, 41.5, z * 10.5],
          [x * 13.4, 20, z * 13.4],
          [x * 16.2, 0, z * 16.2],
        ],
        1.75,
        oak(wood),
      ),
      46,
      "side",
      i * 0.3,
    );
    all.add(leg);
  }
  const rung = (a: number, b: number, y: number, r: number): THREE.Mesh =>
    lay(
      rod(
        [
          [Math.cos(a) * r, y, Math.sin(a) * r],
          [Math.cos(b) * r, y, Math.sin(b) * r],
        ],
        0.95,
        oak(wood),
      ),
      46,
      "side",
    );
  all.add(rung(0.5, 2.594, 16, 14), rung(2.594, 4.689, 19, 13.6));
  return all;
}

export function sideTable(wood: Wood): THREE.Group {
  const top = lay(
    turned(
      [
        [0, 46],
        [21, 46],
        [23, 47],
        [23, 48.4],
        [0, 48.4],
      ],
      oak(wood),
      { sharp: true },
    ),
    52,
    "top",
    0.4,
  );
  const column = lay(
    turned(
      [
        [0, 2.4],
        [10, 2.4],
        [8.6, 5],
        [6, 16],
        [5.4, 26],
        [6.6, 38],
        [9.6, 46.1],
        [0, 46.1],
      ],
      oak(wood),
      {},
    ),
    52,
    "side",
  );
  const foot = lay(
    turned(
      [
        [0, 0],
        [15.6, 0],
        [16, 1],
        [15.6, 2.6],
        [0, 2.8],
      ],
      oak(wood),
      { sharp: true },
    ),
    52,
    "top",
    0.7,
  );
  return group(foot, column, top);
}

export function tray(wood: Wood, size = 1): THREE.Group {
  const dish = turned(
    scaled(
      [
        [0, 0],
        [16, 0],
        [17.4, 0.5],
        [18, 2.8],
        [17.4, 3.1],
        [16.6, 1.4],
        [0, 1.2],
      ],
      size,
    ),
    oak(wood),
    { sharp: true },
  );
  return group(lay(dish, 38, "top", 0.15));
}

export function board(wood: Wood): THREE.Group {
  const shape = new THREE.Shape();
  shape
    .moveTo(-10, -17)
    .lineTo(10, -17)
    .quadraticCurveTo(12, -17, 12, -15)
    .lineTo(12, 12)
    .quadraticCurveTo(12, 17, 6, 18.5);
  shape
    .quadraticCurveTo(2.6, 19.4, 2.6, 23)
    .lineTo(2.6, 27)
    .quadraticCurveTo(2.6, 30, 0, 30)
    .quadraticCurveTo(-2.6, 30, -2.6, 27);
  shape
    .lineTo(-2.6, 23)
    .quadraticCurveTo(-2.6, 19.4, -6, 18.5)
    .quadraticCurveTo(-12, 17, -12, 12)
    .lineTo(-12, -15)
    .quadraticCurveTo(-12, -17, -10, -17);
  const hole = new THREE.Path();
  hole.absarc(0, 27, 1, 0, Math.PI * 2);
  shape.holes.push(hole);
  const geometry = new THREE.ExtrudeGeometry(shape, {
    depth: 1.3,
    bevelEnabled: true,
    bevelSize: 0.3,
    bevelThickness: 0.3,
    bevelSegments: 4,
    curveSegments: 24,
  });
  const mesh = cast(new THREE.Mesh(geometry, oak(wood)));
  const uv = geometry.getAttribute("uv");
  const position = geometry.getAttribute("position");
  for (let i = 0; i < uv.count; i++)
    uv.setXY(i, position.getY(i) / 44, position.getX(i) / 44 + position.getZ(i) / 30);
  return group(mesh);
}

export function boardStanding(wood: Wood): THREE.Group {
  const one = board(wood);
  one.position.set(0, 17.3, 0);
  one.rotation.x = -0.2;
  return group(one);
}

/** Silvered glass: the room behind the camera, out of focus. */
function mirrored(): THREE.MeshBasicMaterial {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const room = pen.createLinearGradient(0, 0, 90, 256);
  room.addColorStop(0, "#9d9587");
  room.addColorStop(1, "#6f6457");
  pen.fillStyle = room;
  pen.fillRect(0, 0, 256, 256);
  pen.filter = "blur(9px)";
  pen.fillStyle = "#d9d3c6";
  for (const [x, y] of [
    [48, 30],
    [94, 38],
    [48, 98],
    [94, 104],
  ])
    pen.fillRect(x, y, 40, 60);
  pen.fillStyle = "#51473c";
  pen.fillRect(0, 214, 256, 60);
  const map = new THREE.CanvasTexture(canvas);
  map.colorSpace = THREE.SRGBColorSpace;
  return new THREE.MeshBasicMaterial({ map });
}

export function mirror(wood: Wood): THREE.Group {
  const frame = new THREE.Mesh(new THREE.TorusGeometry(30, 1.7, 20, 160), oak(wood));
  cast(frame);
  frame.scale.z = 1.3;
  const uv = frame.geometry.getAttribute("uv");
  for (let i = 0; i < uv.count; i++) uv.setXY(i, uv.getX(i) * 4, uv.getY(i) * 0.22);
  const glass = cast(new THREE.Mesh(new THREE.CircleGeometry(29.5, 96), mirrored()));
  return group(at(frame, 0, 0, 2), at(glass, 0, 0, 1.2));
}

export function clock(glaze: Glaze): THREE.Group {
  const face = turned(
    [
      [0, 0],
      [13.6, 0],
      [14, 0.8],
      [14, 2],
      [13.2, 2.7],
      [12, 2.2],
      [0, 2.2],
    ],
    glazed(glaze),
    { sharp: true, top: 0.47 },
  );
  const position = face.geometry.getAttribute("position");
  const uv = face.geometry.getAttribute("uv");
  for (let i = 0; i < uv.count; i++) uv.setXY(i, position.getX(i) / 74 + 0.25, position.getZ(i) / 74 + 0.25);
  face.rotation.x = Math.PI / 2;
  const all = group(face);
  const brass = metal("brass");
  const hand = (w: number, length: number, angle: number, z: number, back: number): void => {
    const bar = cast(new THREE.Mesh(new THREE.BoxGeometry(w, length, 0.14), brass));
    bar.position.set(Math.sin(angle) * (length / 2 - back), Math.cos(angle) * (length / 2 - back), z);
    bar.rotation.z = -angle;
    all.add(bar);
  };
  for (let i = 0; i < 12; i++) hand(i % 3 ? 0.22 : 0.36, i % 3 ? 0.9 : 1.7, (i * Math.PI) / 6, 2.35, -9.6);
  hand(0.5, 8, (10.15 / 12) * Math.PI * 2, 2.9, 1.6);
  hand(0.34, 11.6, (9 / 60) * Math.PI * 2, 3.15, 2);
  const pin = cast(new THREE.Mesh(new THREE.CylinderGeometry(0.6, 0.6, 1.4, 32), brass));
  pin.rotation.x = Math.PI / 2;
  pin.position.z = 2.7;
  all.add(pin);
  return all;
}

/** A stuffed square: fuller in the middle, pulled in along the sides, wrinkled towards the corners. */
export function cushion(colour: string, w = 50, h = 50): THREE.Group {
  const geometry = new THREE.SphereGeometry(1, 160, 100);
  const position = geometry.getAttribute("position");
  const uv = geometry.getAttribute("uv");
  for (let i = 0; i < position.count; i++) {
    const [sx, sy, sz] = [position.getX(i), position.getY(i), position.getZ(i)];
    const flat = Math.max(Math.abs(sx), Math.abs(sy)) / Math.max(1e-6, Math.hypot(sx, sy));
    const radius = Math.min(1, Math.hypot(sx, sy)) ** 0.62;
    const [nx, ny] = [
      (sx / Math.max(1e-6, Math.hypot(sx, sy))) * (radius / flat),
      (sy / Math.max(1e-6, Math.hypot(sx, sy))) * (radius / flat),
    ];
    const x = nx * (1 - 0.075 * (1 - ny * ny));
    const y = ny * (1 - 0.075 * (1 - nx * nx));
    const full = Math.max(0, (1 - nx ** 4) * (1 - ny ** 4)) ** 0.62;
    const crease =
      (noise(nx * 5 + 9, ny * 5 + 9, 4) - 0.5) * 0.14 * full +
      0.05 * Math.sin((nx + ny) * 9) * (1 - full) * full;
    position.setXYZ(
      i,
      x * (w / 2),
      y * (h / 2),
      Math.sign(sz) * Math.max(0.004, full * 0.19 + 0.006 + crease * 0.35) * w,
    );
    uv.setXY(i, nx * 0.8, ny * 0.8);
  }
  geometry.computeVertexNormals();
  const one = cast(new THREE.Mesh(geometry, linen(colour, 110)));
  const seam = linen(colour, 60);
  const edge: [number, number, number][] = [];
  for (let i = 0; i <= 120; i++) {
    const a = (i / 120) * 8;
    const side = Math.floor(a) >> 1;
    const t = (a % 2) - 1;
    const [nx, ny] = [
      [t, -1],
      [1, t],
      [-t, 1],
      [-1, -t],
    ][side % 4] as [number, number];
    edge.push([nx * (1 - 0.075 * (1 - ny * ny)) * (w / 2), ny * (1 - 0.075 * (1 - nx * nx)) * (h / 2), 0]);
  }
  return group(one, rod(edge, 0.35, seam, 8));
}

export function cushionLeaning(colour: string, w = 50, h = 50): THREE.Group {
  const one = cushion(colour, w, h);
  one.position.set(0, h / 2 - 0.6, 0);
  one.rotation.x = -0.22;
  return group(one);
}

/** A blanket folded in layers, fringes towards the lens. */
export function throwFolded(colour: string): THREE.Group {
  const cloth = linen(colour, 46);
  const thick = 2.1;
  const path: THREE.Vector2[] = [];
  const half = 19;
  for (let layer = 0; layer < 4; layer++) {
    const y = thick / 2 + layer * (thick + 0.15);
    const sag = (x: number): number => y + 0.35 * (noise(x * 0.14 + 4, layer, 3) - 0.5) * (layer + 1) * 0.7;
    for (let i = 0; i <= 24; i++) {
      const x =
        (layer % 2 ? half - (i / 24) * 2 * half : -half + (i / 24) * 2 * half) +
        (layer % 2 ? 0 : layer * 0.2);
      path.push(new THREE.Vector2(x, sag(x)));
    }
    if (layer === 3) continue;
    const end = layer % 2 ? -half : half;
    for (let i = 1; i < 8; i++) {
      const a = -Math.PI / 2 + (i / 8) * Math.PI;
      path.push(
        new THREE.Vector2(
          end + Math.cos(a) * 1.1 * Math.sign(end),
          y + thick / 2 + 0.07 + (Math.sin(a) * (thick + 0.15)) / 2,
        ),
      );
    }
  }
  const side = (sign: number): THREE.Vector2[] =>
    path.map((point, i) => {
      const along = (path[i + 1] ?? point)
        .clone()
        .sub(path[i - 1] ?? point)
        .normalize();
      return new THREE.Vector2(
        point.x - along.y * sign * (thick / 2 - 0.12),
        point.y + along.x * sign * (thick / 2 - 0.12),
      );
    });
  const shape = new THREE.Shape([...side(1), ...side(-1).toReversed()]);
  const geometry = new THREE.ExtrudeGeometry(shape, {
    depth: 25,
    bevelEnabled: true,
    bevelSize: 0.1,
    bevelThickness: 0.35,
    bevelSegments: 3,
    steps: 1,
  });
  geometry.translate(0, 0, -12.5);
  const uv = geometry.getAttribute("uv");
  const position = geometry.getAttribute("position");
  for (let i = 0; i < uv.count; i++)
    uv.setXY(i, position.getX(i) / 20 + position.getY(i) / 20, position.getZ(i) / 20 + position.getY(i) / 23);
  const all = group(cast(new THREE.Mesh(geometry, cloth)));
  const next = random(33);
  for (let i = 0; i < 74; i++) {
    const x = -half + 0.6 + (i / 73) * (2 * half - 1);
    const top = 3.4 * (thick + 0.15);
    const drop = 5.4 + next();
    all.add(
      rod(
        [
          [x, top, 12.3],
          [x + (next() - 0.5) * 0.6, top - 0.5, 13.3],
          [x + (next() - 0.5) * 1.1, top - drop * 0.6, 13.4 + next() * 0.4],
          [x + (next() - 0.5) * 1.4, top - drop, 13.3 + next() * 0.5],
        ],
        0.17,
        cloth,
        5,
      ),
    );
  }
  return all;
}

/** The pattern book's cover: arcs of three colours around a sun, printed on paper. */
function cover(): THREE.CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = 1024;
  canvas.height = 1360;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.fillStyle = "#e9dfcc";
  pen.fillRect(0, 0, 1024, 1360);
  const inks = ["#a5512f", "#c8923a", "#737d5a", "#343b49"];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++)
      for (let ring = 4; ring > 0; ring--) {
        pen.fillStyle = ring % 2 ? "#e9dfcc" : inks[(row * 3 + column) % 4];
        pen.beginPath();
        const turn = ((row + column * 3) % 4) * (Math.PI / 2);
        pen.moveTo(112 + column * 200 + 100, 400 + row * 200 + 100);
        const [x, y] = [
          112 + column * 200 + 100 - Math.SQRT2 * 100 * Math.cos(turn + Math.PI / 4),
          400 + row * 200 + 100 - Math.SQRT2 * 100 * Math.sin(turn + Math.PI / 4),
        ];
        pen.moveTo(x, y);
        pen.arc(x, y, ring * 48, turn, turn + Math.PI / 2);
        pen.fill();
      }
  pen.fillStyle = "#2b2620";
  pen.font = "500 84px Georgia, serif";
  pen.fillText("Patterns", 112, 190);
  pen.fillText("for slow rooms", 112, 286);
  pen.font = "30px Georgia, serif";
  pen.fillText("LUMEN & LOAM", 112, 1286);
  const texture = new THREE.CanvasTexture(canvas);
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.anisotropy = 8;
  return texture;
}

export function book(): THREE.Group {
  const front = cast(
    new THREE.Mesh(
      new THREE.PlaneGeometry(21, 27.9),
      new THREE.MeshStandardMaterial({ map: cover(), roughness: 0.85 }),
    ),
  );
  front.rotation.x = -Math.PI / 2;
  front.position.y = 2.43;
  const boards = at(plank(21, 0.3, 28, plain("#a5512f"), 0.1), 0, 2.26, 0);
  const back = at(plank(21, 0.3, 28, plain("#a5512f"), 0.1), 0, 0.15, 0);
  const pages = at(plank(20.3, 1.8, 27.2, plain("#efe7d6"), 0.1), 0, 1.2, 0);
  return group(front, boards, back, pages);
}

/** The book propped up, as one looks at it. */
export function bookStanding(): THREE.Group {
  const one = book();
  one.rotation.x = Math.PI / 2 - 0.24;
  one.position.set(0, 14, 0);
  return group(one);
}

export const stack = (pieces: THREE.Object3D[], rise: number): THREE.Group =>
  group(...pieces.map((piece, i) => at(piece, i % 2 ? 0.25 : -0.15, i * rise, 0, i * 1.3)));

export const stems = (height: number, seed: number, colour = "#8a7a55"): THREE.Group =>
  group(
    ...[0, 1, 2].map((i) =>
      branch({
        height: height * (0.8 + i * 0.18),
        lean: [[-9, 3, 11][i], [2, -4, 3][i]],
        leaf: height * 0.12,
        colour,
        seed: seed + i,
        leaves: 14,
      }),
    ),
  );
