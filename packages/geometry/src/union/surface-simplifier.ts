import { orient2d } from "robust-predicates";
import { nearestToPlanes } from "../half-spaces/nearest-to-planes.js";
import { IntersectionGuard } from "./intersection-guard.js";
import { next, type Surface, triangleOf } from "./surface.js";
import { SurfaceShifts } from "./surface-shifts.js";
import { thinFacets } from "./thin-facets.js";

/** Pull of a meet point towards the middle of the edge it stands for, against planes of weight 1. */
const HOLD_TO_START = 1e-3;

/** How `SurfaceSimplifier` works. */
export interface SimplifyOptions {
  /** Edges shorter than this are drawn together; mm. */
  readonly minimumEdgeMm: number;
  /** Facets whose largest inscribed circle is smaller than this are given to their neighbours; mm. */
  readonly minimumInradiusMm: number;
  /** No corner lies farther than this from the plane of a facet that it bounds; mm. */
  readonly maximumOffMm: number;
  /** No point of the surface moves farther than this; mm. Only where nothing else helps does it move farther than `maximumOffMm`. */
  readonly maximumShiftMm: number;
  /**
   * Where every single step is tested for self-intersections, so that a surface without any stays without: boxes of six
   * numbers, least x, y, z and greatest. None makes for speed.
   */
  readonly guarded: readonly ArrayLike<number>[];
  /** Puts a coordinate onto the lattice of the result. */
  readonly round: (coordinate: number) => number;
}

/**
 * Takes from a surface what is too small to print: vertices that no edge of the solid needs, edges that are too short, facets that
 * are too thin. Within a facet the triangles are kept Delaunay, so that their smallest angles are as large as can be. Every
 * triangle stays turned outwards as seen along its plane's normal (exact), and the surface stays closed and manifold (link condition).
 *
 * @internal
 */
export class SurfaceSimplifier {
  private readonly surface: Surface;
  private readonly planes: Float64Array;
  private readonly same: Int32Array;
  private readonly options: Omit<SimplifyOptions, "guarded">;
  private readonly guard: IntersectionGuard;
  private readonly shifts: SurfaceShifts;
  /** How far vertices may move for now: less at first, so that what is left at the end is not held back by what went before. */
  private reach: number;
  /** 1 for triangles that have changed since all edges were last found Delaunay, and for those of edges that could not be flipped. */
  private readonly changed: Uint8Array;
  /** 1 for vertices that are known to be needed. */
  private readonly needed: Uint8Array;
  /** Counts the changes, and when facets were last looked at, so that the same surface is not looked at twice. */
  private changes = 0;
  private lookedAt = -1;
  private thin: readonly (readonly number[])[] = [];
  /** For each plane the axis along which its triangles are looked at, negative when from the other side: 1 to 3. */
  private readonly views: Int8Array;

  /**
   * @param surface is changed in place.
   * @param planes four numbers for each plane that the surface names: unit outward normal, distance.
   * @param same planes with the same number here are one plane.
   */
  constructor(surface: Surface, planes: Float64Array, same: Int32Array, options: SimplifyOptions) {
    this.surface = surface;
    this.planes = planes;
    this.same = same;
    // Copied into one shape: an engine learns the loops below anew for each that callers bring.
    const { guarded, maximumOffMm, maximumShiftMm, minimumEdgeMm, minimumInradiusMm, round } = options;
    this.options = { maximumOffMm, maximumShiftMm, minimumEdgeMm, minimumInradiusMm, round };
    this.reach = Math.min(options.maximumOffMm, options.maximumShiftMm);
    this.guard = new IntersectionGuard(surface, guarded);
    this.shifts = new SurfaceShifts(surface);
    this.changed = new Uint8Array(surface.planes.length).fill(1);
    this.needed = new Uint8Array(surface.outgoing.length);
    this.views = Int8Array.from({ length: planes.length / 4 }, (_, plane) => viewAlong(planes, plane));
  }

  /** Runs until nothing more can be taken. */
  run(): void {
    const { minimumEdgeMm, maximumShiftMm } = this.options;
    this.dropNeedlessVertices();
    this.improveTriangles();
    for (let round = 0; round < 60; round++) {
      let changes = this.collapseShortEdges() + this.absorbThinTriangles();
      if (changes === 0 || round > 12) changes += this.dissolveThinFacets();
      if (changes === 0) changes += this.cutNeedles();
      if (changes === 0 && this.reach >= maximumShiftMm) changes += this.stretchShortEdges() || this.renameThinFacets();
      if (changes === 0) {
        if (!(this.reach < maximumShiftMm) || this.isPrintable()) break;
        this.reach = Math.min(maximumShiftMm, this.reach + minimumEdgeMm);
      }
      this.dropNeedlessVertices();
      this.improveTriangles();
    }
  }

