import { sphereAround } from "./sphere-around.js";

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
  /** Crystals that may lie right behind the facet, where light goes on unbent; one that holds the whole facet is the last. */
  readonly behind: Lists;
  /** For each entry of `behind`, the facets of that crystal that part what of the facet it lies behind from the rest: no others need asking. */
  readonly behindBounds: Lists;
  /** Crystals that reach above the facet's plane and may stand in the way of what leaves by it; none where nothing does. */
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
  const neighborhood = crystals.map(
    (crystal, place): Neighbor => ({
      ...crystal,
      place,
      firstFacet: firstFacets[place],
      sphere: sphereAround(crystal.corners),
      extent: extentOf(crystal),
    }),
  );
  crystals.forEach((crystal, here) => {
    const others = neighborhood.filter(({ place }) => place !== here);
    // The largest first: light in it goes farthest before it must be asked again where it is.
    const touching = others
      .filter((other) => !areApart(crystal, other))
      .sort((a, b) => b.extent - a.extent || a.place - b.place);
    const neighbors = facetsAcross(crystal.loops);
    const { bounds, isCovered, reached } = behindFacets(crystal, touching);
    behind.push(...reached);
    behindBounds.push(...bounds.flat());
    crystal.loops.forEach((_, facet) => {
      const plane = 4 * facet;
      const before = isCovered[facet] === 1 ? [] : others;
      above.push(before.filter((other) => reachesAbove(other, crystal.planes, plane)).map(({ place }) => place));
      edges.push(neighbors[facet].map((other) => firstFacets[here] + other));
      for (const other of neighbors[facet]) {
        const [x, y, z] = crystal.planes.subarray(4 * other, 4 * other + 3);
        const cx = crystal.planes[plane + 1] * z - crystal.planes[plane + 2] * y;
        const cy = crystal.planes[plane + 2] * x - crystal.planes[plane] * z;
        const cz = crystal.planes[plane] * y - crystal.planes[plane + 1] * x;
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

/** A crystal as others meet it. */
interface Neighbor extends TracedCrystal {
  readonly place: number;
  readonly firstFacet: number;
  readonly sphere: Float64Array;
  /** The longest side of its bounding box. */
  readonly extent: number;
}

/** For each facet of a crystal what may lie behind it, in order, with the facets that bound it, and whether some crystal holds the facet whole. */
function behindFacets(crystal: TracedCrystal, touching: readonly Neighbor[]) {
  const { corners, loops, planes } = crystal;
  const reached: number[][] = loops.map(() => []);
  const bounds: number[][][] = loops.map(() => []);
  const isCovered = new Uint8Array(loops.length);
  for (const other of touching) {
    const sides = sidesOf(corners, other.planes);
    loops.forEach((loop, facet) => {
      // Light always goes on into a crystal that holds a whole facet: whatever else lies behind matters to no ray, nor what stands before it.
      if (isCovered[facet] === 1 || !reachesAbove(other, planes, 4 * facet)) return;
      const found = boundsOfCover(loop, corners, other.planes, sides);
      if (found === undefined) return;
      reached[facet].push(other.place);
      bounds[facet].push(found.map((bound) => other.firstFacet + bound));
      if (found.length === 0) isCovered[facet] = 1;
    });
  }
  return { reached, bounds, isCovered };
}

function flat(lists: readonly (readonly number[])[]): Lists {
  const first = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    first[i + 1] = first[i] + list.length;
  });
  const entries = new Int32Array(first[lists.length]);
  lists.forEach((list, i) => {
    entries.set(list, first[i]);
  });
  return { first, entries };
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

function reachesAbove({ corners, sphere }: Neighbor, planes: Float64Array, plane: number): boolean {
  if (heightAbove(sphere, 0, planes, plane) + sphere[3] < 0) return false;
  for (let i = 0; i < corners.length; i += 3) {
    if (heightAbove(corners, i, planes, plane) > TOUCH) return true;
  }
  return false;
}

function cornersOf(loop: Uint32Array, corners: Float64Array): Float64Array {
  const outline = new Float64Array(3 * loop.length);
  for (let i = 0; i < outline.length; i++) outline[i] = corners[3 * loop[Math.floor(i / 3)] + (i % 3)];
  return outline;
}

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

/** On which side of each of some planes corners lie: bit after bit, 32 planes a word, `words` words a corner. Asked once for all facets that meet there. */
interface Sides {
  readonly words: number;
  /** Where a corner lies outside. */
  readonly outside: Int32Array;
  /** Where it lies outside, or inside by less than a ray looks past a facet. */
  readonly near: Int32Array;
}

function sidesOf(corners: Float64Array, planes: Float64Array): Sides {
  const words = Math.ceil(planes.length / 128);
  const outside = new Int32Array((corners.length / 3) * words);
  const near = new Int32Array(outside.length);
  let word = 0;
  for (let i = 0; i < corners.length; i += 3) {
    const x = corners[i];
    const y = corners[i + 1];
    const z = corners[i + 2];
    for (let from = 0; from < planes.length; from += 128, word++) {
      const to = Math.min(planes.length, from + 128);
      let nearBits = 0;
      let outsideBits = 0;
      for (let plane = from, bit = 1; plane < to; plane += 4, bit <<= 1) {
        const height = planes[plane] * x + planes[plane + 1] * y + planes[plane + 2] * z - planes[plane + 3];
        if (height <= -NEAR) continue;
        nearBits |= bit;
        if (height > TOUCH) outsideBits |= bit;
      }
      near[word] = nearBits;
      outside[word] = outsideBits;
    }
  }
  return { words, outside, near };
}

/**
 * Which of some planes bound the part of a convex facet that lies inside them all, an edge included; nothing where no part does. A plane that all of
 * the facet lies inside bounds nothing.
 */
function boundsOfCover(
  loop: Uint32Array,
  corners: Float64Array,
  planes: Float64Array,
  { near, outside, words }: Sides,
): number[] | undefined {
  const across: number[] = [];
  const cutting: number[] = [];
  for (let word = 0; word < words; word++) {
    let allOutside = -1;
    let anyOutside = 0;
    let anyNear = 0;
    for (const corner of loop) {
      const bits = outside[corner * words + word];
      allOutside &= bits;
      anyOutside |= bits;
      anyNear |= near[corner * words + word];
    }
    if (allOutside !== 0) return undefined;
    for (let rest = anyNear; rest !== 0; rest &= rest - 1) {
      const place = 31 - Math.clz32(rest & -rest);
      across.push(32 * word + place);
      if ((anyOutside >>> place) & 1) cutting.push(32 * word + place);
    }
  }
  if (cutting.length === 0) return across;
  const cover = clipped(cornersOf(loop, corners), planes, cutting);
  if (cover.length === 0) return undefined;
  return across.filter((plane) => {
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
