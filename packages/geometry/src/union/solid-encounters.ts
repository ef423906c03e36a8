import type { Polyhedron } from "../half-spaces/polyhedron.js";
import { boxesTouch } from "../measure/boxes-touch.js";

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
  const meeting: number[] = [];
  for (let i = 0; i < flat.length; i++) {
    for (let j = i + 1; j < flat.length; j++) {
      if (!boxesTouch(flat[i].box, 0, flat[j].box, 0) || arePartedByBox(flat[i], flat[j])) continue;
      meeting.push(i, j);
      hideWithin(flat[i], flat[j], hidden, firstPlanes[j]);
      hideWithin(flat[j], flat[i], hidden, firstPlanes[i]);
    }
  }
  const words = flat.reduce((most, solid) => Math.max(most, solid.words), 0);
  const crossings = new FacetCrossings(hidden, firstPlanes, words);
  const encounters: Encounter[] = [];
  for (let m = 0; m < meeting.length; m += 2) {
    const first = meeting[m];
    const second = meeting[m + 1];
    const pairs = crossings.find(flat[first], first, flat[second], second);
    if (pairs !== undefined) encounters.push({ first, second, pairs });
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
    const { facetBoxes, corners, words } = this;
    this.box = new Float64Array(6).fill(Number.POSITIVE_INFINITY, 0, 3).fill(Number.NEGATIVE_INFINITY, 3);
    for (let f = 0; f < facets.length; f++) {
      const { loop } = facets[f];
      const box = 6 * f;
      facetBoxes.fill(Number.POSITIVE_INFINITY, box, box + 3).fill(Number.NEGATIVE_INFINITY, box + 3, box + 6);
      for (let i = 0; i < loop.length; i++) {
        const vertex = loop[i];
        corners[words * f + (vertex >> 5)] |= 1 << (vertex & 31);
        for (let k = 0; k < 3; k++) {
          const at = vertices[3 * vertex + k];
          facetBoxes[box + k] = Math.min(facetBoxes[box + k], at - marginMm);
          facetBoxes[box + k + 3] = Math.max(facetBoxes[box + k + 3], at + marginMm);
        }
      }
      for (let k = 0; k < 3; k++) {
        this.box[k] = Math.min(this.box[k], facetBoxes[box + k]);
        this.box[k + 3] = Math.max(this.box[k + 3], facetBoxes[box + k + 3]);
      }
    }
  }
}

/** Marks the facets of another solid all of whose corners surely lie in one. */
function hideWithin({ planes, box }: FlatSolid, other: FlatSolid, hidden: Uint8Array, firstPlane: number): void {
  const { vertices, corners, words } = other;
  const without = new Int32Array(words);
  let within = 0;
  // The plane that a corner was found outside of has most likely the next one outside too.
  let parting = 0;
  for (let v = 0, i = 0; i < vertices.length; v++, i += 3) {
    const x = vertices[i];
    const y = vertices[i + 1];
    const z = vertices[i + 2];
    let isWithin = x >= box[0] && x <= box[3] && y >= box[1] && y <= box[4] && z >= box[2] && z <= box[5];
    if (isWithin && isBeyond(planes, parting, x, y, z)) isWithin = false;
    for (let f = 0; f < planes.length && isWithin; f += 5) {
      if (!isBeyond(planes, f, x, y, z)) continue;
      parting = f;
      isWithin = false;
    }
    if (isWithin) within++;
    else without[v >> 5] |= 1 << (v & 31);
  }
  if (within < 3) return;
  for (let f = 0; f < other.count; f++) if (!share(corners, words * f, without, words)) hidden[firstPlane + f] = 1;
}

/** Whether a point may lie outside of a plane. */
function isBeyond(planes: Float64Array, f: number, x: number, y: number, z: number): boolean {
  return planes[f] * x + planes[f + 1] * y + planes[f + 2] * z >= planes[f + 3];
}

function share(a: Int32Array, i: number, b: Int32Array, words: number): boolean {
  for (let k = 0; k < words; k++) if ((a[i + k] & b[k]) !== 0) return true;
  return false;
}

function arePartedByBox(a: FlatSolid, b: FlatSolid): boolean {
  return isBoxOutside(a, b.box) || isBoxOutside(b, a.box);
}

