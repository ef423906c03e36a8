import type { Manifold, ManifoldToplevel } from "manifold-3d";
import type { Vector } from "../rotation.js";
import { along, dot, type Frame, unit } from "./frame.js";
import type { Lettering } from "./lettering.js";
import type { Tool } from "./tool.js";

/** Where lettering is put: its middle, the way it reads, how long a tenth of a pen is, and from where to where it is deep. */
export interface LetteringPlace {
  readonly middle: Vector;
  readonly frame: Frame;
  readonly tenthMm: number;
  /** From the floor to the top, along the frame's `out`, measured from the middle. */
  readonly fromMm: number;
  readonly toMm: number;
}

/**
 * Lettering as one solid to take away. Its pieces are united on the grid of whole numbers first, where every crossing point is exact, and
 * then put into place.
 *
 * @internal
 */
export function letteringTool(module: ManifoldToplevel, lettering: Lettering, place: LetteringPlace): Tool {
  const planes: number[][] = [];
  const numbers = new Map<string, number>();
  const planeOf = (plane: readonly number[]): number => {
    const name = plane.join(" ");
    const number = numbers.get(name) ?? planes.push([...plane]) - 1;
    numbers.set(name, number);
    return number;
  };
  const made: Manifold[] = [];
  try {
    for (const piece of lettering.pieces) made.push(prism(module, piece, planeOf));
    const united = module.Manifold.union(made);
    made.push(united);
    const { vertProperties, triVerts, faceID } = united.getMesh();
    return placed(vertProperties, Array.from(triVerts), Array.from(faceID), planes, place);
  } finally {
    for (const manifold of made) manifold.delete();
  }
}

/** A polygon made one high, each face naming its plane: a whole-numbered normal in lowest terms, and the distance times its length. */
function prism(
  module: ManifoldToplevel,
  polygon: readonly number[],
  planeOf: (plane: readonly number[]) => number,
): Manifold {
  const count = polygon.length / 2;
  const positions: number[] = [];
  for (const z of [0, 1]) for (let i = 0; i < count; i++) positions.push(polygon[2 * i], polygon[2 * i + 1], z);
  const corners: number[] = [];
  const planes: number[] = [];
  const [floor, top] = [planeOf([0, 0, -1, 0]), planeOf([0, 0, 1, 1])];
  for (let i = 0; i < count; i++) {
    const j = (i + 1) % count;
    const [x, y] = [Math.sign(polygon[2 * j + 1] - polygon[2 * i + 1]), Math.sign(polygon[2 * i] - polygon[2 * j])];
    const side = planeOf([x, y, 0, x * polygon[2 * i] + y * polygon[2 * i + 1]]);
    corners.push(i, j, count + j, i, count + j, count + i);
    planes.push(side, side);
    if (i < 1 || j === 0) continue;
    corners.push(0, j, i, count, count + i, count + j);
    planes.push(floor, top);
  }
  const mesh = new module.Mesh({
    numProp: 3,
    vertProperties: Float32Array.from(positions),
    triVerts: Uint32Array.from(corners),
    faceID: Uint32Array.from(planes),
  });
  return module.Manifold.ofMesh(mesh);
}

function placed(
  grid: Float32Array,
  corners: readonly number[],
  planes: readonly number[],
  gridPlanes: readonly (readonly number[])[],
  { middle, frame, tenthMm, fromMm, toMm }: LetteringPlace,
): Tool {
  const put = (x: number, y: number, z: number): Vector => {
    const onFloor = along(along(middle, frame.across, tenthMm * x), frame.up, tenthMm * y);
    return along(onFloor, frame.out, z === 0 ? fromMm : toMm);
  };
  const positions = new Float64Array(grid.length);
  for (let v = 0; v < grid.length; v += 3) positions.set(put(grid[v], grid[v + 1], grid[v + 2]), v);
  const equations = new Float64Array(4 * gridPlanes.length);
  gridPlanes.forEach(([x, y, z, d], plane) => {
    const normal = unit([0, 1, 2].map((k) => x * frame.across[k] + y * frame.up[k] + z * frame.out[k]));
    // A point of the plane on the grid: the distance is measured in lengths of the normal.
    const square = x * x + y * y + z * z;
    const point = z === 0 ? put((x * d) / square, (y * d) / square, 0) : put(0, 0, z < 0 ? 0 : 1);
    equations.set([...normal, dot(normal, point)], 4 * plane);
  });
  return { positions, corners, planes, equations };
}
