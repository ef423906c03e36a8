import { intersectHalfSpaces } from "../half-spaces/intersect-half-spaces.js";
import { bounds } from "../measure/bounds.js";
import type { Mesh } from "../mesh.js";
import { UNITE_DEFAULTS } from "../union/unite.js";
import { slab } from "./bars.js";
import { type Cavity, cavitiesOf, type Room } from "./cavities.js";
import { checkRange, FabricationError } from "./fabrication-error.js";
import { along } from "./frame.js";
import { hollowSurface } from "./hollow-surface.js";
import { type FabricationOptions, machineMesh } from "./machine-mesh.js";
import { massOf } from "./mass-of.js";
import { type Drain, placeDrains } from "./place-drains.js";
import { surfaceGap } from "./surface-gap.js";
import { type Tool, toolOf } from "./tool.js";

/** How a solid is hollowed. */
export interface HollowOptions extends FabricationOptions {
  /** Least thickness of the wall, in mm, 0.4 to 20. Default 1.2. */
  readonly wallMm?: number;
  /** Diameter of the drain holes, in mm, 1 to 20; below 2.5 resin clogs. Default 2.5. */
  readonly drainMm?: number;
  /** Convex solids (half-spaces) that the cavity keeps away from by the wall, such as the `bore` of `drillHole` and the `neck` of `addBail`. Default none. */
  readonly keepClear?: readonly Float64Array[];
}

/** What `hollow` does when not told otherwise. */
export const HOLLOW_DEFAULTS = { wallMm: 1.2, drainMm: 2.5, keepClear: [] } as const;

/** A hollow solid. */
export interface HollowedStone {
  /** The solid with its cavities and drains: still one closed surface, without an enclosed void. */
  readonly mesh: Mesh;
  /** Two for each cavity. */
  readonly drains: readonly Drain[];
  /** How many cavities there are. */
  readonly cavities: number;
  /** What is saved, in cubic mm. */
  readonly removedMm3: number;
  /** Least distance between the outer surface and a cavity, measured on the mesh, in mm; never below `wallMm`. */
  readonly wallMm: number;
}

/** How often a wall that came out too thin, because edges too small to print were taken away, is made thicker. */
const TRIES = 5;

/** The farthest that cleaning moves a face, twice the shortest edge kept: drains are made wider by it on every side. */
const CLEANING_MM = 0.1;

/** The farthest that `unite` moves the surface of the crystals with its default: a wall thinner by more means other crystals. */
const MOVED_MM = 4 * UNITE_DEFAULTS.minimumEdgeMm;

/** The longest drain, in thicknesses of the wall. */
const LONGEST_DRAIN = 4;

/**
 * Hollows a union of convex crystals. The inside of a convex solid at depth w is its half-spaces moved inwards by w, so the union of all
 * crystals so moved keeps w from the surface of their union (`cavitiesOf`); where crystals join, the wall is thicker than w. The
 * box of the mesh, moved inwards, bounds the cavity too, so that a flat cut by `standOnFlat` keeps its wall. Rooms
 * that do not open into one another are cavities of their own, a wall's thickness apart. Every cavity gets two drains, square to the lowest
 * faces with room for them; a cavity without room for two stays filled, so that no resin is trapped.
 *
 * Promise, beside those of `unite`: the mesh is measured, and the outer surface is nowhere nearer to a cavity than `wallMm`; every cavity has
 * two drains, each with at least `wallMm` of stone about its mouth.
 *
 * @param mesh closed, as from `unite`; not changed.
 * @param crystals the half-spaces of the convex solids that `mesh` is the union of, in its coordinates.
 * @throws FabricationError `options`; `room` when no cavity with two drains fits; `wall` when the crystals are not those of the mesh.
 *
 * @example
 * ```ts
 * import { hollow, intersectHalfSpaces, unite } from "@vocalith/geometry";
 *
 * const cube = Float64Array.of(1, 0, 0, 10, -1, 0, 0, 10, 0, 1, 0, 10, 0, -1, 0, 10, 0, 0, 1, 20, 0, 0, -1, 0);
 * const { drains, removedMm3 } = await hollow(await unite([intersectHalfSpaces(cube)]), [cube], { wallMm: 2 });
 * ```
 */