  /** Whether nothing is left that is too small. */
  isPrintable(): boolean {
    const { surface, options } = this;
    const limit = options.minimumEdgeMm * options.minimumEdgeMm;
    const isShort = (h: number): boolean =>
      surface.corners[h] >= 0 && h < surface.twins[h] && this.squaredLength(h) < limit && this.isSharp(h);
    for (let h = 0; h < surface.corners.length; h++) if (isShort(h)) return false;
    return this.thinFacets().length === 0;
  }

  /** Vertices inside a facet, or on the straight edge between two facets, are drawn into a neighbour. */
  private dropNeedlessVertices(): void {
    const { surface } = this;
    for (let again = true; again; ) {
      again = false;
      for (let vertex = 0; vertex < surface.outgoing.length; vertex++) {
        if (surface.outgoing[vertex] < 0 || this.isNeeded(vertex)) continue;
        const spokes = surface.spokes(vertex);
        const sharp = spokes.filter((h) => this.isSharp(h));
        const ways = sharp.length === 0 ? spokes : sharp;
        ways.sort((g, h) => this.squaredLength(g) - this.squaredLength(h) || g - h);
        const off =
          sharp.length === 0 ? 0 : this.distanceFromChord(vertex, surface.tip(sharp[0]), surface.tip(sharp[1]));
        const shift = this.shifts.of(vertex) + off;
        if (shift > this.reach) continue;
        for (const h of ways) {
          const tip = surface.tip(h);
          if (!this.tryCollapse(h, this.positionOf(tip))) continue;
          this.shifts.note(tip, shift);
          again = true;
          break;
        }
      }
    }
  }

  /** Whether a vertex is an end or a corner of edges between facets: other than two of them meet there, and not none. */
  private isNeeded(vertex: number): boolean {
    const { needed, surface } = this;
    if (needed[vertex] === 1) return true;
    const first = surface.outgoing[vertex];
    let sharp = 0;
    let h = first;
    do {
      if (this.isSharp(h) && ++sharp > 2) break;
      h = surface.nextSpoke(h);
    } while (h !== first);
    const isNeeded = sharp === 1 || sharp > 2;
    if (isNeeded) needed[vertex] = 1;
    return isNeeded;
  }

  /** Takes note that a triangle has other corners, stands elsewhere or is counted to another plane. */
  private noteChange(triangle: number): void {
    const { changed, needed } = this;
    const { corners } = this.surface;
    this.changes++;
    changed[triangle] = 1;
    for (let h = 3 * triangle; h < 3 * triangle + 3; h++) needed[corners[h]] = 0;
    this.guard.noteChange(triangle);
  }

  private countTo(plane: number, triangle: number): void {
    this.surface.planes[triangle] = plane;
    this.noteChange(triangle);
  }

  /** Draws edges together that are too short, the shortest first. Answers how many. */
  private collapseShortEdges(): number {
    const { surface, options } = this;
    const limit = options.minimumEdgeMm * options.minimumEdgeMm;
    const short: { readonly h: number; readonly squaredLength: number }[] = [];
    for (let h = 0; h < surface.corners.length; h++) {
      if (surface.corners[h] < 0 || h >= surface.twins[h]) continue;
      const squaredLength = this.squaredLength(h);
      if (squaredLength < limit) short.push({ h, squaredLength });
    }
    short.sort((a, b) => a.squaredLength - b.squaredLength || a.h - b.h);
    let count = 0;
    for (let i = 0; i < short.length; i++) {
      const h = short[i].h;
      if (surface.corners[h] < 0 || this.squaredLength(h) >= limit) continue;
      if (this.collapseShortEdge(h)) count++;
      else if (this.reach > options.maximumOffMm && this.isSharp(h)) {
        count += this.pinch([triangleOf(h), triangleOf(surface.twins[h])]);
      }
    }
    return count;
  }

