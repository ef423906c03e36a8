import cos from "@stdlib/math-base-special-cos";
import { intersectHalfSpaces } from "../half-spaces/intersect-half-spaces.js";
import { bounds } from "../measure/bounds.js";
import { measureMesh } from "../measure/measure-mesh.js";
import type { Mesh } from "../mesh.js";
import { slab } from "./bars.js";
import { checkRange, FabricationError } from "./fabrication-error.js";
import { FABRICATED, type FabricationOptions, machineMesh, nextFabricated } from "./machine-mesh.js";
import { convexOutline, type Outline, outlineDepth, outlineWidth } from "./outline.js";
import { surfaceInside } from "./surface-inside.js";
import { toolOf } from "./tool.js";

/** What a stone must stand on. */
export interface StandOnFlatOptions extends FabricationOptions {
  /** Least width of what it stands on, seen from whichever side it is narrowest, in mm, 0.5 to 200. Default 5. */
  readonly minimumWidthMm?: number;
  /** How far it can be tilted in any direction before it falls over, in degrees, 1 to 45. Default 8. */
  readonly tippingDegrees?: number;
  /** The most that may be cut off, as a part of the height, 0 to 0.5. Default 0.25. */
  readonly maximumCut?: number;
}

/** What `standOnFlat` does when not told otherwise. */
export const STAND_ON_FLAT_DEFAULTS = { minimumWidthMm: 5, tippingDegrees: 8, maximumCut: 0.25 } as const;

/** A stone that stands. */
export interface StandingStone {
  /** The solid, standing on z = 0. */
  readonly mesh: Mesh;
  /** How much lower it is than before: add this to z for the coordinates that the stone had, in mm. */
  readonly loweredMm: number;
  /** Least width of the convex outline of the flat, in mm. */
  readonly widthMm: number;
  /** How far inside that outline the centre of mass stands, in mm. */
  readonly marginMm: number;
  /** How high above the flat the centre of mass is, in mm. It tips when tilted by more than the arc tangent of margin / height. */
  readonly centreHeightMm: number;
}

/** Steps in which the height of the cut is tried and then refined, in mm. */
const STEP_MM = 0.25;
const FINE_STEP_MM = 0.01;

/** How often the cut is set a fine step higher to get a level flat. */
const TRIES = 8;

/** Corners this near to the lowest one touch the table, in mm. */
const TOUCH_MM = 0.001;

/** How a stone would stand when cut at a height. */
interface Stand {
  readonly widthMm: number;
  readonly marginMm: number;
  readonly centreHeightMm: number;
}

/**
 * Cuts the least off the bottom of a stone that lets it stand: a level cut whose convex outline is `minimumWidthMm` wide from every side and
 * holds the centre of mass of what is left so far inside that the stone can be tilted by `tippingDegrees` before it falls. The
 * stone is not turned. Where it stands already, only its height is changed. Least means: every cut that is lower by a multiple of
 * 0.25 mm fails, and so does the one 0.01 mm below.
 *
 * Promise, beside those of `unite`: the flat is level to the last bit, at z = 0.
 *
 * @param mesh closed, z upwards; not changed.
 * @throws FabricationError `options`; `room` when no cut within `maximumCut` will do; `apart` when the cut would part the stone.
 *
 * @example
 * ```ts
 * import { type Mesh, standOnFlat } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 *
 * const { mesh: standing, loweredMm } = await standOnFlat(mesh, { tippingDegrees: 10 });
 * ```
 */
export async function standOnFlat(mesh: Mesh, options: StandOnFlatOptions = {}): Promise<StandingStone> {
  const minimumWidth = options.minimumWidthMm ?? STAND_ON_FLAT_DEFAULTS.minimumWidthMm;
  const degrees = options.tippingDegrees ?? STAND_ON_FLAT_DEFAULTS.tippingDegrees;
  const maximumCut = options.maximumCut ?? STAND_ON_FLAT_DEFAULTS.maximumCut;
  checkRange("flat", "minimumWidthMm", minimumWidth, 0.5, 200);
  checkRange("flat", "tippingDegrees", degrees, 1, 45);
  checkRange("flat", "maximumCut", maximumCut, 0, 0.5);
  const { minimum, maximum } = bounds(mesh.positions);
  const cosine = cos((degrees * Math.PI) / 180);
  const slope = Math.sqrt(1 - cosine * cosine) / cosine;
  const holds = ({ widthMm, marginMm, centreHeightMm }: Stand): boolean =>
    widthMm >= minimumWidth && marginMm >= slope * centreHeightMm;
  const [height, stand] = leastCut(mesh, minimum[2], maximumCut * (maximum[2] - minimum[2]), holds);
  if (!holds(stand)) {
    throw new FabricationError(
      "flat",
      "room",
      `at the deepest cut a flat ${stand.widthMm.toFixed(2)} mm wide, ` +
        `its centre of mass ${stand.marginMm.toFixed(2)} mm inside it and ${stand.centreHeightMm.toFixed(2)} mm above`,
      `${minimumWidth} mm wide, at least ${(slope * stand.centreHeightMm).toFixed(2)} mm inside`,
      "Allow a deeper cut, ask for less, turn the stone, or give it a stand.",
    );
  }
  if (height === minimum[2]) return { mesh: lowered(mesh, height), loweredMm: height + 0, ...stand };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const cut = await cutBelow(mesh, height + attempt * FINE_STEP_MM, options.wasmUrl);
    const bottom = bounds(cut.positions).minimum[2];
    const level = levelled(cut, nextFabricated(mesh), bottom);
    if (level !== undefined) return { mesh: lowered(level, bottom), loweredMm: bottom, ...stand };
  }
  throw new FabricationError(
    "flat",
    "unprintable",
    "a cut that no level facet of float32 coordinates fits",
    "a height where the cut meets no corner all but by chance",
    "Ask for a flat a tenth of a millimetre wider.",
  );
}

