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
  /** For each entry of `behind`, the facets of that crystal that part what of the facet it lies behind from the rest: no others need asking. */
  readonly behindBounds: Lists;
  /** Crystals that reach above the facet's plane and may stand in the way of what leaves by it. */
  readonly above: Lists;
  /** Facets across the edges of the facet. */
  readonly edges: Lists;
  /** One over the sine of the angle between the facet and that across the edge, for each entry of `edges`. */
  readonly edgeSteepness: Float64Array;
}

/** Lists of numbers, one a facet or one an entry of another list. */
export interface Lists {
  readonly first: Int32Array;
  readonly entries: Int32Array;
}

/** How far apart touching solids may lie, in radii of the stone: rounding, no more. */
const TOUCH = 1e-6;
/** How near, in radii of the stone, a plane comes to what lies behind a facet for rays to ask it: beyond where they look past the facet. */
const NEAR = 1e-4;

/** Finds for every facet of every crystal what may be met there. */
export function facetLists(crystals: readonly TracedCrystal[]): FacetLists {
  const behind: number[][] = [];
  const behindBounds: number[][] = [];
  const above: number[][] = [];
  const edges: number[][] = [];
  const steepness: number[] = [];
  const firstFacets = [0];
  for (const { loops } of crystals) firstFacets.push(firstFacets[firstFacets.length - 1] + loops.length);
  crystals.forEach((crystal, here) => {
    const others = crystals.map((other, place) => ({ other, place })).filter(({ place }) => place !== here);
    // The largest first: light in it goes farthest before it must be asked again where it is.
    const touching = others
      .filter(({ other }) => !areApart(crystal, other))
      .sort((a, b) => extentOf(b.other) - extentOf(a.other) || a.place - b.place);
    const across = facetsAcross(crystal.loops);
    crystal.loops.forEach((loop, facet) => {
      const plane = crystal.planes.subarray(4 * facet, 4 * facet + 4);
      above.push(others.filter(({ other }) => reachesAbove(other.corners, plane)).map(({ place }) => place));
      const outline = cornersOf(loop, crystal.corners);
      const reached: number[] = [];
      for (const { other, place } of touching) {
        if (!reachesAbove(other.corners, plane)) continue;
        const bounds = boundsOfCover(outline, other.planes);
        if (bounds === undefined) continue;
        reached.push(place);
        behindBounds.push(bounds.map((bound) => firstFacets[place] + bound));
      }
      behind.push(reached);
      edges.push(across[facet].map((other) => firstFacets[here] + other));
      for (const other of across[facet]) {
        const [x, y, z] = crystal.planes.subarray(4 * other, 4 * other + 3);
        const cx = plane[1] * z - plane[2] * y;
        const cy = plane[2] * x - plane[0] * z;
        const cz = plane[0] * y - plane[1] * x;
        steepness.push(1 / Math.max(1e-9, Math.sqrt(cx * cx + cy * cy + cz * cz)));
      }
    });
  });
  return {
    behind: flat(behind),
    behindBounds: flat(behindBounds),
    above: flat(above),
    edges: flat(edges),
    edgeSteepness: Float64Array.from(steepness),
  };
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

function cornersOf(loop: Uint32Array, corners: Float64Array): Float64Array {
  const outline = new Float64Array(3 * loop.length);
  for (let i = 0; i < outline.length; i++) outline[i] = corners[3 * loop[Math.floor(i / 3)] + (i % 3)];
  return outline;
}

/** The longest side of a crystal's bounding box. */
function extentOf({ corners }: TracedCrystal): number {
  let extent = 0;
  for (let axis = 0; axis < 3; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = axis; i < corners.length; i += 3) {
      low = Math.min(low, corners[i]);
      high = Math.max(high, corners[i]);
    }
    extent = Math.max(extent, high - low);
  }
  return extent;
}

/** Whether a facet of one of them holds the other off. Some that are apart are not found so; that costs time alone. */
function areApart(one: TracedCrystal, other: TracedCrystal): boolean {
  return isCutOff(one.corners, other.planes) || isCutOff(other.corners, one.planes);
}

/** Whether some plane has all of these corners outside. */
function isCutOff(corners: Float64Array, planes: Float64Array): boolean {
  for (let plane = 0; plane < planes.length; plane += 4) {
    let i = 0;
    while (i < corners.length && heightAbove(corners, i, planes, plane) > TOUCH) i += 3;
    if (i >= corners.length) return true;
  }
  return false;
}

/**
 * Which of some planes bound the part of a convex facet that lies inside them all, an edge included; nothing where no part does. A plane that all of
 * the facet lies inside bounds nothing.
 */
function boundsOfCover(outline: Float64Array, planes: Float64Array): number[] | undefined {
  const cutting: number[] = [];
  for (let plane = 0; plane < planes.length; plane += 4) {
    let lowest = Infinity;
    let highest = -Infinity;
    for (let i = 0; i < outline.length; i += 3) {
      const height = heightAbove(outline, i, planes, plane);
      if (height < lowest) lowest = height;
      if (height > highest) highest = height;
    }
    if (lowest > TOUCH) return undefined;
    if (highest > -NEAR) cutting.push(plane / 4);
  }
  const cover = clipped(outline, planes, cutting);
  if (cover.length === 0) return undefined;
  return cutting.filter((plane) => {
    for (let i = 0; i < cover.length; i += 3) {
      if (heightAbove(cover, i, planes, 4 * plane) > -NEAR) return true;
    }
    return false;
  });
}

/** What is left of a convex outline when each plane of some has cut off what is outside (Sutherland and Hodgman 1974). */
function clipped(whole: Float64Array, planes: Float64Array, cutting: readonly number[]): Float64Array {
  // Every plane adds one corner at most.
  const room = whole.length + 3 * cutting.length;
  let outline = new Float64Array(room);
  outline.set(whole);
  let kept = new Float64Array(room);
  let length = whole.length;
  for (const plane of cutting) {
    if (length === 0) break;
    let keptLength = 0;
    let before = heightAbove(outline, length - 3, planes, 4 * plane) - TOUCH;
    for (let i = 0; i < length; i += 3) {
      const from = i === 0 ? length - 3 : i - 3;
      const here = heightAbove(outline, i, planes, 4 * plane) - TOUCH;
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
  return outline.subarray(0, length);
}

function heightAbove(corners: Float64Array, corner: number, planes: Float64Array, plane: number): number {
  return (
    planes[plane] * corners[corner] +
    planes[plane + 1] * corners[corner + 1] +
    planes[plane + 2] * corners[corner + 2] -
    planes[plane + 3]
  );
}
