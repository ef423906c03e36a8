import type { Polyhedron } from "../half-spaces/polyhedron.js";
import { PlaneLine } from "./plane-line.js";
import { SnappedPlanes } from "./snapped-planes.js";
import { solidEncounters } from "./solid-encounters.js";
import type { SolidPlanes } from "./solid-planes.js";

/** The edges around the facets of a union: edge e runs from corner `from[e]` to corner `to[e]`, its facet's inside to the left. */
export interface UnionEdges {
  /** x, y, z of each corner in mm, not rounded. */
  readonly corners: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The plane whose facet each edge bounds. */
  readonly plane: Int32Array;
}

/**
 * The edges of the union of convex solids. An edge is a piece of an edge of one solid, or of the line in which facets of two solids
 * cross, that lies in no other solid: a question of intervals on a line, whose ends are the crossings with planes. Every edge
 * is found once for both of its facets, and which crossing comes first is decided exactly, so that the edges close by construction
 * (planes instead of corners as in Bernstein and Fussell 2009). Corners are named by the places of their three
 * planes: where planes coincide, walls without height vanish.
 *
 * @param planes the planes of the solids' facets, in order.
 * @param largestMm the largest coordinate by size.
 * @internal
 */
export function unionEdges(solids: readonly Polyhedron[], planes: SolidPlanes, largestMm: number): UnionEdges {
  return new EdgeFinder(solids, planes, largestMm).find();
}

class EdgeFinder {
  private readonly solids: readonly Polyhedron[];
  private readonly planes: SnappedPlanes;
  private readonly firstPlanes: Int32Array;
  private readonly margin: number;
  /** Least x, y, z and greatest of each solid, in units of the planes, made wider by the margin. */
  private readonly boxes: Float64Array;
  private readonly line: PlaneLine;
  /** The ends of the line's piece: x, y, z each. */
  private readonly ends = new Float64Array(6);
  /** For each solid the plane that last parted it from a piece: likely to part it from the next one too. */
  private readonly parting: Int32Array;
  private readonly cornerOf = new Map<number, number>();
  private readonly corners: number[] = [];
  /** For each line, by the places of its planes: first corner, last corner, the two planes whose facets the edge bounds, and so on. */
  private readonly edgesOfLine = new Map<number, number[]>();

  constructor(solids: readonly Polyhedron[], planes: SolidPlanes, largestMm: number) {
    this.solids = solids;
    this.planes = new SnappedPlanes(planes, largestMm);
    this.firstPlanes = new Int32Array(solids.length + 1);
    solids.forEach(({ facets }, i) => {
      this.firstPlanes[i + 1] = this.firstPlanes[i] + facets.length;
    });
    this.parting = this.firstPlanes.slice(0, solids.length);
    this.line = new PlaneLine(this.planes);
    const { scale } = this.planes;
    this.margin = 4e-6 + 1e-4 / scale;
    this.boxes = new Float64Array(6 * solids.length);
    solids.forEach(({ vertices }, i) => {
      for (let k = 0; k < 3; k++) {
        let least = Number.POSITIVE_INFINITY;
        let most = Number.NEGATIVE_INFINITY;
        for (let v = k; v < vertices.length; v += 3) {
          least = Math.min(least, vertices[v]);
          most = Math.max(most, vertices[v]);
        }
        this.boxes[6 * i + k] = least / scale - this.margin;
        this.boxes[6 * i + k + 3] = most / scale + this.margin;
      }
    });
  }

  find(): UnionEdges {
    const { encounters, hidden } = solidEncounters(this.solids, this.firstPlanes, this.margin * this.planes.scale);
    const partners: number[][] = this.solids.map(() => []);
    for (const { first, second } of encounters) {
      partners[first].push(second);
      partners[second].push(first);
    }
    const neighbours = this.ownEdges(partners, hidden);
    const { line } = this;
    for (const { first, second, pairs } of encounters) {
      const others = partners[first].filter((solid) => solid !== second && partners[second].includes(solid));
      for (let i = 0; i < pairs.length; i += 2) {
        const f = pairs[i];
        const g = pairs[i + 1];
        if (this.planes.isParallel(f, g)) continue;
        line.set(f, g);
        // The crossing of two facets: outside of each other's solids their insides lie the other way.
        if (this.cutAll(neighbours[f]) && this.cutAll(neighbours[g])) this.addVisible(others, false);
      }
    }
    return this.gathered();
  }

