import * as THREE from "three";
import { noise, random } from "./noise.ts";

/** Radius and height, in centimetres. */
export type Profile = [number, number][];

function spline(points: Profile, count: number): THREE.Vector2[] {
  const curve = new THREE.CatmullRomCurve3(
    points.map(([r, y]) => new THREE.Vector3(r, y, 0)),
    false,
    "centripetal",
  );
  return curve.getSpacedPoints(count).map((point) => new THREE.Vector2(Math.max(0, point.x), point.y));
}

/** Spins a profile; `v` gives each ring its texture height, and the hand of the potter moves each ring a little. */
function spin(
  rings: { r: number; y: number; v: number }[],
  hand: number,
  seed: number,
  sides = 112,
): THREE.BufferGeometry {
  const position: number[] = [];
  const uv: number[] = [];
  const index: number[] = [];
  for (const [i, ring] of rings.entries())
    for (let j = 0; j <= sides; j++) {
      const angle = (j / sides) * Math.PI * 2;
      const throwing =
        (noise(ring.v * 60, 1, seed) - 0.5) * 0.006 +
        0.004 * Math.sin(2 * angle + seed) * Math.sin(ring.v * 6);
      const r = ring.r * (1 + throwing * hand);
      position.push(r * Math.sin(angle), ring.y, r * Math.cos(angle));
      uv.push(j / sides, ring.v);
      if (!i || j === sides) continue;
      const a = (i - 1) * (sides + 1) + j;
      const b = i * (sides + 1) + j;
      index.push(a, a + 1, b, b, a + 1, b + 1);
    }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute(position, 3));
  geometry.setAttribute("uv", new THREE.Float32BufferAttribute(uv, 2));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  closeSeam(geometry, sides);
  return geometry;
}

/** The first and last column are the same line of the pot: they share their normals. */
function closeSeam(geometry: THREE.BufferGeometry, sides: number): void {
  const normal = geometry.getAttribute("normal");
  for (let i = 0; i < normal.count; i += sides + 1) {
    const sum = new THREE.Vector3(
      normal.getX(i) + normal.getX(i + sides),
      normal.getY(i) + normal.getY(i + sides),
      normal.getZ(i) + normal.getZ(i + sides),
    ).normalize();
    normal.setXYZ(i, sum.x, sum.y, sum.z);
    normal.setXYZ(i + sides, sum.x, sum.y, sum.z);
  }
}

export function cast(mesh: THREE.Mesh): THREE.Mesh {
  mesh.castShadow = true;
  mesh.receiveShadow = true;
  return mesh;
}

/** An open pot: the outside from foot to rim, a rounded rim, the inside parallel to it. */
export function vessel(
  outside: Profile,
  material: THREE.Material,
  wish: { wall?: number; hand?: number; seed?: number } = {},
): THREE.Mesh {
  const { wall = 0.4, hand = 1, seed = 3 } = wish;
  const outer = spline(outside, 72);
  const inner: THREE.Vector2[] = [];
  for (let i = outer.length - 1; i > 0; i--) {
    const along = outer[i]
      .clone()
      .sub(outer[Math.max(0, i - 1)])
      .normalize();
    const point = new THREE.Vector2(outer[i].x - along.y * wall, outer[i].y + along.x * wall);
    if (point.x > 0.05 && point.y > wall) inner.push(point);
  }
  const lip = outer.at(-1) as THREE.Vector2;
  const rings = [{ r: 0, y: 0.05, v: 0 }, ...outer.map(({ x, y }, i) => ({ r: x, y, v: (i / 72) * 0.49 }))];
  for (const [i, turn] of [0.35, 0.7, 1].entries()) {
    const a = turn * Math.PI;
    rings.push({
      r: lip.x - (wall / 2) * (1 - Math.cos(a)),
      y: lip.y + (wall / 2) * Math.sin(a),
      v: 0.493 + i * 0.006,
    });
  }
  rings.push(...inner.map(({ x, y }, i) => ({ r: x, y, v: 0.51 + (i / inner.length) * 0.45 })));
  rings.push({ r: 0, y: inner.at(-1)?.y ?? wall, v: 0.99 });
  return cast(new THREE.Mesh(spin(rings, hand, seed), material));
}

/** A closed body of revolution; v runs 0 → `top`. */
export function turned(
  outline: Profile,
  material: THREE.Material,
  wish: { hand?: number; seed?: number; top?: number; sharp?: boolean } = {},
): THREE.Mesh {
  const { hand = 0, seed = 5, top = 1, sharp = false } = wish;
  const points = sharp ? bevelled(outline) : spline(outline, 84);
  const count = points.length - 1;
  const rings = points.map(({ x, y }, i) => ({ r: x, y, v: (i / count) * top }));
  return cast(new THREE.Mesh(spin(rings, hand, seed), material));
}

/** Straight runs with small rounded corners. */
function bevelled(outline: Profile): THREE.Vector2[] {
  const out: THREE.Vector2[] = [];
  for (const [i, [r, y]] of outline.entries()) {
    const here = new THREE.Vector2(r, y);
    const before = outline[i - 1];
    const after = outline[i + 1];
    if (!before || !after) {
      out.push(here);
      continue;
    }
    const toBefore = new THREE.Vector2(before[0] - r, before[1] - y);
    const toAfter = new THREE.Vector2(after[0] - r, after[1] - y);
    const cut = Math.min(0.25, toBefore.length() / 3, toAfter.length() / 3);
    const a = here.clone().addScaledVector(toBefore.normalize(), cut);
    const b = here.clone().addScaledVector(toAfter.normalize(), cut);
    out.push(a, a, here.clone().lerp(a.clone().add(b).divideScalar(2), 0.4), b, b);
  }
  return out;
}