  private collapseShortEdge(h: number): boolean {
    const { surface } = this;
    const u = surface.corners[h];
    const v = surface.tip(h);
    const p = this.positionOf(u);
    const q = this.positionOf(v);
    const planesAtU = this.planesAt(u);
    const planesAtV = this.planesAt(v);
    const middle = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2];
    const meet = Array.from(nearestToPlanes(this.planes, new Set([...planesAtU, ...planesAtV]), middle, HOLD_TO_START));
    const wanted =
      planesAtU.size === planesAtV.size
        ? [meet, p, q, middle]
        : planesAtU.size > planesAtV.size
          ? [p, meet, q]
          : [q, meet, p];
    for (const target of wanted) {
      const rounded = target.map(this.options.round);
      if (this.shifts.ofJoined(u, v, rounded) > this.reach) continue;
      for (const way of [h, surface.twins[h]]) {
        if (!this.tryCollapse(way, rounded)) continue;
        if (way === h) this.shifts.join(u, v);
        else this.shifts.join(v, u);
        return true;
      }
    }
    return false;
  }

  /** Flips edges inside facets until the triangles are Delaunay. */
  private improveTriangles(): void {
    const { changed, surface } = this;
    const { corners, twins } = surface;
    const pending: number[] = [];
    for (let h = 0; h < corners.length; h++) {
      if (corners[h] < 0 || h > twins[h]) continue;
      if (changed[triangleOf(h)] === 1 || changed[triangleOf(twins[h])] === 1) pending.push(h);
    }
    const refused: number[] = [];
    let count = 0;
    const limit = 20 * corners.length;
    for (let h = pending.pop(); h !== undefined && count < limit; h = pending.pop()) {
      if (this.isSharp(h)) continue;
      const o = twins[h];
      if (this.cotangent(h) + this.cotangent(o) >= -1e-9) continue;
      if (!this.tryFlip(h)) {
        refused.push(triangleOf(h));
        continue;
      }
      count++;
      pending.push(h, next(next(h)), o, next(next(o)));
    }
    if (count < limit) changed.fill(0);
    // What was in the way may be gone the next time.
    for (let i = 0; i < refused.length; i++) changed[refused[i]] = 1;
  }

  /** Gives triangles that are flat against a facet's edge to the facet beyond it. Answers how many. */
  private absorbThinTriangles(): number {
    const { surface, options } = this;
    let count = 0;
    for (let t = 0; t < surface.corners.length; t += 3) {
      if (surface.corners[t] < 0) continue;
      const first = this.squaredLength(t);
      const second = this.squaredLength(t + 1);
      const third = this.squaredLength(t + 2);
      const longest = third > first && third > second ? t + 2 : second > first ? t + 1 : t;
      if (!this.isSharp(longest)) continue;
      const apex = surface.corners[next(next(longest))];
      const off = this.distanceFromChord(apex, surface.corners[longest], surface.tip(longest));
      if (off >= options.minimumEdgeMm) continue;
      const ends = [apex, surface.corners[longest], surface.tip(longest)];
      const shift = Math.max(...ends.map((vertex) => this.shifts.of(vertex))) + off;
      if (shift > options.maximumShiftMm) continue;
      const triangle = triangleOf(longest);
      const own = surface.planes[triangle];
      surface.planes[triangle] = surface.planes[triangleOf(surface.twins[longest])];
      if (this.tryFlip(longest)) {
        this.shifts.note(apex, shift);
        count++;
      } else surface.planes[triangle] = own;
    }
    return count;
  }

  /** The triangles of each facet that is too thin. */
  private thinFacets(): readonly (readonly number[])[] {
    if (this.lookedAt !== this.changes) this.thin = thinFacets(this.surface, this.same, this.options.minimumInradiusMm);
    this.lookedAt = this.changes;
    return this.thin;
  }

  /** Gives the triangles of facets that are too thin to the facets beyond their edges. Answers how many triangles. */
  private dissolveThinFacets(): number {
    let count = 0;
    for (const members of this.thinFacets()) {
      const { minimumEdgeMm, maximumOffMm } = this.options;
      if (members.some((t) => this.surface.corners[3 * t] < 0)) continue;
      count +=
        this.giveToOne(members, minimumEdgeMm) ||
        this.giveToMany(members, minimumEdgeMm) ||
        this.giveToMany(members, maximumOffMm) ||
        this.pinch(members);
    }
    return count;
  }

  /** Counts triangles of facets that are still too thin to any neighbour that they lie near, seen along its plane or not. */
  private renameThinFacets(): number {
    let count = 0;
    for (const members of this.thinFacets()) count += this.giveToMany(members, this.options.maximumShiftMm, true);
    return count;
  }

  /** Gives a whole facet to the neighbour that shares most of its outline and can take it. */
  private giveToOne(members: readonly number[], farthest: number): number {
    const { planes, twins } = this.surface;
    const shared = new Map<number, number>();
    for (const t of members) {
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        if (!this.isSharp(h)) continue;
        const plane = planes[triangleOf(twins[h])];
        shared.set(plane, (shared.get(plane) ?? 0) + Math.sqrt(this.squaredLength(h)));
      }
    }
    for (const [plane] of [...shared].sort(([p, a], [q, b]) => b - a || p - q)) {
      if (!members.every((t) => this.canBelong(t, plane, farthest))) continue;
      for (const t of members) this.countTo(plane, t);
      return members.length;
    }
    return 0;
  }

  /** Gives the triangles of a facet one by one to the facets beyond their longest edges. */
  private giveToMany(members: readonly number[], farthest: number, fromAnySide = false): number {
    const { planes, twins } = this.surface;
    let count = 0;
    const left = new Set(members);
    for (let again = true; again; ) {
      again = false;
      for (const t of left) {
        const outer = [3 * t, 3 * t + 1, 3 * t + 2]
          .filter((h) => this.isSharp(h))
          .sort((g, h) => this.squaredLength(h) - this.squaredLength(g) || g - h)
          .find((h) => this.canBelong(t, planes[triangleOf(twins[h])], farthest, fromAnySide));
        if (outer === undefined) continue;
        this.countTo(planes[triangleOf(twins[outer])], t);
        left.delete(t);
        count++;
        again = true;
      }
    }
    return count;
  }

  /** Makes edges between facets longer that could not be drawn together: they are a little too short at most. Answers how many. */
  private stretchShortEdges(): number {
    const { surface, options } = this;
    const least = options.minimumEdgeMm;
    let count = 0;
    for (let h = 0; h < surface.corners.length; h++) {
      if (surface.corners[h] < 0 || h > surface.twins[h] || !this.isSharp(h)) continue;
      const length = Math.sqrt(this.squaredLength(h));
      if (length >= least || length === 0) continue;
      const u = surface.corners[h];
      const v = surface.tip(h);
      const p = this.positionOf(u);
      const q = this.positionOf(v);
      // A hundredth more, because corners are put on a lattice.
      const add = (1.01 * least - length) / length;
      const beyond = (a: number[], b: number[], share: number) => a.map((x, k) => x + share * add * (x - b[k]));
      const isLonger =
        this.tryMove(u, beyond(p, q, 1)) ||
        this.tryMove(v, beyond(q, p, 1)) ||
        (this.tryMove(u, beyond(p, q, 0.5)) && this.tryMove(v, beyond(q, p, 0.5)));
      if (isLonger) count++;
    }
    return count;
  }

  /** Moves a vertex if the surface stays sound and no other edge between facets becomes too short. */
  private tryMove(vertex: number, target: readonly number[]): boolean {
    const { surface, options } = this;
    const { positions } = surface;
    const position = target.map(options.round);
    if (this.shifts.ofMoved(vertex, position) > this.reach) return false;
    const before = this.positionOf(vertex);
    const limit = options.minimumEdgeMm * options.minimumEdgeMm;
    const spokes = surface.spokes(vertex);
    const lengths = spokes.map((h) => this.squaredLength(h));
    const around = spokes.map((h) => triangleOf(h));
    positions.set(position, 3 * vertex);
    const fits =
      spokes.every((h, i) => !this.isSharp(h) || this.squaredLength(h) >= Math.min(limit, lengths[i])) &&
      around.every((t) => this.facesOut(t) && this.isNear(t, vertex)) &&
      !this.guard.forbids(around);
    if (!fits) positions.set(before, 3 * vertex);
    else for (const t of around) this.noteChange(t);
    return fits;
  }

  /**
   * Cuts needles off at their foot: corners of three triangles over a triangle of edges that are too short, however far they stand out. What
   * was their foot belongs to a facet that the needle stood on. Answers how many.
   */
  private cutNeedles(): number {
    const { surface, options } = this;
    const { planes, twins } = surface;
    const limit = options.minimumEdgeMm * options.minimumEdgeMm;
    let count = 0;
    for (let tip = 0; tip < surface.outgoing.length; tip++) {
      if (surface.outgoing[tip] < 0) continue;
      const spokes = surface.spokes(tip);
      if (spokes.length !== 3 || !spokes.every((h) => this.squaredLength(next(h)) < limit)) continue;
      const foot = spokes.map((h) => planes[triangleOf(twins[next(h)])]);
      const ways = spokes.flatMap((h) => foot.map((plane) => ({ h, plane })));
      const isCut = ways.some(({ h, plane }) => {
        const dying = [triangleOf(h), triangleOf(twins[h])];
        const stays = spokes.map((spoke) => triangleOf(spoke)).find((t) => !dying.includes(t)) ?? dying[0];
        const own = planes[stays];
        planes[stays] = plane;
        if (this.tryCollapse(h, this.positionOf(surface.tip(h)))) return true;
        planes[stays] = own;
        return false;
      });
      if (isCut) count++;
    }
    return count;
  }

  /** Draws one edge of a facet's triangles together, the shortest that can be. */
  private pinch(members: readonly number[]): number {
    const edges = members.flatMap((t) => [3 * t, 3 * t + 1, 3 * t + 2]);
    edges.sort((g, h) => this.squaredLength(g) - this.squaredLength(h) || g - h);
    return edges.some((h) => this.collapseShortEdge(h)) ? 1 : 0;
  }

  /** Whether a vertex of a triangle lies near enough to the plane that the triangle is counted to. */
  private isNear(triangle: number, vertex: number): boolean {
    return this.heightOver(this.surface.planes[triangle], vertex) <= this.options.maximumOffMm;
  }

  /** Whether a triangle may be counted to a plane: it is turned outwards seen along it, and nowhere too far from it. */
  private canBelong(triangle: number, plane: number, farthest: number, fromAnySide = false): boolean {
    const { planes, corners } = this.surface;
    const own = planes[triangle];
    planes[triangle] = plane;
    const fits =
      (fromAnySide || this.facesOut(triangle)) &&
      [0, 1, 2].every((k) => this.heightOver(plane, corners[3 * triangle + k]) <= farthest);
    planes[triangle] = own;
    return fits;
  }

  /** How far a vertex lies from a plane, on either side. */
  private heightOver(plane: number, vertex: number): number {
    const { planes } = this;
    const { positions } = this.surface;
    return Math.abs(
      planes[4 * plane] * positions[3 * vertex] +
        planes[4 * plane + 1] * positions[3 * vertex + 1] +
        planes[4 * plane + 2] * positions[3 * vertex + 2] -
        planes[4 * plane + 3],
    );
  }

  /** Collapses a half-edge to a position if the surface stays sound. */
  private tryCollapse(h: number, position: readonly number[]): boolean {
    const { surface } = this;
    const { positions, corners } = surface;
    if (!surface.canCollapse(h)) return false;
    const u = corners[h];
    const v = surface.tip(h);
    const before = this.positionOf(u);
    const kept = this.positionOf(v);
    const dying = [triangleOf(h), triangleOf(surface.twins[h])];
    positions.set(position, 3 * u);
    positions.set(position, 3 * v);
    const moved: number[] = [];
    if (
      !(this.staysSound(u, v, dying, moved) && this.staysSound(v, v, dying, moved)) ||
      this.guard.forbidsCollapse(moved, dying, u, v)
    ) {
      positions.set(before, 3 * u);
      positions.set(kept, 3 * v);
      return false;
    }
    surface.collapse(h);
    for (let i = 0; i < moved.length; i++) this.noteChange(moved[i]);
    return true;
  }

  /**
   * Whether the triangles about a vertex, but for those that are about to vanish, are turned outwards and lie near their planes at another
   * one. They are put on a list.
   */
  private staysSound(vertex: number, at: number, dying: readonly number[], list: number[]): boolean {
    const { surface } = this;
    const first = surface.outgoing[vertex];
    let h = first;
    do {
      const t = triangleOf(h);
      if (t !== dying[0] && t !== dying[1]) {
        if (!(this.facesOut(t) && this.isNear(t, at))) return false;
        list.push(t);
      }
      h = surface.nextSpoke(h);
    } while (h !== first);
    return true;
  }

  private tryFlip(h: number): boolean {
    const { surface } = this;
    if (!surface.canFlip(h)) return false;
    const { corners, twins } = surface;
    const o = twins[h];
    const h1 = next(h);
    const h2 = next(next(h));
    const o1 = next(o);
    const o2 = next(next(o));
    const p = corners[h];
    const q = corners[o];
    const v = corners[h2];
    const r = corners[o2];
    const pair = [triangleOf(h), triangleOf(o)];
    [corners[h1], corners[o1]] = [r, v];
    const sound = pair.every((t) => this.facesOut(t)) && !this.guard.forbids(pair);
    [corners[h1], corners[o1]] = [q, p];
    if (!sound) return false;
    surface.flip(h);
    for (let i = 0; i < pair.length; i++) this.noteChange(pair[i]);
    return true;
  }

  /** Whether a triangle is turned outwards, seen along its plane's main axis. Exact. */
  private facesOut(triangle: number): boolean {
    const { positions, corners, planes } = this.surface;
    const view = this.views[this.same[planes[triangle]]];
    const axis = Math.abs(view);
    const x = axis === 3 ? 0 : axis;
    const y = x === 2 ? 0 : x + 1;
    const a = 3 * corners[3 * triangle];
    const b = 3 * corners[3 * triangle + 1];
    const c = 3 * corners[3 * triangle + 2];
    const area = orient2d(
      positions[a + x], positions[a + y],
      positions[b + x], positions[b + y],
      positions[c + x], positions[c + y],
    ); // biome-ignore format: three points
    // orient2d is negative for counter-clockwise.
    return view > 0 ? area < 0 : area > 0;
  }

  private isSharp(h: number): boolean {
    const { planes, twins } = this.surface;
    return this.same[planes[triangleOf(h)]] !== this.same[planes[triangleOf(twins[h])]];
  }

  private planesAt(vertex: number): Set<number> {
    const found = new Set<number>();
    for (const h of this.surface.spokes(vertex)) found.add(this.same[this.surface.planes[triangleOf(h)]]);
    return found;
  }

  private positionOf(vertex: number): number[] {
    const { positions } = this.surface;
    return [positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]];
  }

  private squaredLength(h: number): number {
    const { positions, corners } = this.surface;
    const a = 3 * corners[h];
    const b = 3 * corners[next(h)];
    const x = positions[b] - positions[a];
    const y = positions[b + 1] - positions[a + 1];
    const z = positions[b + 2] - positions[a + 2];
    return x * x + y * y + z * z;
  }

  private distanceFromChord(vertex: number, from: number, to: number): number {
    const { positions } = this.surface;
    const p = 3 * vertex;
    const a = 3 * from;
    const b = 3 * to;
    const dx = positions[b] - positions[a];
    const dy = positions[b + 1] - positions[a + 1];
    const dz = positions[b + 2] - positions[a + 2];
    const along =
      (positions[p] - positions[a]) * dx +
      (positions[p + 1] - positions[a + 1]) * dy +
      (positions[p + 2] - positions[a + 2]) * dz;
    const part = Math.min(1, Math.max(0, along / (dx * dx + dy * dy + dz * dz || 1)));
    const x = positions[p] - (positions[a] + part * dx);
    const y = positions[p + 1] - (positions[a + 1] + part * dy);
    const z = positions[p + 2] - (positions[a + 2] + part * dz);
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** Cotangent of the angle across from a half-edge. */
  private cotangent(h: number): number {
    const { positions, corners } = this.surface;
    const apex = 3 * corners[next(next(h))];
    const a = 3 * corners[h];
    const b = 3 * corners[next(h)];
    const ux = positions[a] - positions[apex];
    const uy = positions[a + 1] - positions[apex + 1];
    const uz = positions[a + 2] - positions[apex + 2];
    const vx = positions[b] - positions[apex];
    const vy = positions[b + 1] - positions[apex + 1];
    const vz = positions[b + 2] - positions[apex + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    return (ux * vx + uy * vy + uz * vz) / Math.sqrt(x * x + y * y + z * z);
  }
}

/** The axis that a plane's normal is longest along, 1 to 3, with the normal's sign. */
function viewAlong(planes: Float64Array, plane: number): number {
  const [x, y, z] = planes.subarray(4 * plane, 4 * plane + 3);
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  const az = Math.abs(z);
  if (ax >= ay && ax >= az) return x < 0 ? -1 : 1;
  if (ay >= az) return y < 0 ? -2 : 2;
  return z < 0 ? -3 : 3;
}
