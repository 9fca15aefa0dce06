/** Linear light, RGBA floats, bottom row first, as read back from the renderer. */
export interface Exposure {
  width: number;
  height: number;
  light: Float32Array;
}

const inset = [
  [0.842479062253094, 0.0784335999999992, 0.0792237451477643],
  [0.0423282422610123, 0.878468636469772, 0.0791661274605434],
  [0.0423756549057051, 0.0784336, 0.879142973793104],
];
const outset = [
  [1.19687900512017, -0.0980208811401368, -0.0990297440797205],
  [-0.0528968517574562, 1.15190312990417, -0.0989611768448433],
  [-0.0529716355144438, -0.0980434501171241, 1.15107367264116],
];

const times = (m: number[][], r: number, g: number, b: number): [number, number, number] => [
  m[0][0] * r + m[0][1] * g + m[0][2] * b,
  m[1][0] * r + m[1][1] * g + m[1][2] * b,
  m[2][0] * r + m[2][1] * g + m[2][2] * b,
];

function curve(linear: number): number {
  const x = Math.min(1, Math.max(0, (Math.log2(Math.max(linear, 1e-10)) + 12.47393) / 16.5));
  const x2 = x * x;
  const x4 = x2 * x2;
  return 15.5 * x4 * x2 - 40.14 * x4 * x + 31.96 * x4 - 6.868 * x2 * x + 0.4298 * x2 + 0.1191 * x - 0.00232;
}

/** AgX (Troy Sobotka; polynomial fit by Benjamin Wrensch), with a little more contrast and colour. */
function film(r: number, g: number, b: number): [number, number, number] {
  const [ir, ig, ib] = times(inset, r, g, b);
  const toned = [curve(ir), curve(ig), curve(ib)].map((each) => Math.pow(Math.max(each, 0), 1.36));
  const grey = 0.2126 * toned[0] + 0.7152 * toned[1] + 0.0722 * toned[2];
  const [vr, vg, vb] = toned.map((each) => grey + (each - grey) * 1.14);
  return times(outset, vr, vg, vb);
}

/** What spills over around bright glass and shades: a blurred, much smaller copy of the light. */
function bloomOf({ width, height, light }: Exposure, cell: number): Exposure {
  const w = Math.ceil(width / cell);
  const h = Math.ceil(height / cell);
  let small = new Float32Array(w * h * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        small[(((y / cell) | 0) * w + ((x / cell) | 0)) * 4 + c] +=
          Math.max(0, Math.min(light[(y * width + x) * 4 + c], 6) - 0.9) / (cell * cell);
  for (let pass = 0; pass < 4; pass++) small = boxBlur(small, w, h, Math.max(1, Math.round(w / 40)));
  return { width: w, height: h, light: small };
}

function boxBlur(source: Float32Array, w: number, h: number, radius: number): Float32Array<ArrayBuffer> {
  const across = new Float32Array(source.length);
  const down = new Float32Array(source.length);
  const clamp = (value: number, top: number): number => Math.min(top - 1, Math.max(0, value));
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let d = -radius; d <= radius; d++) sum += source[(y * w + clamp(x + d, w)) * 4 + c];
        across[(y * w + x) * 4 + c] = sum / (2 * radius + 1);
      }
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let d = -radius; d <= radius; d++) sum += across[(clamp(y + d, h) * w + x) * 4 + c];
        down[(y * w + x) * 4 + c] = sum / (2 * radius + 1);
      }
  return down;
}

/** Exposes, adds bloom, a breath of vignette and grain, and answers 8-bit RGB from the top row down. */
export function develop(shot: Exposure, stops: number, bloom: number, grain: () => number): Uint8Array {
  const { width, height, light } = shot;
  const cell = 8;
  const glow = bloomOf(shot, cell);
  const gain = 2 ** stops;
  const out = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const halo = sample(glow, x / cell - 0.5, y / cell - 0.5);
      const dx = x / width - 0.5;
      const dy = y / height - 0.5;
      const vignette = gain * (1 - 0.22 * (dx * dx + dy * dy) * 2);
      const colour = film(
        (light[from] + halo[0] * bloom) * vignette,
        (light[from + 1] + halo[1] * bloom) * vignette,
        (light[from + 2] + halo[2] * bloom) * vignette,
      );
      const speck = (grain() + grain() - 1) * 2.2;
      const to = ((height - 1 - y) * width + x) * 3;
      for (let c = 0; c < 3; c++) out[to + c] = Math.max(0, Math.min(255, colour[c] * 255 + speck));
    }
  return out;
}

function sample({ width, height, light }: Exposure, x: number, y: number): [number, number, number] {
  const x0 = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const y0 = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const fx = Math.min(1, Math.max(0, x - x0));
  const fy = Math.min(1, Math.max(0, y - y0));
  const at = (px: number, py: number, c: number): number => light[(py * width + px) * 4 + c];
  const mix = (c: number): number =>
    (at(x0, y0, c) * (1 - fx) + at(x1, y0, c) * fx) * (1 - fy) +
    (at(x0, y1, c) * (1 - fx) + at(x1, y1, c) * fx) * fy;
  return [mix(0), mix(1), mix(2)];
}