/** Lays the texture over the shape from above (`y`) or along (`x`), `size` centimetres to the repeat. */
export function lay(mesh: THREE.Mesh, size: number, axis: "top" | "side" = "top", offset = 0): THREE.Mesh {
  const position = mesh.geometry.getAttribute("position");
  const uv = mesh.geometry.getAttribute("uv");
  for (let i = 0; i < position.count; i++)
    uv.setXY(
      i,
      (axis === "top" ? position.getX(i) : position.getY(i)) / size + offset,
      (axis === "top" ? position.getZ(i) : position.getX(i) + position.getZ(i)) / size +
        position.getY(i) * (axis === "top" ? 0.3 / size : 0) +
        offset * 1.7,
    );
  return mesh;
}

/** A rod or cord along points. */
export function rod(
  points: [number, number, number][],
  radius: number,
  material: THREE.Material,
  sides = 14,
): THREE.Mesh {
  const curve = new THREE.CatmullRomCurve3(
    points.map((each) => new THREE.Vector3(...each)),
    false,
    "centripetal",
  );
  return cast(
    new THREE.Mesh(new THREE.TubeGeometry(curve, Math.max(2, points.length * 14), radius, sides), material),
  );
}

/** A plank with softened edges, its middle at the origin. */
export function plank(w: number, h: number, d: number, material: THREE.Material, edge = 0.3): THREE.Mesh {
  const shape = new THREE.Shape();
  const [x, z] = [w / 2 - edge, d / 2 - edge];
  shape
    .moveTo(-x - edge, -z)
    .lineTo(-x - edge, z)
    .quadraticCurveTo(-x - edge, z + edge, -x, z + edge);
  shape.lineTo(x, z + edge).quadraticCurveTo(x + edge, z + edge, x + edge, z);
  shape.lineTo(x + edge, -z).quadraticCurveTo(x + edge, -z - edge, x, -z - edge);
  shape.lineTo(-x, -z - edge).quadraticCurveTo(-x - edge, -z - edge, -x - edge, -z);
  const bevel = Math.min(0.15, h / 4);
  const geometry = new THREE.ExtrudeGeometry(shape, {
    depth: h - 2 * bevel,
    bevelEnabled: true,
    bevelSize: bevel,
    bevelThickness: bevel,
    bevelSegments: 3,
    curveSegments: 6,
  });
  geometry.rotateX(-Math.PI / 2).translate(0, -h / 2 + bevel, 0);
  return cast(new THREE.Mesh(geometry, material));
}

export function at<T extends THREE.Object3D>(object: T, x: number, y: number, z: number, turn = 0): T {
  object.position.set(x, y, z);
  object.rotation.y = turn;
  return object;
}

export function group(...parts: THREE.Object3D[]): THREE.Group {
  const all = new THREE.Group();
  all.add(...parts);
  return all;
}

/** Marks what may leave the frame: cords, branches. */
export function aside<T extends THREE.Object3D>(object: T): T {
  object.traverse((each) => {
    each.userData["aside"] = true;
  });
  return object;
}

function leafGeometry(length: number, width: number): THREE.BufferGeometry {
  const shape = new THREE.Shape();
  shape.moveTo(0, 0).bezierCurveTo(width, length * 0.25, width * 0.8, length * 0.8, 0, length);
  shape.bezierCurveTo(-width * 0.8, length * 0.8, -width, length * 0.25, 0, 0);
  const geometry = new THREE.ShapeGeometry(shape, 8);
  const position = geometry.getAttribute("position");
  for (let i = 0; i < position.count; i++) {
    const [x, y] = [position.getX(i), position.getY(i)];
    position.setZ(i, (-0.35 * x * x) / width + 0.18 * length * (y / length) ** 2);
  }
  geometry.computeVertexNormals();
  return geometry;
}

/** A twig that leans towards `lean` and carries leaves in pairs. */
export function branch(wish: {
  height: number;
  lean: [number, number];
  leaf: number;
  colour: string;
  seed: number;
  leaves?: number;
  slim?: number;
}): THREE.Group {
  const next = random(wish.seed);
  const { height, lean } = wish;
  const path: [number, number, number][] = [0, 0.25, 0.5, 0.75, 1].map((t) => [
    lean[0] * t * t + (next() - 0.5) * height * 0.05 * t,
    height * t,
    lean[1] * t * t + (next() - 0.5) * height * 0.05 * t,
  ]);
  const wood = new THREE.MeshStandardMaterial({ color: 0x6b5840, roughness: 0.9 });
  const all = group(rod(path, height * 0.006 + 0.05, wood, 6));
  const curve = new THREE.CatmullRomCurve3(path.map((each) => new THREE.Vector3(...each)));
  const count = wish.leaves ?? 18;
  for (let i = 0; i < count; i++) {
    const t = 0.28 + (0.72 * (i + next() * 0.6)) / count;
    const size = wish.leaf * (0.7 + next() * 0.5) * (1.15 - t * 0.45);
    const tint = new THREE.Color(wish.colour).offsetHSL((next() - 0.5) * 0.03, 0, (next() - 0.5) * 0.08);
    const leaf = cast(
      new THREE.Mesh(
        leafGeometry(size, size * (wish.slim ?? 0.42)),
        new THREE.MeshStandardMaterial({ color: tint, roughness: 0.75, side: THREE.DoubleSide }),
      ),
    );
    leaf.position.copy(curve.getPoint(Math.min(1, t)));
    leaf.rotation.set(0.5 + next() * 0.7, i * 2.4 + next(), (next() - 0.5) * 0.6, "YXZ");
    all.add(leaf);
  }
  return aside(all);
}
