import * as THREE from "three";
import { cloud, noise, random } from "./noise.ts";

export type Wood = "oak" | "smoked";
export type Rgb = [number, number, number];

/** Glazes by the name the shop gives them, darker than their swatches: the studio's light lifts them. */
export const glazes = {
  chalk: "#ebe4d6",
  moss: "#6d6f52",
  rust: "#7e4029",
  ink: "#2c3038",
  ochre: "#c8923a",
  celadon: "#a9bba6",
  clay: "#a56d4c",
  sand: "#cfb998",
} as const;
export type Glaze = keyof typeof glazes;

const kept = new Map<string, THREE.Material>();

/** Textures are costly to paint, so each material is painted once. */
function once<M extends THREE.Material>(name: string, paint: () => M): M {
  const found = kept.get(name);
  if (found) return found as M;
  const made = paint();
  kept.set(name, made);
  return made;
}

const rgb = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};
const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];
const step = (from: number, to: number, x: number): number => {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

/** Paints a square texture pixel by pixel; u and v run 0..1, v upwards. */
function paint(size: number, at: (u: number, v: number) => Rgb, colour = true): THREE.DataTexture {
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const [r, g, b] = at(x / size, y / size);
      data.set(
        [Math.min(255, Math.max(0, r)), Math.min(255, Math.max(0, g)), Math.min(255, Math.max(0, b)), 255],
        (y * size + x) * 4,
      );
    }
  const texture = new THREE.DataTexture(data, size, size);
  texture.colorSpace = colour ? THREE.SRGBColorSpace : THREE.NoColorSpace;
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  texture.minFilter = THREE.LinearMipmapLinearFilter;
  texture.magFilter = THREE.LinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = 4;
  texture.needsUpdate = true;
  return texture;
}
const grey = (value: number): Rgb => [value * 255, value * 255, value * 255];

/** Dark iron specks, as stoneware throws them up through the glaze. */
function specks(seed: number, count: number): Float32Array {
  const size = 1024;
  const field = new Float32Array(size * size);
  const next = random(seed);
  for (let i = 0; i < count; i++) {
    const cx = next() * size;
    const cy = next() * size;
    const radius = 0.7 + next() ** 4 * 3;
    const depth = 0.25 + next() * 0.6;
    for (let y = Math.floor(cy - 5); y <= cy + 5; y++)
      for (let x = Math.floor(cx - 5); x <= cx + 5; x++) {
        const d = Math.hypot((x - cx) * 1.2, y - cy);
        const at = (((y + size) % size) * size + ((x + size) % size)) | 0;
        field[at] = Math.max(field[at], depth * (1 - step(radius * 0.5, radius * 1.3, d)));
      }
  }
  return field;
}

/**
 * Glazed stoneware for a vessel whose v runs foot (0) → rim (.5) → inside floor (1): raw clay at the foot, the glaze
 * breaking over the rim, streaks and specks between.
 */
export function glazed(glaze: Glaze): THREE.MeshStandardMaterial {
  return once(`glaze ${glaze}`, () => {
    const base = rgb(glazes[glaze]);
    const pale = glaze === "chalk" || glaze === "celadon" || glaze === "sand";
    const clay: Rgb = [176, 132, 98];
    const bare: Rgb = pale ? [168, 124, 86] : mix(base, [122, 78, 48], 0.6);
    const dots = specks(11, pale ? 1500 : 700);
    const skin = (u: number): number => 0.013 + 0.004 * noise(u * 9, 3, 5, 9);
    const map = paint(1024, (u, v) => {
      const pool = cloud(u * 5, v * 7, 3, 5);
      const run = noise(u * 46, v * 5, 8, 46);
      let colour = mix(base, mix(base, [255, 250, 240], 0.3), step(0.5, 0.85, pool) * 0.4);
      colour = mix(colour, mix(base, [24, 18, 12], 0.32), step(0.42, 0.1, pool) * 0.45 + run * 0.1);
      const rim = Math.abs(v - 0.5) - 0.004 * noise(u * 30, 1, 4, 30);
      colour = mix(bare, colour, 0.25 + 0.75 * step(0.001, 0.012, rim));
      colour = mix(
        colour,
        [62, 44, 30],
        dots[(Math.floor(v * 1024) * 1024 + Math.floor(u * 1024)) % (1024 * 1024)] * 0.8,
      );
      return mix(clay, colour, step(0, 0.004, v - skin(u)));
    });
    const rough = paint(
      512,
      (u, v) => {
        const bareFoot = 1 - step(0, 0.006, v - skin(u));
        return grey(Math.min(1, 0.36 + 0.22 * cloud(u * 8, v * 8, 21, 8) + bareFoot * 0.5));
      },
      false,
    );
    const bump = paint(
      512,
      (u, v) =>
        grey(
          0.5 * cloud(u * 14, v * 14, 31, 14) +
            0.3 * noise(u * 3, v * 70, 6, 3) +
            0.2 * noise(u * 90, v * 90, 2, 90),
        ),
      false,
    );
    return new THREE.MeshPhysicalMaterial({
      map,
      roughnessMap: rough,
      bumpMap: bump,
      bumpScale: 0.7,
      clearcoat: 0.22,
      clearcoatRoughness: 0.28,
      side: THREE.DoubleSide,
    });
  });
}

