import type { TracedStone } from "./traced-stone.js";

/** How far past a facet a way looks for another crystal, in radii of the stone. */
const PAST = 1e-5;
/** The least a point counts as below a facet: rounding may leave it on one, or above. */
const BELOW = 1e-12;

/**
 * Straight ways inside a stone: from crystal to crystal, for where light leaves a crystal and the point just beyond lies inside another it goes on
 * unbent and hidden walls are not seen, to where the way leaves the union.
 *
 * The facet where a way leaves a crystal is that of the greatest ratio of slope to depth: the corner of the crystal's dual polyhedron, about the
 * way's start, that lies farthest along the way. From any facet it is found by going over edges to a neighbour of greater ratio until there
 * is none, as the simplex method does. Each way begins with the facet where the last one like it ended: neighbouring rays take the same, so
 * ten facets are asked instead of all seventy.
 */
export class StraightWay {
  /** x, y, z of a point in the stone and of a unit way. `go` moves the point to where the way ends. */
  readonly ray = new Float64Array(6);
  /** How far the last `go` went. */
  readonly range = new Float64Array(1);
  /** The facet where the way ended. */
  facet = -1;
  /** The crystal that light is in when it goes on from there. */
  crystal = -1;
  /** Where the last way from each facet ended: of those that came in by it or were thrown back, by the number of facets met, then of those that went through. */
  private readonly ends: Int32Array;
  private readonly facetCount: number;

  constructor(private readonly stone: TracedStone) {
    this.facetCount = stone.planes.length / 4;
    this.ends = new Int32Array(this.facetCount * (MET + 1)).fill(-1);
  }

  /**
   * Goes from the ray's point, inside `crystal` at its facet `facet`, until the way leaves the union or comes into a crystal of another individual.
   *
   * @param met How many facets the light has met before.
   * @returns Whether it goes on, in `crystal`; else it is at the surface.
   */
  go(met: number): boolean {
    const { individualOf } = this.stone;
    const individual = individualOf[this.crystal];
    this.range[0] = 0;
    let key = Math.min(met, MET - 1) * this.facetCount + this.facet;
    for (let crossings = 0; crossings < MOST_CROSSINGS; crossings++) {
      this.leaveCrystal(key);
      const next = this.crystalBehind();
      if (next < 0) return false;
      this.crystal = next;
      if (individualOf[next] !== individual) return true;
      key = MET * this.facetCount + this.facet;
    }
    return false;
  }

  /** Moves the point to where its way leaves its crystal. */
  private leaveCrystal(key: number): void {
    const { planes, edges, firstFacet, crystalOfFacet } = this.stone;
    const { ray, ends, crystal } = this;
    const { first, entries } = edges;
    const ox = ray[0];
    const oy = ray[1];
    const oz = ray[2];
    const dx = ray[3];
    const dy = ray[4];
    const dz = ray[5];
    const guess = ends[key];
    let facet = guess >= 0 && crystalOfFacet[guess] === crystal ? guess : firstFacet[crystal];
    let p = 4 * facet;
    let ratio =
      (planes[p] * dx + planes[p + 1] * dy + planes[p + 2] * dz) /
      Math.max(BELOW, planes[p + 3] - (planes[p] * ox + planes[p + 1] * oy + planes[p + 2] * oz));
    let before = -1;
    let end = first[facet + 1];
    for (let edge = first[facet]; edge < end; edge++) {
      const other = entries[edge];
      if (other === before) continue;
      p = 4 * other;
      const better =
        (planes[p] * dx + planes[p + 1] * dy + planes[p + 2] * dz) /
        Math.max(BELOW, planes[p + 3] - (planes[p] * ox + planes[p + 1] * oy + planes[p + 2] * oz));
      if (!(better > ratio)) continue;
      ratio = better;
      before = facet;
      facet = other;
      edge = first[facet] - 1;
      end = first[facet + 1];
    }
    ends[key] = facet;
    this.facet = facet;
    const range = 1 / ratio;
    this.range[0] += range;
    ray[0] = ox + dx * range;
    ray[1] = oy + dy * range;
    ray[2] = oz + dz * range;
  }

  /** The first crystal behind the facet that holds the point just past it, or -1. */
  private crystalBehind(): number {
    const { planes, behind, behindBounds } = this.stone;
    const { ray, facet } = this;
    const end = behind.first[facet + 1];
    let entry = behind.first[facet];
    if (entry === end) return -1;
    const x = ray[0] + ray[3] * PAST;
    const y = ray[1] + ray[4] * PAST;
    const z = ray[2] + ray[5] * PAST;
    for (; entry < end; entry++) {
      const last = behindBounds.first[entry + 1];
      let bound = behindBounds.first[entry];
      for (; bound < last; bound++) {
        const p = 4 * behindBounds.entries[bound];
        if (planes[p] * x + planes[p + 1] * y + planes[p + 2] * z > planes[p + 3]) break;
      }
      if (bound === last) return behind.entries[entry];
    }
    return -1;
  }
}

/** Facets met that are told apart. */
const MET = 6;
/** Crystals a way crosses at most: two that touch along an edge must not hand it to and fro for ever. */
const MOST_CROSSINGS = 64;
