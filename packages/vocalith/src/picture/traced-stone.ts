import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";
import { intersectHalfSpaces, type Polyhedron } from "@vocalith/geometry";
import type { Gem, GemColor, GemCrystal } from "../gem.js";
import { middleOf } from "../middle-of.js";
import { type FacetLists, facetLists, type TracedCrystal } from "./facet-lists.js";
import { sphereAround } from "./sphere-around.js";
import { BODY_STOPS, stoneBody } from "./stone-body.js";

/** What is drawn of a gem: any `Gem` is one, and so is one rebuilt from a message or a file without its code and features. */
export type DrawnGem = Pick<Gem, "color" | "mesh"> & {
  /** How it was cut; where absent, as it grew. */
  readonly cut?: Gem["cut"];
  readonly crystals: readonly DrawnCrystal[];
  /** The stones of a twin, each with its own colour and crystals; where absent, all is of one colour. */
  readonly individuals?: readonly Pick<Gem["individuals"][number], "color" | "crystals">[];
};

/** A crystal of a drawn gem; where its corners are absent they are found. */
export type DrawnCrystal = Pick<GemCrystal, "halfSpaces"> & Partial<Pick<GemCrystal, "corners">>;

/**
 * A gem laid out for tracing: flat arrays, in the studio's axes (y upwards, viewer on +z) about the middle of the stone, in units of
 * its radius, so that all tolerances mean the same for a 5 mm stone and a 500 mm one.
 */
export interface TracedStone extends FacetLists {
  readonly crystalCount: number;
  /** Four numbers a facet, crystal after crystal: unit outward normal and distance from the middle. */
  readonly planes: Float64Array;
  /** The first facet of each crystal, and the number of all. */
  readonly firstFacet: Int32Array;
  /**
   * The planes again, five numbers a slab: a unit normal, its distance from the middle, and that of the plane of the opposite normal, infinite where
   * there is none. Most faces of a crystal have an opposite one, so a ray asks half as often.
   */
  readonly slabs: Float64Array;
  /** The first slab of each crystal, and the number of all. */
  readonly firstSlab: Int32Array;
  /** The facets of each slab: along its normal and, or -1, against it. */
  readonly slabFacets: Int32Array;
  /** The crystal of each facet. */
  readonly crystalOfFacet: Int32Array;
  /** Centre and radius of a sphere around each crystal. */
  readonly spheres: Float64Array;
  /** x, y, z of all corners of all crystals. */
  readonly corners: Float64Array;
  /** The first number of each crystal in `corners`, and of all. */
  readonly firstCorner: Int32Array;
  /** Which individual each crystal belongs to. */
  readonly individualOf: Uint8Array;
  /** Absorption coefficients in 1/radius and body colours, as in `StoneBody`. */
  readonly absorption: Float64Array;
  readonly bodyColor: Float64Array;
  /** Whether the colours change with height. */
  readonly isZoned: boolean;
  /** y of the ground it stands on, and of its top. */
  readonly footHeight: number;
  readonly topHeight: number;
  /** Turns studio axes into the gem's: columns of x, y and z of the studio. */
  readonly toGem: Float64Array;
}

