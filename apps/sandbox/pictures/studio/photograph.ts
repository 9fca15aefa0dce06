import * as THREE from "three";
import { develop } from "./develop.ts";
import { halton, random, seedOf } from "./noise.ts";
import { backdrop, type Backdrop } from "./backdrop.ts";

/** A bulb that is on: centimetres in the object's own space, brightness about 1. */
export interface Bulb {
  at: [number, number, number];
  power: number;
  size?: number;
}

export interface Shot {
  /** Builds what stands before the lens, in centimetres, y up, standing on y = 0. */
  build: () => THREE.Object3D;
  backdrop: Backdrop;
  bulbs?: Bulb[];
  /** Width and height in pixels. */
  size?: [number, number];
  /** Degrees the camera looks down, and goes around to the right. */
  down?: number;
  around?: number;
  /** How much room is left around the subject, 1 = none; and where its middle sits (fractions of the frame). */
  margin?: number;
  shift?: [number, number];
  /** Centre and radius in centimetres of what to look at, when it is not the whole. */
  look?: { at: [number, number, number]; radius: number };
  /** Stops; and how strong daylight is (1 = a bright studio, .4 = dusk). */
  exposure?: number;
  daylight?: number;
  frames?: number;
  /** A window before the key light. */
  window?: boolean;
  lens?: number;
}

// Reflections come from the studio's soft boxes alone: hundreds of jittered lights would each leave a dot on the glaze.
const physical = THREE.ShaderChunk.lights_physical_pars_fragment;
THREE.ShaderChunk.lights_physical_pars_fragment = physical
  .replace(/reflectedLight\.directSpecular \+=[^;]+;/g, "")
  .replace(/clearcoatSpecularDirect \+=[^;]+;/g, "");
THREE.ShaderChunk.lights_fragment_maps = THREE.ShaderChunk.lights_fragment_maps.replace(
  "iblIrradiance += getIBLIrradiance",
  "iblIrradiance += 0.22 * getIBLIrradiance",
);

let shared: THREE.WebGLRenderer | null = null;

function rendererOf(): THREE.WebGLRenderer {
  if (shared) return shared;
  shared = new THREE.WebGLRenderer({ antialias: false, preserveDrawingBuffer: false });
  shared.toneMapping = THREE.NoToneMapping;
  shared.outputColorSpace = THREE.LinearSRGBColorSpace;
  shared.shadowMap.enabled = true;
  shared.shadowMap.type = THREE.PCFShadowMap;
  return shared;
}

/** The room the glaze reflects: a big window to the left, a ceiling panel, a thin strip to the right. */
function studioRoom(floor: THREE.Color, daylight: number): THREE.Scene {
  const room = new THREE.Scene();
  const panel = (
    w: number,
    h: number,
    at: [number, number, number],
    value: number,
    tint = 0xffffff,
  ): void => {
    const material = new THREE.MeshBasicMaterial({ side: THREE.DoubleSide });
    material.color.set(tint).multiplyScalar(value * daylight);
    const mesh = new THREE.Mesh(new THREE.PlaneGeometry(w, h), material);
    mesh.position.set(...at);
    mesh.lookAt(0, 0, 0);
    room.add(mesh);
  };
  const walls = new THREE.Mesh(
    new THREE.BoxGeometry(20, 20, 20),
    new THREE.MeshBasicMaterial({
      side: THREE.BackSide,
      color: new THREE.Color(0.34, 0.31, 0.28).multiplyScalar(0.4 + 0.6 * daylight),
    }),
  );
  room.add(walls);
  panel(19, 19, [0, -9.5, 0], 0.55, floor.getHex());
  for (const [x, y] of [
    [-1.4, -1.7],
    [1.4, -1.7],
    [-1.4, 1.7],
    [1.4, 1.7],
  ])
    panel(2.6, 3.1, [-8.5, 3.4 + y, 3.5 + x], 7.5, 0xfff6ea);
  panel(8, 5, [0, 9.4, 2], 2.6, 0xfffaf2);
  panel(1.2, 8, [9, 2, 2], 2.4, 0xfff1e0);
  panel(4, 6, [3, 3, 9.5], 0.8);
  return room;
}