function leastCut(mesh: Mesh, bottom: number, most: number, holds: (stand: Stand) => boolean): [number, Stand] {
  const standAt = (cut: number): Stand => standOf(mesh, bottom + cut);
  let stand = standAt(0);
  let cut = 0;
  while (!holds(stand) && cut < most) {
    cut = Math.min(most, cut + STEP_MM);
    stand = standAt(cut);
  }
  if (cut === 0 || !holds(stand)) return [bottom + cut, stand];
  let failing = Math.max(0, cut - STEP_MM);
  while (cut - failing > FINE_STEP_MM) {
    const middle = (cut + failing) / 2;
    const between = standAt(middle);
    if (holds(between)) [cut, stand] = [middle, between];
    else failing = middle;
  }
  return [bottom + cut, stand];
}

/** How the part of a mesh above a height stands on the cut there. */
function standOf(mesh: Mesh, height: number): Stand {
  const { positions } = mesh;
  const touching: number[] = [];
  for (let v = 0; v < positions.length; v += 3) {
    if (Math.abs(positions[v + 2] - height) <= TOUCH_MM) touching.push(positions[v], positions[v + 1]);
  }
  let volume = 0;
  const moment = [0, 0, 0];
  // Tetrahedra from a point of the cut: the cut itself spans none.
  surfaceInside(mesh, [0, 0, -1, -height], (polygon) => {
    const [ax, ay, az] = [polygon[0], polygon[1], polygon[2] - height];
    for (let i = 0; i < polygon.length; i += 3) {
      if (Math.abs(polygon[i + 2] - height) <= TOUCH_MM) touching.push(polygon[i], polygon[i + 1]);
      if (i < 3 || i + 5 >= polygon.length) continue;
      const [bx, by, bz] = [polygon[i], polygon[i + 1], polygon[i + 2] - height];
      const [cx, cy, cz] = [polygon[i + 3], polygon[i + 4], polygon[i + 5] - height];
      const sixfold = ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
      volume += sixfold;
      moment[0] += (sixfold * (ax + bx + cx)) / 4;
      moment[1] += (sixfold * (ay + by + cy)) / 4;
      moment[2] += (sixfold * (az + bz + cz)) / 4;
    }
  });
  const outline: Outline = convexOutline(touching);
  return {
    widthMm: outlineWidth(outline),
    marginMm: volume > 0 ? outlineDepth(outline, moment[0] / volume, moment[1] / volume) : 0,
    centreHeightMm: volume > 0 ? moment[2] / volume : 0,
  };
}

async function cutBelow(mesh: Mesh, height: number, wasmUrl: string | undefined): Promise<Mesh> {
  const { minimum, maximum } = bounds(mesh.positions);
  const halfSpaces: number[] = [];
  [[1, 0, 0] as const, [0, 1, 0] as const].forEach((direction, k) => {
    halfSpaces.push(...slab([0, 0, 0], direction, minimum[k] - 1, maximum[k] + 1));
  });
  halfSpaces.push(...slab([0, 0, 0], [0, 0, 1], minimum[2] - 1, height));
  const saw = toolOf(intersectHalfSpaces(Float64Array.from(halfSpaces)));
  return machineMesh(mesh, { operation: "flat", remove: [saw], wasmUrl });
}

/** A cut mesh whose new facet is level to the last bit; `undefined` when it would then meet itself. */
function levelled(mesh: Mesh, made: number, height: number): Mesh | undefined {
  const { triangles, facetOfTriangle, facets } = mesh;
  const positions = mesh.positions.slice();
  facetOfTriangle.forEach((facet, t) => {
    if (facets[facet].solid !== FABRICATED || facets[facet].halfSpace < made) return;
    for (let h = 3 * t; h < 3 * t + 3; h++) positions[3 * triangles[h] + 2] = height;
  });
  const level = { ...mesh, positions };
  const { degenerateTriangles, selfIntersections } = measureMesh(level, { selfIntersectionLimit: 1 });
  return degenerateTriangles === 0 && selfIntersections === 0 ? level : undefined;
}

/** A mesh moved down to z = 0: exact, because its coordinates are on a lattice. */
function lowered(mesh: Mesh, bottom: number): Mesh {
  if (bottom === 0) return mesh;
  return { ...mesh, positions: mesh.positions.map((x, i) => (i % 3 === 2 ? x - bottom : x)) };
}
