/** Light that the lens spreads around bright points: a quarter of the picture's width and height. */
export interface Halo {
  readonly light: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Pixels of the picture on a side of one of the halo's. */
const COARSE = 4;

/** Spreads light as two Gaussian rings, sized by the picture. */
export function scatterLight(light: Float32Array, widthPx: number, heightPx: number): Halo {
  const width = Math.ceil(widthPx / COARSE);
  const height = Math.ceil(heightPx / COARSE);
  const near = new Float32Array(width * height * 3);
  const share = 1 / (COARSE * COARSE);
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const into = 3 * (Math.floor(row / COARSE) * width + Math.floor(column / COARSE));
      const from = 3 * (row * widthPx + column);
      for (let channel = 0; channel < 3; channel++) near[into + channel] += light[from + channel] * share;
    }
  }
  const far = near.slice();
  blur(near, width, height, Math.max(1, Math.round((widthPx * 0.006) / COARSE)));
  blur(far, width, height, Math.max(1, Math.round((widthPx * 0.03) / COARSE)));
  for (let i = 0; i < near.length; i++) near[i] = 0.5 * (near[i] + far[i]);
  return { light: near, width, height };
}

/** The halo's light at a pixel of the picture. */
export function haloAt({ light, width, height }: Halo, row: number, column: number, channel: number): number {
  const y = Math.max(0, (row + 0.5) / COARSE - 0.5);
  const x = Math.max(0, (column + 0.5) / COARSE - 0.5);
  const top = Math.floor(y);
  const left = Math.floor(x);
  const below = Math.min(top + 1, height - 1);
  const right = Math.min(left + 1, width - 1);
  const fx = x - left;
  const fy = y - top;
  const upper = light[3 * (top * width + left) + channel] * (1 - fx) + light[3 * (top * width + right) + channel] * fx;
  const lower =
    light[3 * (below * width + left) + channel] * (1 - fx) + light[3 * (below * width + right) + channel] * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Three box blurs each way: a Gaussian in all but name, at a cost that does not grow with its width. */
function blur(light: Float32Array, width: number, height: number, radius: number): void {
  const spare = new Float32Array(light.length);
  for (let round = 0; round < 3; round++) {
    boxBlur(light, spare, height, width, width * 3, 3, radius);
    boxBlur(spare, light, width, height, 3, width * 3, radius);
  }
}

function boxBlur(
  from: Float32Array,
  into: Float32Array,
  lines: number,
  length: number,
  lineStride: number,
  stride: number,
  radius: number,
): void {
  const share = 1 / (2 * radius + 1);
  for (let line = 0; line < lines; line++) {
    for (let channel = 0; channel < 3; channel++) {
      const start = line * lineStride + channel;
      let sum = 0;
      for (let at = 0; at < Math.min(radius, length); at++) sum += from[start + at * stride];
      for (let at = 0; at < length; at++) {
        if (at + radius < length) sum += from[start + (at + radius) * stride];
        if (at - radius - 1 >= 0) sum -= from[start + (at - radius - 1) * stride];
        into[start + at * stride] = sum * share;
      }
    }
  }
}
