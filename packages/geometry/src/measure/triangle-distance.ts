/**
 * The closest points of two triangles that do not cross: of each corner to the other triangle and of each pair of edges (Ericson
 * 2005, 5.1.5 and 5.1.9).
 *
 * @param a nine numbers, x, y, z of each corner.
 * @param b nine numbers.
 * @param out receives the closest point of a, then that of b.
 * @returns the square of their distance.
 * @internal
 */
export function triangleDistance(a: Float64Array, b: Float64Array, out: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let corner = 0; corner < 9; corner += 3) {
    let square = closestOnTriangle(a[corner], a[corner + 1], a[corner + 2], b);
    if (square < least) {
      least = square;
      for (let k = 0; k < 3; k++) {
        out[k] = a[corner + k];
        out[3 + k] = POINT[k];
      }
    }
    square = closestOnTriangle(b[corner], b[corner + 1], b[corner + 2], a);
    if (square < least) {
      least = square;
      for (let k = 0; k < 3; k++) {
        out[k] = POINT[k];
        out[3 + k] = b[corner + k];
      }
    }
  }
  for (let i = 0; i < 9; i += 3) {
    for (let j = 0; j < 9; j += 3) {
      const square = closestOnEdges(a, i, (i + 3) % 9, b, j, (j + 3) % 9);
      if (square < least) {
        least = square;
        out.set(PAIR);
      }
    }
  }
  return least;
}

const POINT = new Float64Array(3);
const PAIR = new Float64Array(6);

function squareOf(x: number, y: number, z: number): number {
  return x * x + y * y + z * z;
}

/** The point of a triangle closest to x, y, z, into POINT; returns the square of its distance. */
function closestOnTriangle(x: number, y: number, z: number, t: Float64Array): number {
  const ux = t[3] - t[0];
  const uy = t[4] - t[1];
  const uz = t[5] - t[2];
  const vx = t[6] - t[0];
  const vy = t[7] - t[1];
  const vz = t[8] - t[2];
  const px = x - t[0];
  const py = y - t[1];
  const pz = z - t[2];
  const d1 = ux * px + uy * py + uz * pz;
  const d2 = vx * px + vy * py + vz * pz;
  if (d1 <= 0 && d2 <= 0) return toPoint(x, y, z, t, 0, 0);
  const d3 = d1 - (ux * ux + uy * uy + uz * uz);
  const d4 = d2 - (ux * vx + uy * vy + uz * vz);
  if (d3 >= 0 && d4 <= d3) return toPoint(x, y, z, t, 1, 0);
  const vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) return toPoint(x, y, z, t, d1 - d3 > 0 ? d1 / (d1 - d3) : 0, 0);
  const d5 = d1 - (ux * vx + uy * vy + uz * vz);
  const d6 = d2 - (vx * vx + vy * vy + vz * vz);
  if (d6 >= 0 && d5 <= d6) return toPoint(x, y, z, t, 0, 1);
  const vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) return toPoint(x, y, z, t, 0, d2 - d6 > 0 ? d2 / (d2 - d6) : 0);
  const va = d3 * d6 - d5 * d4;
  if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
    const whole = d4 - d3 + (d5 - d6);
    const w = whole > 0 ? (d4 - d3) / whole : 0;
    return toPoint(x, y, z, t, 1 - w, w);
  }
  const whole = va + vb + vc;
  if (!(whole > 0)) return toPoint(x, y, z, t, 0, 0);
  return toPoint(x, y, z, t, vb / whole, vc / whole);
}

function toPoint(x: number, y: number, z: number, t: Float64Array, v: number, w: number): number {
  for (let k = 0; k < 3; k++) POINT[k] = t[k] + v * (t[3 + k] - t[k]) + w * (t[6 + k] - t[k]);
  return squareOf(x - POINT[0], y - POINT[1], z - POINT[2]);
}

/** The closest points of two edges, into PAIR; returns the square of their distance. */
function closestOnEdges(a: Float64Array, a0: number, a1: number, b: Float64Array, b0: number, b1: number): number {
  const ux = a[a1] - a[a0];
  const uy = a[a1 + 1] - a[a0 + 1];
  const uz = a[a1 + 2] - a[a0 + 2];
  const vx = b[b1] - b[b0];
  const vy = b[b1 + 1] - b[b0 + 1];
  const vz = b[b1 + 2] - b[b0 + 2];
  const rx = a[a0] - b[b0];
  const ry = a[a0 + 1] - b[b0 + 1];
  const rz = a[a0 + 2] - b[b0 + 2];
  const uu = squareOf(ux, uy, uz);
  const vv = squareOf(vx, vy, vz);
  const ur = ux * rx + uy * ry + uz * rz;
  const vr = vx * rx + vy * ry + vz * rz;
  const uv = ux * vx + uy * vy + uz * vz;
  const whole = uu * vv - uv * uv;
  let s = whole > 0 ? clamp((uv * vr - ur * vv) / whole) : 0;
  let t = vv > 0 ? (uv * s + vr) / vv : 0;
  if (t < 0 || t > 1) {
    t = clamp(t);
    s = uu > 0 ? clamp((uv * t - ur) / uu) : 0;
  }
  const px = a[a0] + s * ux;
  const py = a[a0 + 1] + s * uy;
  const pz = a[a0 + 2] + s * uz;
  const qx = b[b0] + t * vx;
  const qy = b[b0 + 1] + t * vy;
  const qz = b[b0 + 2] + t * vz;
  PAIR[0] = px;
  PAIR[1] = py;
  PAIR[2] = pz;
  PAIR[3] = qx;
  PAIR[4] = qy;
  PAIR[5] = qz;
  return squareOf(px - qx, py - qy, pz - qz);
}

function clamp(x: number): number {
  return Math.max(0, Math.min(1, x));
}
