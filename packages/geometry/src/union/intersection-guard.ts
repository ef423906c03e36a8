import { trianglesIntersect } from "../measure/triangle-intersection.js";
import { TriangleTree } from "../measure/triangle-tree.js";
import type { Surface } from "./surface.js";

/**
 * Keeps steps that change a surface from making it meet itself, in the places where it is told to look: a surface without any self-intersection
 * there stays without. Exact.
 *
 * @internal
 */
export class IntersectionGuard {
  private readonly surface: Surface;
  private readonly places: readonly ArrayLike<number>[];
  private readonly tree: TriangleTree | undefined;

  /** @param places boxes of six numbers, least x, y, z and greatest; none forbids nothing, and costs nothing. */
  constructor(surface: Surface, places: readonly ArrayLike<number>[]) {
    this.surface = surface;
    this.places = places;
    this.tree = places.length > 0 ? new TriangleTree(surface.positions, surface.corners) : undefined;
  }

  /** Takes note that a triangle has other corners or stands elsewhere. */
  noteChange(triangle: number): void {
    this.tree?.refit(triangle);
  }

  /** Whether any of the triangles, as they are to be, meets another one. */
  forbids(triangles: readonly number[]): boolean {
    return this.looksAt(triangles) && this.intersects(triangles, []);
  }

  /** Whether any of the triangles meets another one when vertex u becomes v; both stand already where v is to be. */
  forbidsCollapse(moved: readonly number[], dying: readonly number[], u: number, v: number): boolean {
    if (!this.looksAt(moved)) return false;
    const { corners } = this.surface;
    const renamed: number[] = [];
    for (const t of moved) {
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        if (corners[h] !== u) continue;
        corners[h] = v;
        renamed.push(h);
      }
    }
    const found = this.intersects(moved, dying);
    for (const h of renamed) corners[h] = u;
    return found;
  }

  /** Whether any of the triangles lies where steps are tested. */
  private looksAt(triangles: readonly number[]): boolean {
    const { places } = this;
    for (let i = 0; i < places.length; i++) {
      for (let j = 0; j < triangles.length; j++) if (this.touches(triangles[j], places[i])) return true;
    }
    return false;
  }

  private touches(t: number, box: ArrayLike<number>): boolean {
    const { positions, corners } = this.surface;
    for (let k = 0; k < 3; k++) {
      const a = positions[3 * corners[3 * t] + k];
      const b = positions[3 * corners[3 * t + 1] + k];
      const c = positions[3 * corners[3 * t + 2] + k];
      const low = box[k];
      const high = box[k + 3];
      if ((a > high && b > high && c > high) || (a < low && b < low && c < low)) return false;
    }
    return true;
  }

  private boxOf(t: number): Float64Array {
    const { positions, corners } = this.surface;
    const box = new Float64Array(6);
    for (let k = 0; k < 3; k++) {
      const a = positions[3 * corners[3 * t] + k];
      const b = positions[3 * corners[3 * t + 1] + k];
      const c = positions[3 * corners[3 * t + 2] + k];
      box[k] = Math.min(a, b, c);
      box[k + 3] = Math.max(a, b, c);
    }
    return box;
  }

  /** Whether any of the triangles meets another one, leaving out those that are about to vanish. */
  private intersects(triangles: readonly number[], without: readonly number[]): boolean {
    const { positions, corners } = this.surface;
    const changed = new Set(triangles);
    const meets = (s: number, t: number): boolean => trianglesIntersect(positions, corners, s, t);
    return triangles.some((t, i) => {
      // The tree does not know yet where the changed triangles are.
      if (triangles.some((other, j) => j > i && meets(t, other))) return true;
      const near: number[] = [];
      this.tree?.near(this.boxOf(t), (other) => {
        if (corners[3 * other] >= 0 && !changed.has(other) && !without.includes(other)) near.push(other);
      });
      return near.some((other) => meets(t, other));
    });
  }
}