const planks: Record<Wood, [Rgb, Rgb]> = {
  oak: [
    [206, 166, 118],
    [164, 118, 74],
  ],
  smoked: [
    [98, 68, 47],
    [56, 37, 26],
  ],
};

/** Oak, oiled; the grain runs along u. */
export function oak(wood: Wood): THREE.MeshStandardMaterial {
  return once(`oak ${wood}`, () => {
    const [early, late] = planks[wood];
    const grain = (u: number, v: number): number => {
      const bend = cloud(u * 2, v * 3, 5, 2) * 0.55;
      const ring = Math.abs(((v * 9 + bend * 5) % 1) - 0.5) * 2;
      return ring * 0.55 + cloud(u * 6, v * 90, 6, 6) * 0.45;
    };
    const pore = (u: number, v: number): number =>
      step(0.66, 0.8, noise(u * 40, v * 420, 9, 40)) * step(0.3, 0.7, grain(u, v));
    const map = paint(1024, (u, v) =>
      mix(mix(early, late, grain(u, v) * 0.85), mix(late, [30, 18, 10], 0.4), pore(u, v) * 0.3),
    );
    const rough = paint(512, (u, v) => grey(0.48 + 0.2 * grain(u, v)), false);
    const bump = paint(1024, (u, v) => grey(0.7 - 0.4 * pore(u, v) - 0.15 * grain(u, v)), false);
    return new THREE.MeshStandardMaterial({ map, roughnessMap: rough, bumpMap: bump, bumpScale: 0.5 });
  });
}

export function plaster(colour: string): THREE.MeshLambertMaterial {
  return once(`plaster ${colour}`, () => {
    const base = rgb(colour);
    const map = paint(512, (u, v) =>
      mix(
        base,
        mix(base, [70, 50, 30], 0.5),
        0.1 * cloud(u * 4, v * 4, 2, 4) + 0.05 * noise(u * 128, v * 128, 7, 128),
      ),
    );
    map.wrapS = map.wrapT = THREE.MirroredRepeatWrapping;
    return new THREE.MeshLambertMaterial({ map });
  });
}

/** Linen by warp and weft; `glow` lets a bulb shine through, strongest at v = glowAt. */
export function linen(colour: string, threads = 90, glow = 0, glowAt = 0.45): THREE.MeshStandardMaterial {
  return once(`linen ${colour} ${threads} ${glow} ${glowAt}`, () => {
    const base = rgb(colour);
    const weave = (u: number, v: number): number => {
      const warp = 0.5 + 0.5 * Math.sin(u * threads * Math.PI * 2);
      const weft = 0.5 + 0.5 * Math.sin(v * threads * Math.PI * 2);
      const over = (Math.floor(u * threads * 2) + Math.floor(v * threads * 2)) % 2;
      const slub =
        0.65 * noise(u * 5, v * threads * 2, 4, 5) + 0.35 * noise(u * threads * 2, v * 5, 5, threads * 2);
      return (over ? warp : weft) * 0.55 + slub * 0.45;
    };
    const map = paint(1024, (u, v) =>
      mix(mix(base, [40, 26, 14], 0.3), mix(base, [255, 252, 246], 0.14), weave(u, v)),
    );
    const bump = paint(1024, (u, v) => grey(weave(u, v)), false);
    const material = new THREE.MeshStandardMaterial({
      map,
      bumpMap: bump,
      bumpScale: 1.4,
      roughness: 0.96,
      side: THREE.DoubleSide,
      envMapIntensity: 0.4,
    });
    if (glow) {
      material.emissive.set(0xffb469).multiplyScalar(glow);
      material.emissiveMap = paint(512, (u, v) => {
        const pool = Math.exp(-(((v - glowAt) / 0.42) ** 2)) * 0.8 + 0.14;
        const thread = 0.72 + 0.28 * weave(u, v);
        return mix([120, 70, 30], [255, 246, 226], pool).map((each) => each * pool * thread) as Rgb;
      });
    }
    return material;
  });
}

export function metal(kind: "brass" | "black"): THREE.MeshStandardMaterial {
  return once(`metal ${kind}`, () => {
    const rough = paint(
      512,
      (u, v) =>
        grey(
          (kind === "brass" ? 0.3 : 0.5) +
            0.14 * noise(u * 12, v * 260, 3, 12) +
            0.1 * cloud(u * 5, v * 5, 2, 5),
        ),
      false,
    );
    return new THREE.MeshStandardMaterial({
      color: kind === "brass" ? 0xc79a54 : 0x26231f,
      metalness: kind === "brass" ? 1 : 0.7,
      roughnessMap: rough,
      side: THREE.DoubleSide,
    });
  });
}

/** Opal glass or a flame: light that is seen itself. */
export function lit(colour: number, strength: number): THREE.MeshStandardMaterial {
  return new THREE.MeshStandardMaterial({
    color: 0xf6efe2,
    emissive: new THREE.Color(colour).multiplyScalar(strength),
    roughness: 0.25,
  });
}

export function plain(colour: string, roughness = 0.8): THREE.MeshStandardMaterial {
  return once(
    `plain ${colour} ${roughness}`,
    () => new THREE.MeshStandardMaterial({ color: colour, roughness, side: THREE.DoubleSide }),
  );
}
