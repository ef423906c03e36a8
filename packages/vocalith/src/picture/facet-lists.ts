/** A convex crystal as the tracer sees it. */
export interface TracedCrystal {
  readonly corners: Float64Array;
  /** Four numbers a facet. */
  readonly planes: Float64Array;
  /** Corners of each facet, counter-clockwise. */
  readonly loops: readonly Uint32Array[];
}

/**
 * What may be met at each facet, so that a ray asks few crystals instead of all. Facets are counted crystal after crystal; the entries of facet f
 * are those from `first[f]` to before `first[f + 1]`.
 */
export interface FacetLists {
  /** Crystals that may lie right behind the facet, where light goes on unbent. */
  readonly behind: Lists;
  /** Crystals that reach above the facet's plane and may stand in the way of what leaves by it. */
  readonly above: Lists;
  /** Facets across the edges of the facet. */
  readonly edges: Lists;
  /** One over the sine of the angle between the facet and that across the edge, for each entry of `edges`. */
  readonly edgeSteepness: Float64Array;
}

/** Lists of numbers, one a facet. */
export interface Lists {
  readonly first: Int32Array;
  readonly entries: Int32Array;
}

/** How far apart touching solids may lie, in radii of the stone: rounding, no more. */
const TOUCH = 1e-6;

/** Finds for every facet of every crystal what may be met there. */
export function facetLists(crystals: readonly TracedCrystal[]): FacetLists {
  const behind: number[][] = [];
  const above: number[][] = [];
  const edges: number[][] = [];
  const steepness: number[] = [];
  let firstFacet = 0;
  crystals.forEach((crystal, here) => {
    const others = crystals.map((other, place) => ({ other, place })).filter(({ place }) => place !== here);
    const touching = others.filter(({ other }) => !areApart(crystal, other));
    const across = facetsAcross(crystal.loops);
    crystal.loops.forEach((loop, facet) => {
      const plane = crystal.planes.subarray(4 * facet, 4 * facet + 4);
      above.push(others.filter(({ other }) => reachesAbove(other.corners, plane)).map(({ place }) => place));
      behind.push(
        touching
          .filter(({ other }) => reachesAbove(other.corners, plane) && touches(loop, crystal.corners, other.planes))
          .map(({ place }) => place),
      );
      edges.push(across[facet].map((other) => firstFacet + other));
      for (const other of across[facet]) {
        const [x, y, z] = crystal.planes.subarray(4 * other, 4 * other + 3);
        const cx = plane[1] * z - plane[2] * y;
        const cy = plane[2] * x - plane[0] * z;
        const cz = plane[0] * y - plane[1] * x;
        steepness.push(1 / Math.max(1e-9, Math.sqrt(cx * cx + cy * cy + cz * cz)));
      }
    });
    firstFacet += crystal.loops.length;
  });
  return { behind: flat(behind), above: flat(above), edges: flat(edges), edgeSteepness: Float64Array.from(steepness) };
}

function flat(lists: readonly (readonly number[])[]): Lists {
  const first = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    first[i + 1] = first[i] + list.length;
  });
  return { first, entries: Int32Array.from(lists.flat()) };
}

/** The facets that share an edge with each facet. */
function facetsAcross(loops: readonly Uint32Array[]): number[][] {
  const facetOfEdge = new Map<number, number>();
  const key = (from: number, to: number): number => from * 65536 + to;
  loops.forEach((loop, facet) => {
    loop.forEach((corner, i) => {
      facetOfEdge.set(key(corner, loop[(i + 1) % loop.length]), facet);
    });
  });
  return loops.map((loop) =>
    [...loop].flatMap((corner, i) => facetOfEdge.get(key(loop[(i + 1) % loop.length], corner)) ?? []),
  );
}

function reachesAbove(corners: Float64Array, plane: Float64Array): boolean {
  for (let i = 0; i < corners.length; i += 3) {
    if (heightAbove(corners, i, plane, 0) > TOUCH) return true;
  }
  return false;
}

/** Whether a facet of one of them holds the other off. Some that are apart are not found so; that costs time alone. */
function areApart(one: TracedCrystal, other: TracedCrystal): boolean {
  const all = (corners: Float64Array): Uint32Array => Uint32Array.from({ length: corners.length / 3 }, (_, i) => i);
  return (
    isCutOff(all(one.corners), one.corners, other.planes) || isCutOff(all(other.corners), other.corners, one.planes)
  );
}

/** Whether some plane has all of these corners outside. */
function isCutOff(chosen: Uint32Array, corners: Float64Array, planes: Float64Array): boolean {
  for (let plane = 0; plane < planes.length; plane += 4) {
    let i = 0;
    while (i < chosen.length && heightAbove(corners, 3 * chosen[i], planes, plane) > TOUCH) i++;
    if (i === chosen.length) return true;
  }
  return false;
}

/** Whether a facet has a part, or an edge, inside all of these planes. */
function touches(loop: Uint32Array, corners: Float64Array, planes: Float64Array): boolean {
  if (isCutOff(loop, corners, planes)) return false;
  for (const corner of loop) {
    if (isInside(corners, 3 * corner, planes)) return true;
  }
  return isAnythingLeft(loop, corners, planes);
}

function isInside(corners: Float64Array, corner: number, planes: Float64Array): boolean {
  for (let plane = 0; plane < planes.length; plane += 4) {
    if (heightAbove(corners, corner, planes, plane) > TOUCH) return false;
  }
  return true;
}

/** Whether anything is left of a facet when each plane has cut off what is outside (Sutherland and Hodgman 1974). */
function isAnythingLeft(loop: Uint32Array, corners: Float64Array, planes: Float64Array): boolean {
  // Every plane adds one corner at most.
  const room = 3 * (loop.length + planes.length / 4 + 1);
  let outline = new Float64Array(room);
  let kept = new Float64Array(room);
  let length = 0;
  for (const corner of loop) {
    for (let axis = 0; axis < 3; axis++) outline[length++] = corners[3 * corner + axis];
  }
  for (let plane = 0; plane < planes.length && length > 0; plane += 4) {
    let keptLength = 0;
    let before = heightAbove(outline, length - 3, planes, plane) - TOUCH;
    for (let i = 0; i < length; i += 3) {
      const from = i === 0 ? length - 3 : i - 3;
      const here = heightAbove(outline, i, planes, plane) - TOUCH;
      if (before < 0 !== here < 0) {
        const share = before / (before - here);
        for (let axis = 0; axis < 3; axis++) {
          kept[keptLength++] = outline[from + axis] + share * (outline[i + axis] - outline[from + axis]);
        }
      }
      if (here < 0) {
        for (let axis = 0; axis < 3; axis++) kept[keptLength++] = outline[i + axis];
      }
      before = here;
    }
    [outline, kept] = [kept, outline];
    length = keptLength;
  }
  return length > 0;
}

function heightAbove(corners: Float64Array, corner: number, planes: Float64Array, plane: number): number {
  return (
    planes[plane] * corners[corner] +
    planes[plane + 1] * corners[corner + 1] +
    planes[plane + 2] * corners[corner + 2] -
    planes[plane + 3]
  );
}
