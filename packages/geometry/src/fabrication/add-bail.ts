import cos from "@stdlib/math-base-special-cos";
import { intersectHalfSpaces } from "../half-spaces/intersect-half-spaces.js";
import { bounds } from "../measure/bounds.js";
import type { Mesh } from "../mesh.js";
import type { Vector } from "../rotation.js";
import { circlePoint, LATTICE_MM, roundBar, sidesOfRound, slab, squareBar } from "./bars.js";
import { rodClearance } from "./clearance.js";
import { checkRange, FabricationError } from "./fabrication-error.js";
import { along, cross, dot, type Frame } from "./frame.js";
import { type FabricationOptions, machineMesh } from "./machine-mesh.js";
import { genusOf, massOf } from "./mass-of.js";
import { surfaceInside, surfaceStretches } from "./surface-inside.js";
import { type Tool, toolOf } from "./tool.js";

/** What a bail is like. */
export interface AddBailOptions extends FabricationOptions {
  /** Diameter of the round rod that fits the bore, in mm, 1 to 20. Default 3.5. */
  readonly boreMm?: number;
  /** Least thickness of the ring, in mm, 0.5 to 10. Default 1. */
  readonly wallMm?: number;
  /** Least cross-section of what joins ring and stone, in square mm, 1 to 400. Default 5. */
  readonly neckMm2?: number;
  /** How far the stone may hang out of the upright, in degrees, 0.5 to 60. Default 8. */
  readonly maximumTiltDegrees?: number;
  /** Where the bail stands, x and y in mm. Default the place near the upright through the centre of mass. */
  readonly at?: readonly [number, number];
}

/** What `addBail` does when not told otherwise. */
export const ADD_BAIL_DEFAULTS = { boreMm: 3.5, wallMm: 1, neckMm2: 5, maximumTiltDegrees: 8 } as const;

/** A pendant. */
export interface Pendant {
  /** The solid with its bail. */
  readonly mesh: Mesh;
  /** Middle of the bore, in mm. */
  readonly centre: Vector;
  /** The way the chain passes, level, of length 1. */
  readonly boreDirection: Vector;
  /** How far the centre of mass of the whole is out of the upright through the bore, in mm. */
  readonly offsetMm: number;
  /** How far the centre of mass hangs below the top of the bore, in mm. It tilts by the arc tangent of offset / drop. */
  readonly dropMm: number;
  /** Least cross-section of any level cut between the bore and where the neck is all in the stone, in square mm. */
  readonly neckMm2: number;
  /** The half-spaces of the neck: for `hollow` to keep clear of, so that it is rooted in solid stone. */
  readonly neck: Float64Array;
}

/** Distance of the places tried, in mm, how many about each circle, and how many ways the chain may pass. */
const STEP_MM = 0.5;
const AROUND = 12;
const WAYS = 8;

/** How many places are tried whose ring turns out to touch a second crystal. */
const TRIES = 12;

/** How often a bore that came out too narrow, because edges too small to print were taken away, is made wider. */
const WIDENINGS = 4;

/** The ring stands out of its neck by this on both sides, in mm, so that no two faces all but coincide. */
const SHOULDER_MM = 0.1;

/** The farthest that cleaning moves a face: twice the shortest edge kept. */
const CLEANING_MM = 0.1;

/** The measures of a bail. */
interface Sizes {
  readonly bore: number;
  readonly wall: number;
  readonly chamfer: number;
  /** Half the neck's width across the chain, and along it. */
  readonly halfNeck: number;
}

/** A place where a bail can stand. */
interface Stand {
  readonly centre: Vector;
  readonly chain: Vector;
  /** How low the neck reaches. */
  readonly bottom: number;
  /** How much of the neck shows. */
  readonly shown: number;
}

/**
 * Adds a ring to hang a stone from: a bore for a chain in a disc with broken edges, on a square neck that reaches down into the stone until all of
 * its section, and as much again as it is wide, is inside. The place is the one nearest to the upright through the centre of mass where
 * the chain passes freely, the neck meets stone within a bore's width below the ring (and its own width more, where there is no such place), and
 * comes out nowhere.
 *
 * Promise, beside those of `unite`: a rod of `boreMm` passes the bore and as far again on both sides; the ring is nowhere thinner than
 * `wallMm`; every level cut between bore and stone is at least `neckMm2`; the stone hangs within `maximumTiltDegrees` of upright.
 *
 * @param mesh closed, z upwards; not changed.
 * @throws FabricationError `options`; `place` when there is no such place.
 *
 * @example
 * ```ts
 * import { addBail, type Mesh } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 *
 * const { mesh: pendant } = await addBail(mesh, { boreMm: 3.5 });
 * ```
 */