const rooms = new Map<string, THREE.Texture>();

/** What the glaze reflects, computed once for each floor and daylight. */
function reflections(floor: THREE.Color, daylight: number): THREE.Texture {
  const name = `${floor.getHexString()} ${daylight}`;
  const found = rooms.get(name);
  if (found) return found;
  const made = new THREE.PMREMGenerator(rendererOf()).fromScene(studioRoom(floor, daylight), 0.012).texture;
  rooms.set(name, made);
  return made;
}

function directional(area: number, map: number, radius: number): THREE.DirectionalLight {
  const light = new THREE.DirectionalLight();
  light.castShadow = true;
  light.shadow.mapSize.set(map, map);
  light.shadow.radius = radius;
  light.shadow.bias = -0.0006;
  light.shadow.normalBias = 0.012;
  Object.assign(light.shadow.camera, {
    left: -area,
    right: area,
    top: area,
    bottom: -area,
    near: 0.1,
    far: 30,
  });
  light.shadow.camera.updateProjectionMatrix();
  return light;
}

interface Rig {
  scene: THREE.Scene;
  key: THREE.DirectionalLight;
  dome: THREE.DirectionalLight;
  lamps: { light: THREE.PointLight; at: THREE.Vector3; size: number }[];
  gobo: THREE.Object3D | null;
}

/** Scales the subject to fit a sphere of radius 1, so that every light and shadow suits every size. */
function compose(shot: Shot): { rig: Rig; box: THREE.Box3; unit: number; toWorld: THREE.Matrix4 } {
  const subject = shot.build();
  subject.updateMatrixWorld(true);
  const bounds = new THREE.Box3();
  subject.traverse((each) => {
    if (each instanceof THREE.Mesh && !each.userData["aside"]) bounds.expandByObject(each);
  });
  const unit = 2 / bounds.getSize(new THREE.Vector3()).length();
  const middle = bounds.getCenter(new THREE.Vector3());
  const stage = new THREE.Group();
  stage.add(subject);
  stage.scale.setScalar(unit);
  stage.position.set(-middle.x * unit, 0, -middle.z * unit);
  const scene = new THREE.Scene();
  const { set, colour } = backdrop(shot.backdrop, bounds, unit, middle);
  scene.add(stage, set);
  const rig = light(scene, shot, unit, stage, colour);
  stage.updateMatrixWorld(true);
  return { rig, box: bounds.clone().applyMatrix4(stage.matrixWorld), unit, toWorld: stage.matrixWorld };
}

function light(scene: THREE.Scene, shot: Shot, unit: number, stage: THREE.Object3D, floor: THREE.Color): Rig {
  const day = shot.daylight ?? 1;
  scene.environment = reflections(floor, day);
  const reach = shot.size && shot.size[0] > shot.size[1] ? 2.6 : 2.2;
  const key = directional(reach, 1024, 2);
  key.color.set(shot.window ? 0xffdfb4 : 0xffeedb).multiplyScalar((shot.window ? 3.6 : 2.7) * day);
  const dome = directional(reach, 512, 2);
  dome.color.set(0xf2f0ee).multiplyScalar(2.0 * day);
  scene.add(key, key.target, dome, dome.target);
  const bounce = new THREE.HemisphereLight(
    0xfff3e4,
    floor.clone().lerp(new THREE.Color(0xffffff), 0.2),
    0.34 * day,
  );
  scene.add(bounce);
  stage.updateMatrixWorld(true);
  const lamps = (shot.bulbs ?? []).map(({ at, power, size }) => {
    const bulb = new THREE.PointLight(0xffc98a, power * 1.5, 0, 1.6);
    bulb.castShadow = true;
    bulb.shadow.mapSize.set(256, 256);
    bulb.shadow.radius = 2;
    bulb.shadow.bias = -0.004;
    bulb.shadow.normalBias = 0.02;
    bulb.shadow.camera.near = 0.02;
    bulb.shadow.camera.far = 12;
    scene.add(bulb);
    return {
      light: bulb,
      at: new THREE.Vector3(...at).applyMatrix4(stage.matrixWorld),
      size: (size ?? 2.5) * unit,
    };
  });
  return { scene, key, dome, lamps, gobo: shot.window ? windowFrame(scene) : null };
}