  /**
   * All edges, those along one line cut at each other's corners: where planes coincide, an edge of a wall without height may pass by
   * corners of the other one.
   */
  private gathered(): UnionEdges {
    const corners = Float64Array.from(this.corners);
    const [from, to, plane]: number[][] = [[], [], []];
    const add = (a: number, b: number, right: number, left: number): void => {
      from.push(a, b);
      to.push(b, a);
      plane.push(right, left);
    };
    for (const edges of this.edgesOfLine.values()) {
      if (edges.length === 4) {
        add(edges[0], edges[1], edges[2], edges[3]);
        continue;
      }
      const ends = edges.filter((_, i) => i % 4 < 2);
      const a = 3 * ends[0];
      const b = 3 * ends[1];
      const along = [0, 1, 2].map((k) => corners[b + k] - corners[a + k]);
      const at = (corner: number): number =>
        along[0] * corners[3 * corner] + along[1] * corners[3 * corner + 1] + along[2] * corners[3 * corner + 2];
      const order = [...new Set(ends)].sort((p, q) => at(p) - at(q) || p - q);
      const rank = new Map(order.map((corner, i) => [corner, i]));
      for (let e = 0; e < edges.length; e += 4) {
        const first = rank.get(edges[e]) ?? 0;
        const last = rank.get(edges[e + 1]) ?? 0;
        const step = first < last ? 1 : -1;
        for (let i = first; i !== last; i += step) add(order[i], order[i + step], edges[e + 2], edges[e + 3]);
      }
    }
    return { corners, from: Int32Array.from(from), to: Int32Array.from(to), plane: Int32Array.from(plane) };
  }

  /** Adds what is seen of each solid's own edges. Answers which planes bound the facet of each plane. */
  private ownEdges(partners: readonly number[][], hidden: Uint8Array): number[][] {
    const { planes, line } = this;
    const neighbours: number[][] = Array.from({ length: planes.count }, () => []);
    for (let solid = 0; solid < this.solids.length; solid++) {
      const near = facetsThatTouch(this.solids[solid], this.firstPlanes[solid]);
      for (let f = this.firstPlanes[solid]; f < this.firstPlanes[solid + 1]; f++) {
        const around = near[f - this.firstPlanes[solid]];
        for (const g of around) {
          if (g < f || planes.isParallel(f, g)) continue;
          line.set(f, g);
          let left = true;
          for (let i = 0; i < around.length && left; i++) if (around[i] !== g) left = line.cut(around[i]);
          if (!left) continue;
          neighbours[f].push(g);
          neighbours[g].push(f);
          if (hidden[f] === 0 && hidden[g] === 0) this.addVisible(partners[solid], true);
        }
      }
    }
    return neighbours;
  }

  /** Adds the pieces of the line's piece that lie in none of some solids. */
  private addVisible(solids: readonly number[], own: boolean): void {
    const { line, ends } = this;
    const { low, high } = line;
    if (low < 0 || high < 0) return;
    for (let k = 0; k < 3; k++) {
      ends[k] = line.coordinate(low, k);
      ends[k + 3] = line.coordinate(high, k);
    }
    const hidden: { readonly low: number; readonly high: number }[] = [];
    for (const solid of solids) {
      line.low = low;
      line.high = high;
      if (!this.cutToInside(solid)) continue;
      if (line.low === low && line.high === high) return;
      hidden.push({ low: line.low, high: line.high });
    }
    hidden.sort((a, b) => {
      if (a.low === b.low) return 0;
      if (a.low === low) return -1;
      if (b.low === low) return 1;
      return line.isBefore(a.low, b.low) ? -1 : 1;
    });
    let seenTo = low;
    for (const piece of hidden) {
      if (piece.low !== low && line.isBefore(seenTo, piece.low)) this.addEdge(seenTo, piece.low, own);
      if (piece.high === high || seenTo === low || line.isBefore(seenTo, piece.high)) seenTo = piece.high;
      if (seenTo === high) return;
    }
    this.addEdge(seenTo, high, own);
  }