function isBoxOutside({ planes }: FlatSolid, box: Float64Array): boolean {
  for (let f = 0; f < planes.length; f += 5) {
    const x = planes[f];
    const y = planes[f + 1];
    const z = planes[f + 2];
    if (x * box[x > 0 ? 0 : 3] + y * box[y > 0 ? 1 : 4] + z * box[z > 0 ? 2 : 5] > planes[f + 4]) return true;
  }
  return false;
}

/** Finds pairs of facets that may cross; one object serves all pairs of solids, because its lists would cost more than the sums. */
class FacetCrossings {
  private readonly hidden: Uint8Array;
  private readonly firstPlanes: Int32Array;
  private readonly byOne: CornerSides;
  private readonly byOther: CornerSides[] = [];

  /** @param words the most words of bits that a solid's corners need. */
  constructor(hidden: Uint8Array, firstPlanes: Int32Array, words: number) {
    this.hidden = hidden;
    this.firstPlanes = firstPlanes;
    let mostFacets = 0;
    for (let i = 0; i + 1 < firstPlanes.length; i++)
      mostFacets = Math.max(mostFacets, firstPlanes[i + 1] - firstPlanes[i]);
    this.byOne = new CornerSides(words);
    for (let g = 0; g < mostFacets; g++) this.byOther.push(new CornerSides(words));
  }

  /** The pairs of facets of two solids, given with their numbers, that may cross; `undefined` when a plane parts the two. */
  find(one: FlatSolid, i: number, other: FlatSolid, j: number): number[] | undefined {
    const { hidden, byOne, byOther } = this;
    const firstOfOne = this.firstPlanes[i];
    const firstOfOther = this.firstPlanes[j];
    const pairs: number[] = [];
    for (let g = 0; g < other.count; g++) byOther[g].isKnown = false;
    for (let f = 0; f < one.count; f++) {
      if (hidden[firstOfOne + f] === 1 || !boxesTouch(one.facetBoxes, 6 * f, other.box, 0)) continue;
      byOne.look(one, f, other);
      if (!byOne.anyInside) return undefined;
      if (!byOne.anyOutside) continue;
      for (let g = 0; g < other.count; g++) {
        if (hidden[firstOfOther + g] === 1 || !boxesTouch(one.facetBoxes, 6 * f, other.facetBoxes, 6 * g)) continue;
        if (!byOne.areCrossedBy(other, g)) continue;
        const back = byOther[g];
        if (!back.isKnown) back.look(other, g, one);
        if (!back.anyInside) return undefined;
        if (back.anyOutside && back.areCrossedBy(one, f)) pairs.push(firstOfOne + f, firstOfOther + g);
      }
    }
    return pairs;
  }
}

/** Which corners of a solid may lie inside and which outside of a plane, as bits. */
class CornerSides {
  isKnown = false;
  /** Without any the plane parts the solid from its own one. */
  anyInside = false;
  anyOutside = false;
  private readonly inside: Int32Array;
  private readonly outside: Int32Array;

  constructor(words: number) {
    this.inside = new Int32Array(words);
    this.outside = new Int32Array(words);
  }

  /** Looks where the corners of a solid lie about the plane of a facet of another one. */
  look({ planes }: FlatSolid, f: number, { vertices }: FlatSolid): void {
    const { inside, outside } = this;
    const x = planes[5 * f];
    const y = planes[5 * f + 1];
    const z = planes[5 * f + 2];
    const inner = planes[5 * f + 3];
    const outer = planes[5 * f + 4];
    let anyIn = 0;
    let anyOut = 0;
    for (let i = 0, word = 0; i < vertices.length; word++) {
      let inBits = 0;
      let outBits = 0;
      for (let bit = 1; bit !== 0 && i < vertices.length; bit <<= 1, i += 3) {
        const at = x * vertices[i] + y * vertices[i + 1] + z * vertices[i + 2];
        if (at <= outer) inBits |= bit;
        if (at >= inner) outBits |= bit;
      }
      inside[word] = inBits;
      outside[word] = outBits;
      anyIn |= inBits;
      anyOut |= outBits;
    }
    this.isKnown = true;
    this.anyInside = anyIn !== 0;
    this.anyOutside = anyOut !== 0;
  }

  /** Whether a facet of the solid looked at may have corners on both sides. */
  areCrossedBy({ corners, words }: FlatSolid, f: number): boolean {
    return share(corners, words * f, this.inside, words) && share(corners, words * f, this.outside, words);
  }
}