/** Bars and leaves that stand between the sun and the set, seen only as shadow. */
function windowFrame(scene: THREE.Scene): THREE.Object3D {
  const frame = new THREE.Group();
  const material = new THREE.MeshBasicMaterial({
    colorWrite: false,
    depthWrite: false,
    side: THREE.DoubleSide,
  });
  const bar = (w: number, h: number, x: number, y: number, turn = 0): void => {
    const mesh = new THREE.Mesh(new THREE.PlaneGeometry(w, h), material);
    mesh.position.set(x, y, 0);
    mesh.rotation.z = turn;
    mesh.castShadow = true;
    frame.add(mesh);
  };
  for (const x of [-1.9, -0.55, 0.8, 2.15]) bar(0.09, 8, x, 0);
  for (const y of [-1.3, 0.15, 1.6]) bar(8, 0.07, 0, y);
  bar(3, 8, -3.4, 0);
  const next = random(7);
  for (let i = 0; i < 26; i++) bar(0.1, 0.34, 0.5 + next() * 1.9, 0.4 + next() * 1.4, next() * 3.1);
  scene.add(frame);
  return frame;
}

function jitter({ key, dome, lamps, gobo }: Rig, frame: number, frames: number, middle: THREE.Vector3): void {
  const u = halton(frame, 2);
  const v = halton(frame, 3);
  const spread = gobo ? 0.05 : 0.34;
  const toKey = new THREE.Vector3(
    -0.78 + (u - 0.5) * spread * 2,
    0.82 + (v - 0.5) * spread * 1.6,
    0.62 + (halton(frame, 5) - 0.5) * spread,
  );
  toKey.normalize();
  key.position.copy(middle).addScaledVector(toKey, 9);
  key.target.position.copy(middle);
  if (gobo) {
    gobo.position.copy(middle).addScaledVector(new THREE.Vector3(-0.78, 0.82, 0.62).normalize(), 4);
    gobo.lookAt(middle);
  }
  // Fibonacci spiral over the front upper part of the sky.
  const height = 0.04 + 0.95 * ((frame + 0.5) / frames);
  const turn = frame * 2.399963;
  const flat = Math.sqrt(1 - height * height);
  const z = flat * Math.sin(turn);
  dome.position
    .copy(middle)
    .add(new THREE.Vector3(flat * Math.cos(turn), height, Math.abs(z) * 0.9 + z * 0.1).multiplyScalar(9));
  dome.target.position.copy(middle);
  for (const [i, lamp] of lamps.entries())
    lamp.light.position
      .copy(lamp.at)
      .add(
        new THREE.Vector3(
          halton(frame + i, 2) - 0.5,
          halton(frame + i, 3) - 0.5,
          halton(frame + i, 5) - 0.5,
        ).multiplyScalar(lamp.size),
      );
}

interface Camera {
  camera: THREE.PerspectiveCamera;
  from: THREE.Vector3;
  at: THREE.Vector3;
}