  /** Cuts the line's piece to what of it lies in a solid, if any. */
  private cutToInside(solid: number): boolean {
    const { planes, boxes, margin, firstPlanes, ends, line, parting } = this;
    for (let k = 0, i = 6 * solid; k < 3; k++, i++) {
      if (ends[k] > boxes[i + 3] && ends[k + 3] > boxes[i + 3]) return false;
      if (ends[k] < boxes[i] && ends[k + 3] < boxes[i]) return false;
    }
    const { x, y, z, d } = planes;
    const p = parting[solid];
    if (
      x[p] * ends[0] + y[p] * ends[1] + z[p] * ends[2] - d[p] > margin &&
      x[p] * ends[3] + y[p] * ends[4] + z[p] * ends[5] - d[p] > margin
    ) {
      return false;
    }
    const doubtful: number[] = [];
    for (let h = firstPlanes[solid]; h < firstPlanes[solid + 1]; h++) {
      const atLow = x[h] * ends[0] + y[h] * ends[1] + z[h] * ends[2] - d[h];
      const atHigh = x[h] * ends[3] + y[h] * ends[4] + z[h] * ends[5] - d[h];
      if (atLow > margin && atHigh > margin) {
        parting[solid] = h;
        return false;
      }
      if (!(atLow < -margin && atHigh < -margin)) doubtful.push(h);
    }
    for (const h of doubtful) if (!line.cut(h)) return false;
    return true;
  }

  private cutAll(planes: readonly number[]): boolean {
    for (let i = 0; i < planes.length; i++) if (!this.line.cut(planes[i])) return false;
    return true;
  }

  private addEdge(low: number, high: number, own: boolean): void {
    const from = this.cornerAt(low);
    const to = this.cornerAt(high);
    if (from === to) return;
    const { place, count } = this.planes;
    const { f, g } = this.line;
    const name = Math.min(place[f], place[g]) * count + Math.max(place[f], place[g]);
    const known = this.edgesOfLine.get(name);
    if (known === undefined) this.edgesOfLine.set(name, own ? [from, to, f, g] : [to, from, f, g]);
    else known.push(own ? from : to, own ? to : from, f, g);
  }

  /** The number of the corner at a crossing of the line. */
  private cornerAt(crossing: number): number {
    const { line } = this;
    const { place, count, scale } = this.planes;
    const p = place[line.f];
    const q = place[line.g];
    const r = place[line.planeAt(crossing)];
    const least = Math.min(p, q, r);
    const most = Math.max(p, q, r);
    const name = (least * count + (p + q + r - least - most)) * count + most;
    const known = this.cornerOf.get(name);
    if (known !== undefined) return known;
    const corner = this.corners.length / 3;
    for (let k = 0; k < 3; k++) this.corners.push(scale * line.coordinate(crossing, k));
    this.cornerOf.set(name, corner);
    return corner;
  }
}

/** For each facet of a solid the planes of those that share a corner with it: no other can share an edge. */
function facetsThatTouch({ vertices, facets }: Polyhedron, firstPlane: number): number[][] {
  const atCorner: number[][] = Array.from({ length: vertices.length / 3 }, () => []);
  for (let f = 0; f < facets.length; f++) for (const corner of facets[f].loop) atCorner[corner].push(f);
  const seenFrom = new Int32Array(facets.length).fill(-1);
  return facets.map(({ loop }, f) => {
    const near: number[] = [];
    seenFrom[f] = f;
    for (const corner of loop) {
      for (const g of atCorner[corner]) {
        if (seenFrom[g] === f) continue;
        seenFrom[g] = f;
        near.push(firstPlane + g);
      }
    }
    return near;
  });
}
