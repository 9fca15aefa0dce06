import * as THREE from "three";
import { oak, plaster, type Wood } from "./material.ts";

export interface Backdrop {
  /** sweep: paper rolled from wall to table. table: a wooden top before a wall. wall: the wall alone. */
  kind: "sweep" | "table" | "wall";
  colour: string;
  wood?: Wood;
  /** How far the wall stands behind the subject, in subject sizes. */
  gap?: number;
}

/** The set around a subject that has been scaled to radius 1. Answers it with the colour of its floor. */
export function backdrop(
  wish: Backdrop,
  bounds: THREE.Box3,
  unit: number,
  middle: THREE.Vector3,
): { set: THREE.Object3D; colour: THREE.Color } {
  const set = new THREE.Group();
  const colour = new THREE.Color(wish.colour);
  const floor = wish.kind === "wall" ? -40 : 0;
  const back = (bounds.min.z - middle.z) * unit - (wish.gap ?? (wish.kind === "wall" ? 0 : 0.7));
  set.add(wish.kind === "table" ? table(wish, back) : sweep(wish, floor, back));
  if (wish.kind === "table") set.add(sweep(wish, -4, back));
  set.traverse((each) => {
    each.receiveShadow = true;
  });
  return { set, colour: wish.kind === "table" ? new THREE.Color(0.35, 0.23, 0.13) : colour };
}

function sweep(wish: Backdrop, floor: number, back: number): THREE.Mesh {
  const bend = wish.kind === "wall" ? 0.01 : wish.kind === "table" ? 0.01 : 0.55;
  const path: [number, number][] = [[14, floor]];
  for (let i = 0; i <= 16; i++) {
    const angle = (i / 16) * (Math.PI / 2);
    path.push([back + bend - Math.sin(angle) * bend, floor + bend - Math.cos(angle) * bend]);
  }
  path.push([back, 14]);
  return new THREE.Mesh(ribbon(path, 30), plaster(wish.colour));
}

/** A strip along a path of (z, y), `width` wide in x, with texture coordinates in world units. */
function ribbon(path: [number, number][], width: number): THREE.BufferGeometry {
  const position: number[] = [];
  const uv: number[] = [];
  const index: number[] = [];
  let along = 0;
  for (const [i, [z, y]] of path.entries()) {
    if (i) along += Math.hypot(z - path[i - 1][0], y - path[i - 1][1]);
    position.push(-width / 2, y, z, width / 2, y, z);
    uv.push(0, along / 4, width / 4, along / 4);
    if (i) index.push(2 * i - 2, 2 * i - 1, 2 * i, 2 * i, 2 * i - 1, 2 * i + 1);
  }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute(position, 3));
  geometry.setAttribute("uv", new THREE.Float32BufferAttribute(uv, 2));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
}

function table(wish: Backdrop, back: number): THREE.Mesh {
  const depth = 9;
  const geometry = new THREE.BoxGeometry(24, 0.12, depth);
  const uv = geometry.getAttribute("uv");
  const position = geometry.getAttribute("position");
  for (let i = 0; i < uv.count; i++) uv.setXY(i, position.getX(i) / 3.2, position.getZ(i) / 3.2);
  const top = new THREE.Mesh(geometry, oak(wish.wood ?? "oak"));
  top.position.set(0, -0.06, back + 0.02 + depth / 2);
  top.castShadow = true;
  return top;
}
