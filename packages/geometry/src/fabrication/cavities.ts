import { HalfSpaceError } from "../half-spaces/half-space-error.js";
import { intersectHalfSpaces } from "../half-spaces/intersect-half-spaces.js";
import type { Polyhedron } from "../half-spaces/polyhedron.js";
import { cross, dot } from "./frame.js";

/** One hollow: convex rooms that open into one another widely. */
export interface Cavity {
  /** Its rooms, crystals moved inwards; each with its half-spaces. */
  readonly rooms: readonly Room[];
}

/** A crystal moved inwards. */
export interface Room {
  readonly halfSpaces: Float64Array;
  readonly solid: Polyhedron;
}

/** How rooms may lie to one another. */
export interface CavityRules {
  /** How far every plane of a crystal is moved inwards, in mm. */
  readonly offsetMm: number;
  /** Least thickness of what stands between two rooms that are not one cavity, in mm. */
  readonly septumMm: number;
  /** Diameter of the round passage whose area the opening between two rooms must have at least, in mm. */
  readonly passageMm: number;
}

/** How often a room is drawn in by the thickness of a septum before it is given up. */
const TRIES = 6;

/**
 * The cavities of a union of crystals: each crystal's half-spaces moved inwards. A ball of radius w about a point that is w inside all planes
 * of one crystal lies in that crystal and so in the union; so the cavities stay w away from the union's surface. Two rooms either
 * open into one another by a passage, or stand apart by a septum; where they do neither, the later one is drawn in further, or
 * left out.
 *
 * @param crystals half-spaces of convex solids.
 * @internal
 */
export function cavitiesOf(crystals: readonly Float64Array[], rules: CavityRules): Cavity[] {
  const rooms: Room[] = [];
  const group: number[] = [];
  for (const crystal of crystals) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const room = shrunken(crystal, rules.offsetMm + attempt * rules.septumMm);
      if (room === undefined) break;
      const relations = rooms.map((other) => relationOf(other, room, rules));
      if (relations.includes("thin")) continue;
      const number = rooms.push(room) - 1;
      group[number] = number;
      relations.forEach((relation, other) => {
        if (relation !== "open") return;
        const [from, to] = [group[number], group[other]];
        for (let i = 0; i <= number; i++) if (group[i] === from) group[i] = to;
      });
      break;
    }
  }
  return [...new Set(group)].map((name) => ({ rooms: rooms.filter((_, i) => group[i] === name) }));
}

/** A crystal with its planes moved inwards; `undefined` when nothing is left. @internal */
export function shrunken(halfSpaces: Float64Array, offset: number): Room | undefined {
  const moved = halfSpaces.map((x, i) => (i % 4 === 3 ? x - offset : x));
  try {
    return { halfSpaces: moved, solid: intersectHalfSpaces(moved) };
  } catch (error) {
    if (error instanceof HalfSpaceError && (error.problem === "empty" || error.problem === "flat")) return undefined;
    throw error;
  }
}

type Relation = "apart" | "open" | "thin";

function relationOf(a: Room, b: Room, { septumMm, passageMm }: CavityRules): Relation {
  if (isPartedByFacet(a, b.solid, septumMm) || isPartedByFacet(b, a.solid, septumMm)) return "apart";
  const shared = shrunken(Float64Array.of(...a.halfSpaces, ...b.halfSpaces), 0);
  // The mean shadow of a convex body is a quarter of its area (Cauchy), and the largest is no smaller.
  if (shared !== undefined && areaOf(shared.solid) >= Math.PI * passageMm * passageMm) return "open";
  if (shared !== undefined) return "thin";
  const wider = b.halfSpaces.map((x, i) => (i % 4 === 3 ? x + septumMm : x));
  return shrunken(Float64Array.of(...a.halfSpaces, ...wider), 0) === undefined ? "apart" : "thin";
}

/** Whether all of a solid lies beyond one facet of a room, by the thickness of a septum at least. */
function isPartedByFacet({ solid }: Room, { vertices }: Polyhedron, septum: number): boolean {
  return solid.facets.some(({ normal, distance }) => {
    for (let v = 0; v < vertices.length; v += 3) {
      const height = normal[0] * vertices[v] + normal[1] * vertices[v + 1] + normal[2] * vertices[v + 2];
      if (height < distance + septum) return false;
    }
    return true;
  });
}

function areaOf({ vertices, facets }: Polyhedron): number {
  let twice = 0;
  for (const { loop, normal } of facets) {
    const corner = (i: number) => vertices.subarray(3 * loop[i], 3 * loop[i] + 3);
    for (let k = 1; k + 1 < loop.length; k++) {
      const [a, b, c] = [corner(0), corner(k), corner(k + 1)];
      twice += dot(normal, cross([b[0] - a[0], b[1] - a[1], b[2] - a[2]], [c[0] - a[0], c[1] - a[1], c[2] - a[2]]));
    }
  }
  return twice / 2;
}