export async function addBail(mesh: Mesh, options: AddBailOptions = {}): Promise<Pendant> {
  const bore = options.boreMm ?? ADD_BAIL_DEFAULTS.boreMm;
  const wall = options.wallMm ?? ADD_BAIL_DEFAULTS.wallMm;
  const neck = options.neckMm2 ?? ADD_BAIL_DEFAULTS.neckMm2;
  const degrees = options.maximumTiltDegrees ?? ADD_BAIL_DEFAULTS.maximumTiltDegrees;
  checkRange("bail", "boreMm", bore, 1, 20);
  checkRange("bail", "wallMm", wall, 0.5, 10);
  checkRange("bail", "neckMm2", neck, 1, 400);
  checkRange("bail", "maximumTiltDegrees", degrees, 0.5, 60);
  const cosine = cos((degrees * Math.PI) / 180);
  const slope = Math.sqrt(1 - cosine * cosine) / cosine;
  const sizes = { bore, wall, chamfer: wall / 3, halfNeck: Math.max(Math.sqrt(neck), 2 * wall) / 2 + CLEANING_MM };
  const genus = genusOf(mesh);
  let tries = 0;
  for (const stand of standsOf(mesh, sizes, slope, options.at)) {
    const made = await madeAt(mesh, stand, sizes, options.wasmUrl);
    // A ring that touches a second crystal makes a handle beside its bore, or loses it.
    if (made !== undefined && genusOf(made.mesh) === genus + 1) return made;
    if (++tries === TRIES) break;
  }
  throw new FabricationError(
    "bail",
    "place",
    options.at === undefined ? "no place near the upright through the centre of mass" : `[${options.at.join(", ")}]`,
    `stone within ${(bore + 2 * sizes.halfNeck).toFixed(2)} mm below the ring for a neck ${(2 * sizes.halfNeck).toFixed(2)} mm wide, ` +
      `a free way for the chain, and a stone that hangs within ${degrees} degrees of upright`,
    "Allow more tilt, choose a smaller bore or neck, name another place, or drill a hole with drillHole.",
  );
}

/** The stone with a bail whose bore lets the rod through. */
async function madeAt(
  mesh: Mesh,
  stand: Stand,
  sizes: Sizes,
  wasmUrl: string | undefined,
): Promise<Pendant | undefined> {
  const { bore, halfNeck } = sizes;
  const half = halfNeck + SHOULDER_MM + bore;
  let wider = LATTICE_MM;
  for (let attempt = 0; attempt < WIDENINGS; attempt++) {
    const { neck, axis, add, remove } = bailTools(stand, sizes, wider);
    const pendant = await machineMesh(mesh, { operation: "bail", add, remove, wasmUrl });
    const clearance = rodClearance(pendant, stand.centre, axis, -half, half);
    if (clearance >= bore / 2) return describe(pendant, stand, sizes, neck);
    wider += bore / 2 - clearance + 0.001;
    if (wider > sizes.chamfer) return undefined;
  }
  return undefined;
}

function describe(mesh: Mesh, { centre, chain }: Stand, { bore, halfNeck }: Sizes, neck: Float64Array): Pendant {
  const middle = massOf(mesh).centre;
  const [x, y] = [middle[0] - centre[0], middle[1] - centre[1]];
  return {
    mesh,
    centre,
    boreDirection: chain,
    offsetMm: Math.sqrt(x * x + y * y),
    dropMm: centre[2] + bore / 2 - middle[2],
    neckMm2: 4 * (halfNeck - CLEANING_MM) * (halfNeck - CLEANING_MM),
    neck,
  };
}

