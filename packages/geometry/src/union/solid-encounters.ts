import type { Polyhedron } from "../half-spaces/polyhedron.js";

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
 * parts, the facets that reach both sides of each other's planes and lie in no third solid.
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
  const flat = solids.map((solid) => new FlatSolid(solid, marginMm));
  const hidden = new Uint8Array(firstPlanes[solids.length]);
  for (let i = 0; i < flat.length; i++) {
    for (let j = 0; j < flat.length; j++) {
      if (i !== j && touch(flat[i].box, 0, flat[j].box, 0)) hideWithin(flat[i], flat[j], hidden, firstPlanes[j]);
    }
  }
  const encounters: Encounter[] = [];
  for (let i = 0; i < flat.length; i++) {
    for (let j = i + 1; j < flat.length; j++) {
      if (!touch(flat[i].box, 0, flat[j].box, 0) || arePartedByBox(flat[i], flat[j])) continue;
      const pairs = crossingFacets(flat[i], flat[j], hidden, firstPlanes[i], firstPlanes[j]);
      if (pairs !== undefined) encounters.push({ first: i, second: j, pairs });
    }
  }
  return { encounters, hidden };
}

/** A solid in flat arrays. */
class FlatSolid {
  /** How many facets. */
  readonly count: number;
  readonly vertices: Float64Array;
  /** Five numbers a facet: normal, distance inside of which and beyond which a point surely is. */
  readonly planes: Float64Array;
  /** For each facet its corners as bits, `words` numbers each. */
  readonly corners: Int32Array;
  readonly words: number;
  /** Least x, y, z and greatest, made wider by the margin, of all and of each facet. */
  readonly box: Float64Array;
  readonly facetBoxes: Float64Array;

  constructor({ vertices, facets }: Polyhedron, marginMm: number) {
    this.count = facets.length;
    this.vertices = vertices;
    this.planes = new Float64Array(5 * facets.length);
    facets.forEach(({ normal, distance }, f) => {
      this.planes.set(normal, 5 * f);
      this.planes[5 * f + 3] = distance - marginMm;
      this.planes[5 * f + 4] = distance + marginMm;
    });
    this.words = Math.ceil(vertices.length / 96);
    this.corners = new Int32Array(this.words * facets.length);
    this.facetBoxes = new Float64Array(6 * facets.length);
    this.box = emptyBox();
    facets.forEach(({ loop }, f) => {
      const box = emptyBox();
      for (const vertex of loop) {
        this.corners[this.words * f + (vertex >> 5)] |= 1 << (vertex & 31);
        for (let k = 0; k < 3; k++) {
          box[k] = Math.min(box[k], vertices[3 * vertex + k] - marginMm);
          box[k + 3] = Math.max(box[k + 3], vertices[3 * vertex + k] + marginMm);
        }
      }
      for (let k = 0; k < 3; k++) {
        this.box[k] = Math.min(this.box[k], box[k]);
        this.box[k + 3] = Math.max(this.box[k + 3], box[k + 3]);
      }
      this.facetBoxes.set(box, 6 * f);
    });
  }
}

function emptyBox(): Float64Array {
  return new Float64Array(6).fill(Number.POSITIVE_INFINITY, 0, 3).fill(Number.NEGATIVE_INFINITY, 3);
}

function touch(a: Float64Array, i: number, b: Float64Array, j: number): boolean {
  return (
    a[i] <= b[j + 3] &&
    b[j] <= a[i + 3] &&
    a[i + 1] <= b[j + 4] &&
    b[j + 1] <= a[i + 4] &&
    a[i + 2] <= b[j + 5] &&
    b[j + 2] <= a[i + 5]
  );
}

/** Marks the facets of another solid all of whose corners surely lie in one. */
function hideWithin(solid: FlatSolid, other: FlatSolid, hidden: Uint8Array, firstPlane: number): void {
  const { vertices, corners, words } = other;
  const without = new Int32Array(words);
  let within = 0;
  for (let v = 0; 3 * v < vertices.length; v++) {
    if (isWithin(solid, vertices, 3 * v)) within++;
    else without[v >> 5] |= 1 << (v & 31);
  }
  if (within < 3) return;
  for (let f = 0; f < other.count; f++) if (!share(corners, words * f, without, 0, words)) hidden[firstPlane + f] = 1;
}