/** Backs off until the box fits the frame. */
function frameUp(shot: Shot, box: THREE.Box3, unit: number, toWorld: THREE.Matrix4, aspect: number): Camera {
  const fov = shot.lens ?? 22;
  const camera = new THREE.PerspectiveCamera(fov, aspect, 0.1, 60);
  const down = THREE.MathUtils.degToRad(shot.down ?? 9);
  const around = THREE.MathUtils.degToRad(shot.around ?? 0);
  const away = new THREE.Vector3(
    Math.sin(around) * Math.cos(down),
    Math.sin(down),
    Math.cos(around) * Math.cos(down),
  );
  let area = box;
  if (shot.look) {
    const centre = new THREE.Vector3(...shot.look.at).applyMatrix4(toWorld);
    area = new THREE.Box3().setFromCenterAndSize(
      centre,
      new THREE.Vector3().setScalar(shot.look.radius * 2 * unit),
    );
  }
  const at = area.getCenter(new THREE.Vector3());
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map(
    (i) =>
      new THREE.Vector3(
        i & 1 ? area.max.x : area.min.x,
        i & 2 ? area.max.y : area.min.y,
        i & 4 ? area.max.z : area.min.z,
      ),
  );
  const right = new THREE.Vector3(Math.cos(around), 0, -Math.sin(around));
  const up = new THREE.Vector3().crossVectors(away, right);
  const half = Math.tan(THREE.MathUtils.degToRad(fov / 2));
  let distance = 0;
  for (const corner of corners) {
    const offset = corner.clone().sub(at);
    const depth = offset.dot(away);
    distance = Math.max(
      distance,
      Math.abs(offset.dot(up)) / half + depth,
      Math.abs(offset.dot(right)) / (half * aspect) + depth,
    );
  }
  distance *= shot.margin ?? 1.27;
  const [sx, sy] = shot.shift ?? [0, 0.03];
  at.addScaledVector(right, -sx * distance * half * aspect * 2).addScaledVector(up, sy * distance * half * 2);
  return { camera, from: at.clone().addScaledVector(away, distance), at };
}

function place({ camera, from, at }: Camera, frame: number, width: number, height: number): void {
  const radius = 0.018 * Math.sqrt(halton(frame, 7));
  const angle = halton(frame, 11) * Math.PI * 2;
  const right = new THREE.Vector3().crossVectors(from.clone().sub(at), camera.up).normalize();
  camera.position.copy(from).addScaledVector(right, radius * Math.cos(angle));
  camera.position.y += radius * Math.sin(angle);
  camera.lookAt(at);
  camera.setViewOffset(width, height, halton(frame, 2) - 0.5, halton(frame, 3) - 0.5, width, height);
  camera.updateMatrixWorld();
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}

/** Averages many exposures, each with another point of every light and of the lens: soft shadow, occlusion, depth. */
export function photograph(
  shot: Shot,
  wish: { name: string; frames: number; scale: number },
): {
  base64: string;
  width: number;
  height: number;
} {
  const renderer = rendererOf();
  const [width, height] = (shot.size ?? [720, 900]).map((each) => Math.round(each * wish.scale));
  const frames = wish.frames || (shot.frames ?? 12);
  const { rig, box, unit, toWorld } = compose(shot);
  const camera = frameUp(shot, box, unit, toWorld, width / height);
  const target = new THREE.WebGLRenderTarget(width, height, { type: THREE.FloatType, depthBuffer: true });
  const sum = new Float32Array(width * height * 4);
  const one = new Float32Array(width * height * 4);
  const middle = box.getCenter(new THREE.Vector3());
  for (let frame = 0; frame < frames; frame++) {
    jitter(rig, frame, frames, middle);
    place(camera, frame, width, height);
    renderer.setRenderTarget(target);
    renderer.render(rig.scene, camera.camera);
    renderer.readRenderTargetPixels(target, 0, 0, width, height, one);
    for (let i = 0; i < sum.length; i++) sum[i] += Math.min(one[i], 30) / frames;
  }
  target.dispose();
  rig.scene.traverse((each) => {
    if (each instanceof THREE.Mesh) each.geometry.dispose();
  });
  const bytes = develop(
    { width, height, light: sum },
    (shot.exposure ?? 0) + 1.0,
    shot.bulbs ? 0.5 : 0.12,
    random(seedOf(wish.name)),
  );
  return { base64: base64(bytes), width, height };
}