/** Places in the order of their distance from the upright through the centre of mass; of equally near ones first that with the least neck to see. */
function* standsOf(
  mesh: Mesh,
  sizes: Sizes,
  slope: number,
  at: readonly [number, number] | undefined,
): Generator<Stand> {
  const middle = massOf(mesh).centre;
  const hangs = ({ centre }: Stand): boolean => {
    const [x, y] = [centre[0] - middle[0], centre[1] - middle[1]];
    return Math.sqrt(x * x + y * y) <= slope * (centre[2] + sizes.bore / 2 - middle[2]);
  };
  const sorted = (places: readonly (readonly [number, number])[], longest: number): Stand[] =>
    places
      .flatMap((place) => standsAt(mesh, place, sizes, longest))
      .filter(hangs)
      .sort((a, b) => a.shown - b.shown);
  const reach = slope * (bounds(mesh.positions).maximum[2] + 2 * sizes.bore - middle[2]);
  // A short neck a little out of the upright is handsomer than a long one on it.
  for (const longest of [sizes.bore, sizes.bore + 2 * sizes.halfNeck]) {
    if (at !== undefined) yield* sorted([at], longest);
    for (let radius = 0; at === undefined && radius <= reach; radius += STEP_MM) {
      const turns = radius === 0 ? [0] : Array.from({ length: AROUND }, (_, i) => i / AROUND);
      const places = turns.map((turn) => {
        const [c, s] = circlePoint(turn);
        return [middle[0] + radius * c, middle[1] + radius * s] as const;
      });
      yield* sorted(places, longest);
    }
  }
}

/** The bails that can stand at a place, for each way of the chain. */
function standsAt(mesh: Mesh, [x, y]: readonly [number, number], sizes: Sizes, longest: number): Stand[] {
  const { bore, halfNeck } = sizes;
  const stands: Stand[] = [];
  for (let way = 0; way < WAYS; way++) {
    const [c, s] = circlePoint(way / (2 * WAYS));
    const upright: Frame = { across: [c, s, 0], up: [-s, c, 0], out: [0, 0, 1] };
    const neck = squareBar([x, y, 0], upright, halfNeck, halfNeck);
    const stretches = surfaceStretches(mesh, neck, [x, y, 0], upright.out);
    if (stretches.length < 2) continue;
    const [entry, below] = [stretches[stretches.length - 1], stretches[stretches.length - 2]];
    const bottom = entry[0] - 2 * halfNeck;
    if (bottom - halfNeck < below[1]) continue;
    // Nothing may stand in the chain's way, the stone beneath the bore least of all.
    let top = entry[1];
    const passage = squareBar([x, y, 0], upright, halfNeck + SHOULDER_MM + bore, bore / 2 + 0.02);
    surfaceInside(mesh, passage, (polygon) => {
      for (let i = 2; i < polygon.length; i += 3) top = Math.max(top, polygon[i]);
    });
    const shown = top - entry[0];
    if (shown > longest) continue;
    stands.push({ centre: [x, y, top + bore / 2], chain: upright.across, bottom, shown });
  }
  return stands;
}

function bailTools(
  { centre, chain, bottom }: Stand,
  sizes: Sizes,
  wider: number,
): { neck: Float64Array; axis: Frame; add: Tool[]; remove: Tool[] } {
  const { bore, wall, chamfer, halfNeck } = sizes;
  const axis: Frame = { across: cross([0, 0, 1], chain), up: [0, 0, 1], out: chain };
  const radius = bore / 2 + wall + chamfer + wider;
  const sides = sidesOfRound(radius);
  const half = halfNeck + SHOULDER_MM;
  const disc = [...roundBar(centre, axis, radius, sides), ...slab(centre, chain, -half, half)];
  for (let i = 0; i < sides; i++) {
    const [c, s] = circlePoint(i / sides);
    for (const side of [-1, 1]) {
      // The edge between rim and face is broken at 45 degrees.
      const normal = [0, 1, 2].map((k) => (c * axis.across[k] + s * axis.up[k] + side * chain[k]) * Math.SQRT1_2);
      disc.push(...normal, dot(normal, centre) + (radius + half - chamfer) * Math.SQRT1_2);
    }
  }
  const upright: Frame = { across: chain, up: axis.across, out: [0, 0, 1] };
  const neck = [...squareBar(centre, upright, halfNeck, halfNeck), ...slab(centre, upright.out, bottom - centre[2], 0)];
  const hole = [...roundBar(centre, axis, bore / 2 + wider, sides), ...slab(centre, chain, -half - 0.5, half + 0.5)];
  const solid = (halfSpaces: readonly number[], inside: Vector): Tool =>
    toolOf(intersectHalfSpaces(Float64Array.from(halfSpaces), { interior: [inside[0], inside[1], inside[2]] }));
  return {
    neck: Float64Array.from(neck),
    axis,
    add: [solid(disc, centre), solid(neck, along(centre, upright.out, (bottom - centre[2]) / 2))],
    remove: [solid(hole, centre)],
  };
}