function isWithin({ planes, box }: FlatSolid, points: Float64Array, i: number): boolean {
  const [px, py, pz] = [points[i], points[i + 1], points[i + 2]];
  if (px < box[0] || px > box[3] || py < box[1] || py > box[4] || pz < box[2] || pz > box[5]) return false;
  for (let f = 0; f < planes.length; f += 5)
    if (planes[f] * px + planes[f + 1] * py + planes[f + 2] * pz >= planes[f + 3]) return false;
  return true;
}

function share(a: Int32Array, i: number, b: Int32Array, j: number, words: number): boolean {
  for (let k = 0; k < words; k++) if ((a[i + k] & b[j + k]) !== 0) return true;
  return false;
}

function arePartedByBox(a: FlatSolid, b: FlatSolid): boolean {
  return isBoxOutside(a, b.box) || isBoxOutside(b, a.box);
}

function isBoxOutside({ planes }: FlatSolid, box: Float64Array): boolean {
  for (let f = 0; f < planes.length; f += 5) {
    const [x, y, z] = [planes[f], planes[f + 1], planes[f + 2]];
    if (x * box[x > 0 ? 0 : 3] + y * box[y > 0 ? 1 : 4] + z * box[z > 0 ? 2 : 5] > planes[f + 4]) return true;
  }
  return false;
}

/** The pairs of facets of two solids that may cross; `undefined` when a plane parts the two. */
function crossingFacets(
  one: FlatSolid,
  other: FlatSolid,
  hidden: Uint8Array,
  firstOfOne: number,
  firstOfOther: number,
): number[] | undefined {
  const pairs: number[] = [];
  const byOther: (Reach | undefined)[] = new Array<Reach | undefined>(other.count);
  for (let f = 0; f < one.count; f++) {
    if (hidden[firstOfOne + f] === 1 || !touch(one.facetBoxes, 6 * f, other.box, 0)) continue;
    const byOne = reachOver(one, f, other);
    if (byOne === "parted") return undefined;
    if (byOne === "one side") continue;
    for (let g = 0; g < other.count; g++) {
      if (hidden[firstOfOther + g] === 1 || !touch(one.facetBoxes, 6 * f, other.facetBoxes, 6 * g)) continue;
      if (!reachesBoth(byOne, other, g)) continue;
      const back = byOther[g] ?? reachOver(other, g, one);
      byOther[g] = back;
      if (back === "parted") return undefined;
      if (back !== "one side" && reachesBoth(back, one, f)) pairs.push(firstOfOne + f, firstOfOther + g);
    }
  }
  return pairs;
}

/** Which corners of a solid may lie inside and which outside of a plane, as bits. */
interface CornerSides {
  readonly inside: Int32Array;
  readonly outside: Int32Array;
}

/** What a plane is to another solid: beside all of it, or beyond all of it, or across it. */
type Reach = "parted" | "one side" | CornerSides;

function reachOver({ planes }: FlatSolid, f: number, { vertices, words }: FlatSolid): Reach {
  const [x, y, z] = [planes[5 * f], planes[5 * f + 1], planes[5 * f + 2]];
  const [inner, outer] = [planes[5 * f + 3], planes[5 * f + 4]];
  const [inside, outside] = [new Int32Array(words), new Int32Array(words)];
  let [anyInside, anyOutside] = [false, false];
  for (let v = 0, i = 0; i < vertices.length; v++, i += 3) {
    const at = x * vertices[i] + y * vertices[i + 1] + z * vertices[i + 2];
    const bit = 1 << (v & 31);
    if (at <= outer) {
      inside[v >> 5] |= bit;
      anyInside = true;
    }
    if (at >= inner) {
      outside[v >> 5] |= bit;
      anyOutside = true;
    }
  }
  return anyInside ? (anyOutside ? { inside, outside } : "one side") : "parted";
}

function reachesBoth({ inside, outside }: CornerSides, { corners, words }: FlatSolid, f: number): boolean {
  return share(corners, words * f, inside, 0, words) && share(corners, words * f, outside, 0, words);
}
