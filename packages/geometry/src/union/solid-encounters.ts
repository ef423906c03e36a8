import type { Polyhedron } from "../half-spaces/polyhedron.js";
import { bounds } from "../measure/bounds.js";

/** Which facets of two solids may cross each other: pairs of planes, numbered through all solids. */
export interface Encounter {
  readonly first: number;
  readonly second: number;
  /** A facet of the first solid, a facet of the second one, and so on. */
  readonly pairs: readonly number[];
}

/** How solids lie to each other, before anything is decided exactly. */
export interface SolidEncounters {
  readonly encounters: readonly Encounter[];
  /** 1 for planes whose facet surely lies inside another solid. */
  readonly hidden: Uint8Array;
}

/**
 * Finds which facets of which solids can meet, so that only these are looked at exactly: of two solids that no facet's plane
 * parts, the facets that reach both sides of each other's planes.
 *
 * @param firstPlanes the number of each solid's first plane, and at the end the number of all planes.
 * @param marginMm how far corners may lie from where they are said to be.
 * @internal
 */
export function solidEncounters(
  solids: readonly Polyhedron[],
  firstPlanes: Int32Array,
  marginMm: number,
): SolidEncounters {
  const hidden = new Uint8Array(firstPlanes[solids.length]);
  const encounters: Encounter[] = [];
  const boxes = solids.map(boxOf);
  for (let i = 0; i < solids.length; i++) {
    for (let j = i + 1; j < solids.length; j++) {
      const byFirst = sidesOf(solids[i], solids[j], boxes[j], marginMm);
      const bySecond = byFirst && sidesOf(solids[j], solids[i], boxes[i], marginMm);
      if (byFirst === undefined || bySecond === undefined) continue;
      hide(solids[j], byFirst.within, hidden, firstPlanes[j]);
      hide(solids[i], bySecond.within, hidden, firstPlanes[i]);
      const pairs: number[] = [];
      const [own, other] = [solids[i].facets.length, solids[j].facets.length];
      for (let f = 0; f < own; f++) {
        if (byFirst.crossed[f] === undefined) continue;
        for (let g = 0; g < other; g++) {
          if (byFirst.crossed[f]?.[g] === 3 && bySecond.crossed[g]?.[f] === 3)
            pairs.push(firstPlanes[i] + f, firstPlanes[j] + g);
        }
      }
      encounters.push({ first: i, second: j, pairs });
    }
  }
  return { encounters, hidden };
}

interface Sides {
  /** For each plane of one solid and each facet of the other: 1 it reaches inside, 2 outside, 3 both; nothing for planes that are not reached. */
  readonly crossed: readonly (Uint8Array | undefined)[];
  /** 1 for corners of the other solid that surely lie in this one. */
  readonly within: Uint8Array;
}

/** How the corners of another solid lie about the planes of one; `undefined` when a plane parts the two. */
function sidesOf({ facets }: Polyhedron, other: Polyhedron, box: Box, marginMm: number): Sides | undefined {
  const { vertices } = other;
  const count = vertices.length / 3;
  const within = new Uint8Array(count).fill(1);
  const reach = new Uint8Array(count);
  const crossed: (Uint8Array | undefined)[] = [];
  for (let f = 0; f < facets.length; f++) {
    const [x, y, z] = facets[f].normal;
    const [inner, outer] = [facets[f].distance - marginMm, facets[f].distance + marginMm];
    const middle = x * box.middle[0] + y * box.middle[1] + z * box.middle[2];
    const spread = Math.abs(x) * box.half[0] + Math.abs(y) * box.half[1] + Math.abs(z) * box.half[2];
    if (middle - spread > outer) return undefined;
    if (middle + spread < inner) {
      crossed.push(undefined);
      continue;
    }
    let all = 0;
    for (let v = 0, i = 0; v < count; v++, i += 3) {
      const at = x * vertices[i] + y * vertices[i + 1] + z * vertices[i + 2];
      const side = at < inner ? 1 : at > outer ? 2 : 3;
      reach[v] = side;
      all |= side;
      if (side !== 1) within[v] = 0;
    }
    if (all === 2) return undefined;
    crossed.push(all === 1 ? undefined : facetReach(other.facets, reach));
  }
  return { crossed, within };
}

interface Box {
  readonly middle: readonly number[];
  readonly half: readonly number[];
}

function boxOf({ vertices }: Polyhedron): Box {
  const { minimum, maximum } = bounds(vertices);
  return {
    middle: minimum.map((low, k) => (low + maximum[k]) / 2),
    half: minimum.map((low, k) => (maximum[k] - low) / 2),
  };
}

function facetReach(facets: Polyhedron["facets"], reach: Uint8Array): Uint8Array {
  const reached = new Uint8Array(facets.length);
  for (let g = 0; g < facets.length; g++) {
    const { loop } = facets[g];
    let sides = 0;
    for (let k = 0; k < loop.length; k++) sides |= reach[loop[k]];
    reached[g] = sides;
  }
  return reached;
}

function hide(solid: Polyhedron, within: Uint8Array, hidden: Uint8Array, firstPlane: number): void {
  solid.facets.forEach(({ loop }, facet) => {
    if (loop.every((vertex) => within[vertex] === 1)) hidden[firstPlane + facet] = 1;
  });
}