export async function hollow(
  mesh: Mesh,
  crystals: readonly Float64Array[],
  options: HollowOptions = {},
): Promise<HollowedStone> {
  const wall = options.wallMm ?? HOLLOW_DEFAULTS.wallMm;
  const drainMm = options.drainMm ?? HOLLOW_DEFAULTS.drainMm;
  checkRange("hollow", "wallMm", wall, 0.4, 20);
  checkRange("hollow", "drainMm", drainMm, 1, 20);
  const box = boxOf(mesh);
  const boxed = crystals.map((crystal) => Float64Array.of(...crystal, ...box));
  let offsetMm = wall + 0.002;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const clear = (options.keepClear ?? HOLLOW_DEFAULTS.keepClear).map((solid) => grown(solid, offsetMm));
    const spare = clear.map(({ solid }) => toolOf(solid));
    const cavities = cavitiesOf(boxed, { offsetMm, septumMm: wall, passageMm: drainMm });
    const drained = drainedCavities(mesh, cavities, clear, wall, drainMm);
    if (drained.length === 0) {
      if (offsetMm > wall + MOVED_MM) break;
      throw noRoom(cavities.length, wall, drainMm);
    }
    const rooms = drained.flatMap(({ cavity }) => cavity.rooms.map(({ solid }) => toolOf(solid)));
    const bores = drained.flatMap(({ drains }) => drains.map(boreOf));
    const hollowed = await machineMesh(mesh, {
      operation: "hollow",
      remove: [...rooms, ...bores],
      spare,
      dropLoose: true,
      wasmUrl: options.wasmUrl,
    });
    const surface = hollowSurface(
      mesh,
      hollowed,
      planesIn(rooms) + planesIn(spare),
      bores.map((bore) => planesIn([bore])),
    );
    if (surface.drainsOfCavity.some((count) => count < 2)) throw parted(wall);
    const wallMm = surfaceGap(hollowed.positions, surface.inner, surface.outer, 2 * wall);
    if (wallMm >= wall) {
      return {
        mesh: hollowed,
        drains: drained.flatMap(({ drains }) => drains),
        cavities: surface.drainsOfCavity.length,
        removedMm3: massOf(mesh).volumeMm3 - massOf(hollowed).volumeMm3,
        wallMm,
      };
    }
    offsetMm += wall - wallMm + 0.005;
  }
  throw new FabricationError(
    "hollow",
    "wall",
    `a wall thinner than ${wall} mm`,
    "the half-spaces of the crystals whose union the mesh is, in the same coordinates",
    "Move the crystals as the mesh was moved, and name what was drilled in keepClear.",
  );
}

function parted(wall: number): FabricationError {
  return new FabricationError(
    "hollow",
    "room",
    "a cavity that what is kept clear parts in two, with one drain each",
    "two drains for every cavity",
    `Move what is kept clear farther than ${2 * wall} mm from it, or leave the stone solid.`,
  );
}

function planesIn(tools: readonly Tool[]): number {
  return tools.reduce((sum, { equations }) => sum + equations.length / 4, 0);
}

/** The half-spaces of the box that holds a mesh. */
function boxOf({ positions }: Mesh): number[] {
  const { minimum, maximum } = bounds(positions);
  return [
    ...slab([0, 0, 0], [1, 0, 0], minimum[0], maximum[0]),
    ...slab([0, 0, 0], [0, 1, 0], minimum[1], maximum[1]),
    ...slab([0, 0, 0], [0, 0, 1], minimum[2], maximum[2]),
  ];
}

/** A convex solid with its planes moved outwards: it holds every point within that distance of it. */
function grown(halfSpaces: Float64Array, distance: number): Room {
  const moved = halfSpaces.map((x, i) => (i % 4 === 3 ? x + distance : x));
  return { halfSpaces: moved, solid: intersectHalfSpaces(moved) };
}

function boreOf({ bore, mouth, direction, lengthMm }: Drain): Tool {
  const middle = along(mouth, direction, lengthMm / 2);
  return toolOf(intersectHalfSpaces(bore, { interior: [middle[0], middle[1], middle[2]] }));
}

/** The cavities that have room for two drains. */
function drainedCavities(
  mesh: Mesh,
  cavities: readonly Cavity[],
  clear: readonly Room[],
  wall: number,
  drainMm: number,
): { cavity: Cavity; drains: readonly Drain[] }[] {
  const rules = { diameterMm: drainMm + 2 * CLEANING_MM, rimMm: wall, longestMm: LONGEST_DRAIN * wall };
  return cavities.flatMap((cavity) => {
    const others = [...cavities.filter((other) => other !== cavity), { rooms: clear }];
    const drains = placeDrains(mesh, cavity, others, rules);
    return drains === undefined ? [] : [{ cavity, drains }];
  });
}

function noRoom(cavities: number, wall: number, drainMm: number): FabricationError {
  return new FabricationError(
    "hollow",
    "room",
    cavities === 0
      ? `no crystal thick enough for two walls of ${wall} mm`
      : `no flat face with room for two drains of ${drainMm} mm into ${cavities === 1 ? "the cavity" : "any of the cavities"}`,
    `a cavity within walls of ${wall} mm and two drains of ${drainMm} mm, each ${wall} mm from its face's edge`,
    "Make the stone larger or the wall thinner, give it a larger flat with standOnFlat, or leave it solid.",
  );
}
