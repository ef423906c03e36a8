/** No polygon that means well has more corners; readers refuse it before they take memory for it. */
export const MAXIMUM_CORNERS = 100_000;

/** So many tests of a point against a triangle, a second or two, may the polygons of one file cost. */
const WORK_LIMIT = 50_000_000;

/**
 * Parts polygons of a file into triangles: strictly convex ones as a fan, all others ear by ear (Meisters 1975, "Polygons have ears"),
 * seen along their mean normal (Newell's method, so corners need not lie in a plane). A polygon that crosses itself is parted as well
 * as it can be. Every triangle is turned as its polygon is, n - 2 for n corners. Work over all polygons together is bounded.
 */
export class PolygonTriangulator {
  #work = 0;
  #u = new Float64Array(64);
  #v = new Float64Array(64);

  /**
   * @param points - x, y, z of each corner, 3 to {@link MAXIMUM_CORNERS} corners.
   * @param corners - How many.
   * @returns Three corners a triangle, by their places in the polygon; undefined when the polygons of this file cost too much.
   */
  triangulate(points: Float64Array, corners: number): number[] | undefined {
    if (corners === 3) return [0, 1, 2];
    this.#project(points, corners);
    const triangles: number[] = [];
    if (this.#isConvex(corners)) {
      for (let i = 2; i < corners; i++) triangles.push(0, i - 1, i);
      return triangles;
    }
    return this.#clipEars(corners, triangles) ? triangles : undefined;
  }

  /** Leaves out the coordinate along which the normal is longest, so that the polygon runs counter-clockwise. */
  #project(points: Float64Array, corners: number): void {
    if (this.#u.length < corners) {
      this.#u = new Float64Array(2 * corners);
      this.#v = new Float64Array(2 * corners);
    }
    const normal = [0, 0, 0];
    for (let i = 0, before = corners - 1; i < corners; before = i++) {
      for (let axis = 0; axis < 3; axis++) {
        const next = (axis + 1) % 3;
        const last = (axis + 2) % 3;
        normal[axis] +=
          (points[3 * before + next] - points[3 * i + next]) * (points[3 * before + last] + points[3 * i + last]);
      }
    }
    const [x, y, z] = normal.map(Math.abs);
    const along = x >= y && x >= z ? 0 : y >= z ? 1 : 2;
    const first = (along + 1) % 3;
    const second = (along + 2) % 3;
    const [u, v] = normal[along] >= 0 ? [first, second] : [second, first];
    for (let i = 0; i < corners; i++) {
      this.#u[i] = points[3 * i + u];
      this.#v[i] = points[3 * i + v];
    }
  }

  /** Twice the area of a triangle, above 0 when counter-clockwise. */
  #turn(a: number, b: number, c: number): number {
    const u = this.#u;
    const v = this.#v;
    return (u[b] - u[a]) * (v[c] - v[a]) - (v[b] - v[a]) * (u[c] - u[a]);
  }

  /** Left turns everywhere, and once around: u goes up once and down once. */
  #isConvex(corners: number): boolean {
    let changes = 0;
    let wasRising: boolean | undefined;
    for (let i = 0; i <= corners; i++) {
      const a = i % corners;
      const b = (i + 1) % corners;
      if (i < corners && !(this.#turn(a, b, (i + 2) % corners) > 0)) return false;
      const step = this.#u[b] - this.#u[a];
      if (step === 0) continue;
      if (wasRising !== undefined && wasRising !== step > 0) changes++;
      wasRising = step > 0;
    }
    return changes <= 2;
  }

  #clipEars(corners: number, triangles: number[]): boolean {
    const next = Uint32Array.from({ length: corners }, (_, i) => (i + 1) % corners);
    const before = Uint32Array.from({ length: corners }, (_, i) => (i + corners - 1) % corners);
    // A corner that is convex stays so: only the others can lie in an ear.
    const isHollow = Uint8Array.from({ length: corners }, (_, i) => (this.#turn(before[i], i, next[i]) > 0 ? 0 : 1));
    const hollow: number[] = [];
    for (let i = 0; i < corners; i++) if (isHollow[i] === 1) hollow.push(i);
    let left = corners;
    let tip = 0;
    let refused = 0;
    // Once around without an ear, and the polygon crosses itself or has no area.
    while (left > 3 && refused < left) {
      if (this.#work > WORK_LIMIT) return false;
      const a = before[tip];
      const c = next[tip];
      if (isHollow[tip] === 1 || this.#holdsCorner(a, tip, c, hollow, isHollow)) {
        this.#work++;
        refused++;
        tip = c;
        continue;
      }
      triangles.push(a, tip, c);
      next[a] = c;
      before[c] = a;
      left--;
      refused = 0;
      for (const i of [a, c]) if (this.#turn(before[i], i, next[i]) > 0) isHollow[i] = 0;
      // Not the neighbour: fans of slivers come of that.
      tip = next[c];
    }
    // A triangle, or what no ear is left in, as a fan.
    for (let last = next[tip]; next[last] !== tip; last = next[last]) triangles.push(tip, last, next[last]);
    return true;
  }

  /** Whether a hollow corner lies in the triangle of a convex one, be it on its sides. */
  #holdsCorner(a: number, b: number, c: number, hollow: number[], isHollow: Uint8Array): boolean {
    let kept = 0;
    let isIn = false;
    for (let k = 0; k < hollow.length && !isIn; k++) {
      const i = hollow[k];
      if (isHollow[i] === 0) continue;
      hollow[kept++] = i;
      isIn =
        i !== a &&
        i !== c &&
        !this.#isSamePoint(i, a) &&
        !this.#isSamePoint(i, c) &&
        this.#turn(a, b, i) >= 0 &&
        this.#turn(b, c, i) >= 0 &&
        this.#turn(c, a, i) >= 0;
      this.#work++;
    }
    // What has become convex is left out the next time.
    if (!isIn) hollow.length = kept;
    return isIn;
  }

  #isSamePoint(i: number, k: number): boolean {
    return this.#u[i] === this.#u[k] && this.#v[i] === this.#v[k];
  }
}