/** Lays a gem out for tracing, turned on its foot by `azimuthDegrees`; what a flat at z = 0 has cut off is left out. */
export function traceableStone(gem: DrawnGem, azimuthDegrees: number, depth: number): TracedStone {
  const solids: { polyhedron: Polyhedron; place: number }[] = [];
  gem.crystals.forEach((crystal, place) => {
    const polyhedron = polyhedronAboveGround(crystal);
    if (polyhedron !== undefined) solids.push({ polyhedron, place });
  });
  if (solids.length === 0) throw new RangeError("nothing of the stone is left to draw");
  const { center, radius } = boundingSphere(solids.map(({ polyhedron }) => polyhedron.vertices));
  const radians = (azimuthDegrees * Math.PI) / 180;
  const cosine = cos(radians);
  const sine = sin(radians);
  // Rows: x, y and z of the studio in the gem's axes.
  const turn = [cosine, sine, 0, 0, 0, 1, sine, -cosine, 0];
  const turned = (x: number, y: number, z: number): [number, number, number] => [
    turn[0] * x + turn[1] * y + turn[2] * z,
    turn[3] * x + turn[4] * y + turn[5] * z,
    turn[6] * x + turn[7] * y + turn[8] * z,
  ];
  const crystals = solids.map(({ polyhedron }): TracedCrystal => {
    const corners = new Float64Array(polyhedron.vertices.length);
    for (let i = 0; i < corners.length; i += 3) {
      const [x, y, z] = polyhedron.vertices.subarray(i, i + 3);
      corners.set(turned((x - center[0]) / radius, (y - center[1]) / radius, (z - center[2]) / radius), i);
    }
    const planes = new Float64Array(polyhedron.facets.length * 4);
    polyhedron.facets.forEach(({ normal: [x, y, z], distance }, i) => {
      const offset = x * center[0] + y * center[1] + z * center[2];
      planes.set([...turned(x, y, z), (distance - offset) / radius], 4 * i);
    });
    return { corners, planes, loops: polyhedron.facets.map(({ loop }) => loop) };
  });

  const individuals = gem.individuals ?? [];
  const colors: readonly GemColor[] = individuals.length > 0 ? individuals.map(({ color }) => color) : [gem.color];
  const body = stoneBody(colors, gem.mesh, depth);
  const corners = joined(crystals.map((crystal) => crystal.corners));
  let footHeight = Infinity;
  let topHeight = -Infinity;
  for (let i = 1; i < corners.length; i += 3) {
    footHeight = Math.min(footHeight, corners[i]);
    topHeight = Math.max(topHeight, corners[i]);
  }
  const firstCorner = new Int32Array(crystals.length + 1);
  crystals.forEach((crystal, i) => {
    firstCorner[i + 1] = firstCorner[i] + crystal.corners.length;
  });
  const firstFacet = new Int32Array(crystals.length + 1);
  crystals.forEach(({ loops }, i) => {
    firstFacet[i + 1] = firstFacet[i] + loops.length;
  });
  return {
    ...facetLists(crystals),
    ...pairIntoSlabs(crystals.map(({ planes }) => planes)),
    crystalCount: crystals.length,
    planes: joined(crystals.map(({ planes }) => planes)),
    firstFacet,
    crystalOfFacet: Int32Array.from(crystals.flatMap(({ loops }, i) => loops.map(() => i))),
    spheres: joined(crystals.map((crystal) => sphereAround(crystal.corners))),
    corners,
    firstCorner,
    individualOf: Uint8Array.from(solids, ({ place }) =>
      Math.max(
        0,
        individuals.findIndex(({ crystals: [from, to] }) => place >= from && place < to),
      ),
    ),
    absorption: body.absorptionPerMm.map((perMm) => perMm * radius),
    bodyColor: body.linearSrgb,
    isZoned: colors.some(({ hueSpreadDegrees }) => hueSpreadDegrees !== 0),
    footHeight,
    topHeight,
    toGem: Float64Array.from(turn),
  };
}

/** How near to opposite two normals are that make a slab: rounding, no more. */
const OPPOSITE = 1e-9;

function pairIntoSlabs(crystals: readonly Float64Array[]): Pick<TracedStone, "slabs" | "firstSlab" | "slabFacets"> {
  const slabs: number[] = [];
  const slabFacets: number[] = [];
  const firstSlab = [0];
  let firstFacet = 0;
  for (const planes of crystals) {
    const isPaired = new Uint8Array(planes.length / 4);
    for (let facet = 0; facet < isPaired.length; facet++) {
      if (isPaired[facet] === 1) continue;
      const [x, y, z, distance] = planes.subarray(4 * facet, 4 * facet + 4);
      const opposite = isPaired.findIndex(
        (paired, other) =>
          other > facet &&
          paired === 0 &&
          Math.abs(planes[4 * other] + x) < OPPOSITE &&
          Math.abs(planes[4 * other + 1] + y) < OPPOSITE &&
          Math.abs(planes[4 * other + 2] + z) < OPPOSITE,
      );
      slabs.push(x, y, z, distance, opposite < 0 ? Infinity : planes[4 * opposite + 3]);
      slabFacets.push(firstFacet + facet, opposite < 0 ? -1 : firstFacet + opposite);
      if (opposite >= 0) isPaired[opposite] = 1;
    }
    firstFacet += isPaired.length;
    firstSlab.push(slabFacets.length / 2);
  }
  return {
    slabs: Float64Array.from(slabs),
    slabFacets: Int32Array.from(slabFacets),
    firstSlab: Int32Array.from(firstSlab),
  };
}

/** Below this in mm a crystal reaches into the ground only by rounding. */
const GROUND_MM = 1e-3;

/** What of a crystal is above z = 0; nothing where all is below. */
function polyhedronAboveGround({ corners, halfSpaces }: DrawnCrystal): Polyhedron | undefined {
  const whole = intersectHalfSpaces(halfSpaces, corners && { interior: middleOf(corners) });
  let bottom = Infinity;
  let top = -Infinity;
  for (let i = 2; i < whole.vertices.length; i += 3) {
    bottom = Math.min(bottom, whole.vertices[i]);
    top = Math.max(top, whole.vertices[i]);
  }
  if (bottom > -GROUND_MM) return whole;
  return top > GROUND_MM ? intersectHalfSpaces(joined([halfSpaces, Float64Array.of(0, 0, -1, 0)])) : undefined;
}

function boundingSphere(parts: readonly Float64Array[]): { center: [number, number, number]; radius: number } {
  const [x, y, z, radius] = sphereAround(joined(parts));
  return { center: [x, y, z], radius };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Stops of the body's colour from one individual to the next, in numbers. */
export const BODY_STRIDE = BODY_STOPS * 3;
