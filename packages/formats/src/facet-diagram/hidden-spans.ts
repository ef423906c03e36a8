/** A solid turned to the page: x to the right, y up, z towards the eye. */
export interface Scene {
  readonly points: Float64Array;
  readonly triangles: Uint32Array;
  /** Of each triangle, as long as twice its area. */
  readonly normals: Float64Array;
  readonly minimum: readonly number[];
  readonly maximum: readonly number[];
}

/** How much nearer to the eye, against the solid's size, a triangle must be to hide an edge. */
const CLEARANCE = 2e-5;
const MOST_CELLS_ACROSS = 256;
/** Triangles whose normals' share towards the eye is less are seen edge on, as upright ones are for rounding, and hide nothing. */
const EDGE_ON = 1e-6;

/**
 * For any edge of a solid the spans of it, in parts of its length, that triangles facing the eye hide: start, end, start, end and so on, in order and
 * apart. Triangles lie in a grid over the page, so that an edge meets only those near it.
 */
export function hiddenSpans(scene: Scene): (from: number, to: number, left: number, right: number) => number[] {
  const { points, triangles, normals, minimum, maximum } = scene;
  const size = Math.max(...maximum.map((high, axis) => high - minimum[axis]));
  const clearance = CLEARANCE * size;
  const grid = layGrid(scene, size);
  const lastEdge = new Uint32Array(triangles.length / 3);
  let edgeNumber = 0;
  // The part of the edge at hand that a triangle covers on the page, and then hides.
  let start = 0;
  let end = 1;
  const clip = (atStart: number, atEnd: number) => {
    if (atStart < 0 && atEnd < 0) end = -1;
    else if (atStart < 0) start = Math.max(start, atStart / (atStart - atEnd));
    else if (atEnd < 0) end = Math.min(end, atStart / (atStart - atEnd));
  };
  return (from, to, left, right) => {
    edgeNumber++;
    const px = points[3 * from];
    const py = points[3 * from + 1];
    const pz = points[3 * from + 2];
    const qx = points[3 * to];
    const qy = points[3 * to + 1];
    const qz = points[3 * to + 2];
    const nearest = Math.max(pz, qz);
    const farthest = Math.min(pz, qz);
    const spans: [number, number][] = [];
    const keepLeftOf = (a: number, b: number) => {
      const ex = points[b] - points[a];
      const ey = points[b + 1] - points[a + 1];
      clip(ex * (py - points[a + 1]) - ey * (px - points[a]), ex * (qy - points[a + 1]) - ey * (qx - points[a]));
      return end > start;
    };
    const take = (triangle: number) => {
      if (lastEdge[triangle] === edgeNumber || triangle === left || triangle === right) return;
      lastEdge[triangle] = edgeNumber;
      const a = 3 * triangles[3 * triangle];
      const b = 3 * triangles[3 * triangle + 1];
      const c = 3 * triangles[3 * triangle + 2];
      if (Math.max(points[a + 2], points[b + 2], points[c + 2]) <= farthest + clearance) return;
      start = 0;
      end = 1;
      if (!(keepLeftOf(a, b) && keepLeftOf(b, c) && keepLeftOf(c, a))) return;
      if (Math.min(points[a + 2], points[b + 2], points[c + 2]) <= nearest + clearance) {
        const slopeX = normals[3 * triangle] / normals[3 * triangle + 2];
        const slopeY = normals[3 * triangle + 1] / normals[3 * triangle + 2];
        const level = points[a + 2] + slopeX * points[a] + slopeY * points[a + 1] - clearance;
        clip(level - slopeX * px - slopeY * py - pz, level - slopeX * qx - slopeY * qy - qz);
      }
      if (end > start) spans.push([start, end]);
    };
    grid.visit(Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy), take);
    return joined(spans);
  };
}

/** Whether a triangle looks towards the eye, and not edge on. */
export function facesEye(normals: Float64Array, triangle: number): boolean {
  const x = normals[3 * triangle];
  const y = normals[3 * triangle + 1];
  const z = normals[3 * triangle + 2];
  return z > EDGE_ON * Math.sqrt(x * x + y * y + z * z);
}

/** Triangles facing the eye by the cells of a grid that their boxes touch. */
function layGrid({ points, triangles, normals, minimum }: Scene, size: number) {
  const count = triangles.length / 3;
  const side = Math.max(1, Math.min(MOST_CELLS_ACROSS, Math.ceil(Math.sqrt(count))));
  const cells = Array.from({ length: side * side }, (): number[] => []);
  const column = (x: number) => Math.min(side - 1, Math.max(0, Math.floor(((x - minimum[0]) / size) * side)));
  const row = (y: number) => Math.min(side - 1, Math.max(0, Math.floor(((y - minimum[1]) / size) * side)));
  const visit = (left: number, low: number, right: number, high: number, take: (triangle: number) => void) => {
    for (let y = row(low); y <= row(high); y++) {
      for (let x = column(left); x <= column(right); x++) cells[y * side + x].forEach(take);
    }
  };
  for (let triangle = 0; triangle < count; triangle++) {
    if (!facesEye(normals, triangle)) continue;
    const corners = [0, 1, 2].map((corner) => 3 * triangles[3 * triangle + corner]);
    const xs = corners.map((corner) => points[corner]);
    const ys = corners.map((corner) => points[corner + 1]);
    const [firstColumn, lastColumn] = [column(Math.min(...xs)), column(Math.max(...xs))];
    const [firstRow, lastRow] = [row(Math.min(...ys)), row(Math.max(...ys))];
    for (let y = firstRow; y <= lastRow; y++) {
      for (let x = firstColumn; x <= lastColumn; x++) cells[y * side + x].push(triangle);
    }
  }
  return { visit };
}

function joined(spans: [number, number][]): number[] {
  spans.sort((a, b) => a[0] - b[0]);
  const all: number[] = [];
  for (const [start, end] of spans) {
    const last = all.length - 1;
    if (all.length > 0 && start <= all[last] + 1e-9) all[last] = Math.max(all[last], end);
    else all.push(start, end);
  }
  return all;
}
