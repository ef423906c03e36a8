import { intersectHalfSpaces } from "../half-spaces/intersect-half-spaces.js";
import { encloses } from "../measure/encloses.js";
import type { Mesh } from "../mesh.js";
import type { Vector } from "../rotation.js";
import { LATTICE_MM, roundBar, slab } from "./bars.js";
import { rodClearance } from "./clearance.js";
import { checkRange, FabricationError } from "./fabrication-error.js";
import { along, frameAbout, unit } from "./frame.js";
import { type FabricationOptions, machineMesh } from "./machine-mesh.js";
import { surfaceStretches } from "./surface-inside.js";
import { toolOf } from "./tool.js";

/** Where and how a hole is drilled. */
export interface DrillHoleOptions extends FabricationOptions {
  /** A point of the hole's axis inside the solid, in mm. */
  readonly through: Vector;
  /** The axis, of any length above 0. */
  readonly direction: Vector;
  /** Diameter of the round rod that fits the hole, in mm, 0.5 to 50. Default 2. */
  readonly diameterMm?: number;
  /** Least wall about the hole, in mm, 0.3 to 50. Default 1. */
  readonly wallMm?: number;
}

/** What `drillHole` does when not told otherwise. */
export const DRILL_HOLE_DEFAULTS = { diameterMm: 2, wallMm: 1 } as const;

/** A drilled solid. */
export interface DrilledHole {
  /** The solid with the hole. */
  readonly mesh: Mesh;
  /** The half-spaces of what was taken away, a prism: for `hollow` to keep clear of. */
  readonly bore: Float64Array;
  /** Where the axis enters and leaves the tool, in mm. */
  readonly ends: readonly [Vector, Vector];
}

/** The most that a face may lean where the hole comes out, as a tangent: 60 degrees. */
const STEEPEST_MOUTH = Math.sqrt(3);

/** How often a bore that came out too narrow, because edges too small to print were taken away, is made wider. */
const TRIES = 4;

/** The farthest that the drill stands out of a mouth, in mm. */
const OVERRUN_MM = 1;

/**
 * Drills a round hole all the way through the stone that its axis runs in at the point given, from air to air; other stone beyond a gap
 * is left alone. The hole is a prism of 16 to 128 sides that touch the round hole from outside, by 0.01 mm at most at its edges.
 *
 * Promise, beside those of `unite`: measured on the mesh, a rod of `diameterMm` passes; square to the axis, the wall is nowhere thinner than `wallMm` but at the two mouths, each of which ends
 * within 2 (r + wall) tan 60 degrees of the axis, as where a face leans 60 degrees to the hole.
 *
 * @param mesh closed, as from `unite`; not changed.
 * @throws FabricationError `options`; `place` when the point is not inside; `wall` when too little would be left.
 *
 * @example
 * ```ts
 * import { drillHole, type Mesh } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 *
 * const forACord = await drillHole(mesh, { through: [0, 0, 30], direction: [1, 0, 0], diameterMm: 2 });
 * ```
 */
export async function drillHole(mesh: Mesh, options: DrillHoleOptions): Promise<DrilledHole> {
  const diameter = options.diameterMm ?? DRILL_HOLE_DEFAULTS.diameterMm;
  const wall = options.wallMm ?? DRILL_HOLE_DEFAULTS.wallMm;
  checkRange("hole", "diameterMm", diameter, 0.5, 50);
  checkRange("hole", "wallMm", wall, 0.3, 50);
  const axis = frameAbout(unit(options.direction));
  const { through } = options;
  if (![...axis.out, ...through].every((x) => Number.isFinite(x))) {
    throw new FabricationError(
      "hole",
      "options",
      `point [${through.join(", ")}], direction [${options.direction.join(", ")}]`,
      "finite numbers, a direction of length above 0",
      "Name a point inside the stone and the way the drill goes.",
    );
  }
  const inside = (at: number): boolean =>
    encloses(mesh.positions, mesh.triangles, triangleNumbers(mesh), along(through, axis.out, at));
  if (!inside(0)) {
    throw new FabricationError(
      "hole",
      "place",
      `[${through.join(", ")}], which is not inside the stone`,
      "a point of the axis inside the stone",
      "Move the point into the stone.",
    );
  }
  const [from, to] = soundRun(mesh, through, axis, diameter / 2, wall, inside);
  const middle = along(through, axis.out, (from + to) / 2);
  let radius = diameter / 2 + LATTICE_MM;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const bore = Float64Array.of(...roundBar(through, axis, radius), ...slab(through, axis.out, from, to));
    const drill = toolOf(intersectHalfSpaces(bore, { interior: [middle[0], middle[1], middle[2]] }));
    const drilled = await machineMesh(mesh, { operation: "hole", remove: [drill], wasmUrl: options.wasmUrl });
    const clearance = rodClearance(drilled, through, axis, from, to);
    if (clearance >= diameter / 2) {
      return { mesh: drilled, bore, ends: [along(through, axis.out, from), along(through, axis.out, to)] };
    }
    radius += diameter / 2 - clearance + 0.001;
  }
  throw wallError("a mouth that closes again where edges too small to print are taken away", wall);
}

function triangleNumbers({ facetOfTriangle }: Mesh): Uint32Array {
  return Uint32Array.from(facetOfTriangle.keys());
}

/** Where the drill begins and ends on its axis: in the air beyond both mouths. */
function soundRun(
  mesh: Mesh,
  through: Vector,
  axis: ReturnType<typeof frameAbout>,
  radius: number,
  wall: number,
  inside: (at: number) => boolean,
): [number, number] {
  const meets = (width: number) => surfaceStretches(mesh, roundBar(through, axis, width), through, axis.out);
  const stretches = meets(radius + wall);
  const next = stretches.findIndex(([, to]) => to >= 0);
  if (next <= 0 || stretches[next][0] <= 0) {
    throw wallError(`${Math.max(0, widestAt(meets, radius + wall) - radius).toFixed(2)} mm`, wall);
  }
  const mouths = [stretches[next - 1], stretches[next]];
  const longest = 2 * (radius + wall) * STEEPEST_MOUTH;
  for (const [from, to] of mouths) {
    if (to - from > longest) throw wallError(`a mouth ${(to - from).toFixed(2)} mm long`, wall, longest);
  }
  const before = mouths[0][0] - (stretches[next - 2]?.[1] ?? Number.NEGATIVE_INFINITY);
  const after = (stretches[next + 1]?.[0] ?? Number.POSITIVE_INFINITY) - mouths[1][1];
  const ends: [number, number] = [
    mouths[0][0] - Math.min(OVERRUN_MM, before / 2),
    mouths[1][1] + Math.min(OVERRUN_MM, after / 2),
  ];
  if (ends.some(inside)) throw wallError("a hole that runs out through its side", wall);
  return ends;
}

/** The widest bar that is free of the surface at the point itself. */
function widestAt(meets: (width: number) => (readonly [number, number])[], limit: number): number {
  let [free, met] = [0, limit];
  for (let step = 0; step < 12; step++) {
    const width = (free + met) / 2;
    if (meets(width).some(([from, to]) => from <= 0 && to >= 0)) met = width;
    else free = width;
  }
  return free;
}

function wallError(found: string, wall: number, mouth?: number): FabricationError {
  const accepted = mouth === undefined ? `a wall of at least ${wall} mm` : `mouths of at most ${mouth.toFixed(2)} mm`;
  return new FabricationError(
    "hole",
    "wall",
    found,
    `${accepted} about the hole`,
    "Move the point deeper, turn the axis square to the faces, or choose a smaller diameter or wall.",
  );
}
