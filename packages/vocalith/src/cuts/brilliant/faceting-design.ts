import { intersectHalfSpaces, type Polyhedron } from "@vocalith/geometry";
import { FIELD_MAXIMA, type GemCode, type SpeciesCode, type SpecimenCode } from "../../code/gem-code.js";
import { growCrown } from "./crown.js";
import { facetNormal } from "./facet-normal.js";
import { facetingAngles } from "./faceting-angles.js";
import type { FacetingDesignTier } from "./faceting-design-tier.js";
import { criticalAngleDegrees, facetingMaterial } from "./faceting-material.js";
import { growGirdle } from "./girdle.js";
import { indexPattern } from "./index-pattern.js";
import { growPavilion } from "./pavilion.js";

/** How to cut a stone on a faceting machine: all that a cutting diagram holds. */
export interface FacetingDesign {
  /** The mineral it is meant for. */
  readonly material: string;
  /** Of that mineral, for yellow light. */
  readonly refractiveIndex: number;
  /** asin(1 / refractiveIndex) in degrees; every facet of the pavilion is steeper. */
  readonly criticalAngleDegrees: number;
  /** Teeth of the index gear, 32 to 120. */
  readonly gear: number;
  /** Times that all repeats in a turn, but for the last row of the crown. */
  readonly symmetryFolds: number;
  /** Whether it is its own mirror image about tooth 0, but for the last row of the crown. */
  readonly mirror: boolean;
  /** In the order of cutting: girdle, pavilion, crown, table. */
  readonly tiers: readonly FacetingDesignTier[];
}

/** A design and the convex solid that it cuts. */
export interface DesignedStone {
  readonly design: FacetingDesign;
  /** Four numbers a facet, tier by tier. */
  readonly halfSpaces: Float64Array;
  readonly solid: Polyhedron;
}

/** An edge shorter than this part of the girdle's radius is a missed meet. */
const SHORTEST_EDGE = 0.009;
/** Before the table is further from the width that the excitement asks for, the stone shall be more even. */
const TABLE_MISS = 0.1;
/** How much of the voice's unevenness is tried, most first; without any the stone is the even one of the species. */
const SHARES = [1, 0.85, 0.7, 0.55, 0.42, 0.32, 0.22, 0] as const;

/**
 * The design of a code's brilliant, to be cut on a faceting machine. The species fixes gear, symmetry and the angle of every tier; the
 * utterance fixes the distances, the number of sides, how many rows the crown has and which facets its last row has.
 *
 * Promise: the facets meet: the girdle is of even thickness, crown facets stand on the tips of those below, pavilion mains meet in one culet,
 * no facet is lost and no edge is shorter than 0.9 % of the radius (0.5 % in one species of a thousand, whose even crown leaves
 * no more room). Every pavilion facet lies above the critical angle.
 *
 * @example
 * ```ts
 * import { facetingDesign, parseGemCode } from "vocalith";
 * declare const code: string;
 * for (const { name, angleDegrees, facets } of facetingDesign(parseGemCode(code)).tiers) {
 *   console.log(name, angleDegrees, facets.map(({ index }) => index).join(" "));
 * }
 * ```
 */
export function facetingDesign(code: GemCode): FacetingDesign {
  return designStone(code).design;
}

/** The design with as much of the voice's unevenness as lets all facets meet, and its solid. */
export function designStone({ species, specimen }: GemCode): DesignedStone {
  let stone: DesignedStone | undefined;
  for (const share of SHARES) {
    const tiers = growTiers(species, specimen, share);
    if (tiers === undefined) continue;
    const design = { ...machineOf(species, specimen), tiers };
    const halfSpaces = halfSpacesOf(design);
    const solid = intersectHalfSpaces(halfSpaces);
    stone = { design, halfSpaces, solid };
    if (solid.facets.length === halfSpaces.length / 4 && shortestEdge(solid) >= SHORTEST_EDGE) break;
  }
  if (stone === undefined)
    throw new RangeError("faceting: the even stone of this species has no table; accepted: a GemCode in range");
  return stone;
}

function machineOf(species: SpeciesCode, { syllables }: SpecimenCode): Omit<FacetingDesign, "tiers"> {
  const { name, refractiveIndex } = facetingMaterial(species);
  const { gear, symmetryFolds, mirror } = indexPattern(species, syllables.length);
  return {
    material: name,
    refractiveIndex,
    criticalAngleDegrees: criticalAngleDegrees(refractiveIndex),
    gear,
    symmetryFolds,
    mirror,
  };
}

/** All tiers with a share of the voice's unevenness, 0 to 1; none where they would not fit together. */
function growTiers(
  species: SpeciesCode,
  { excitement, syllables }: SpecimenCode,
  share: number,
): FacetingDesignTier[] | undefined {
  const angles = facetingAngles(species);
  const pattern = indexPattern(species, syllables.length);
  const girdle = growGirdle(pattern, syllables, share);
  const pavilion = girdle && growPavilion(girdle, angles);
  const crown =
    girdle &&
    growCrown(
      girdle,
      angles,
      excitement / FIELD_MAXIMA.specimen.excitement,
      syllables,
      share > 0 ? TABLE_MISS : Number.POSITIVE_INFINITY,
    );
  if (girdle === undefined || pavilion === undefined || crown === undefined) return undefined;
  const sides = girdle.distances.map((distance, i) => ({ index: pattern.sides[i], distance }));
  return [{ name: "girdle", angleDegrees: -90, facets: sides }, ...pavilion, ...crown];
}

function halfSpacesOf({ gear, tiers }: FacetingDesign): Float64Array {
  return Float64Array.from(
    tiers.flatMap(({ angleDegrees, facets }) =>
      facets.flatMap(({ index, distance }) => [...facetNormal(angleDegrees, index, gear), distance]),
    ),
  );
}

function shortestEdge({ vertices, facets }: Polyhedron): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (const { loop } of facets) {
    for (let i = 0; i < loop.length; i++) {
      const [a, b] = [3 * loop[i], 3 * loop[(i + 1) % loop.length]];
      const [x, y, z] = [0, 1, 2].map((k) => vertices[a + k] - vertices[b + k]);
      shortest = Math.min(shortest, x * x + y * y + z * z);
    }
  }
  return Math.sqrt(shortest);
}
