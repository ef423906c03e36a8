/**
 * A closed triangulated surface that can be changed: half-edges in flat arrays. Half-edge 3 t + k runs from corner k of triangle t to
 * its next corner. Dead triangles have corners of -1.
 *
 * @internal
 */
export class Surface {
  /** x, y, z of each vertex; every number is a float32. */
  readonly positions: Float64Array;
  /** Three vertex numbers a triangle, counter-clockwise from outside. */
  readonly corners: Int32Array;
  /** The half-edge that runs the other way. */
  readonly twins: Int32Array;
  /** The plane each triangle lies on. */
  readonly planes: Int32Array;
  /** A half-edge that starts at each vertex; -1 when the vertex is dead. */
  readonly outgoing: Int32Array;
  /** For each vertex the last look round a vertex that met it. */
  private readonly metAt: Int32Array;
  private looks = 0;

  /**
   * @throws RangeError when the triangles are not a closed, consistently turned surface with two triangles on every edge.
   */
  constructor(positions: Float64Array, triangles: ArrayLike<number>, planes: ArrayLike<number>) {
    this.corners = Int32Array.from(triangles);
    this.planes = Int32Array.from(planes);
    const { twins, sharedTwice } = pairHalfEdges(this.corners, positions.length / 3);
    this.twins = twins;
    const outgoing: number[] = new Array<number>(positions.length / 3).fill(-1);
    const moved = Array.from(positions);
    const seen = new Uint8Array(this.corners.length);
    for (let first = 0; first < seen.length; first++) {
      if (seen[first] === 1) continue;
      let vertex = this.corners[first];
      if (outgoing[vertex] >= 0) {
        // Two fans that touch in one vertex only are two vertices.
        moved.push(moved[3 * vertex], moved[3 * vertex + 1], moved[3 * vertex + 2]);
        vertex = outgoing.push(-1) - 1;
      }
      outgoing[vertex] = first;
      for (let h = first; seen[h] === 0; h = next(this.twins[h])) {
        seen[h] = 1;
        this.corners[h] = vertex;
      }
    }
    this.positions = Float64Array.from(moved);
    this.outgoing = Int32Array.from(outgoing);
    this.metAt = new Int32Array(outgoing.length);
    if (sharedTwice && doublesAnEdge(this.corners, outgoing.length))
      throw new RangeError("four triangles share an edge between corners that are no two corners");
  }

  /** The same surface, to be changed apart from this one. */
  clone(): Surface {
    const copy: Surface = Object.create(Surface.prototype);
    return Object.assign(copy, {
      positions: this.positions.slice(),
      corners: this.corners.slice(),
      planes: this.planes.slice(),
      twins: this.twins.slice(),
      outgoing: this.outgoing.slice(),
      metAt: new Int32Array(this.metAt.length),
      looks: 0,
    });
  }

  /** The half-edges that start at a vertex, clockwise seen from outside. */
  spokes(vertex: number): number[] {
    const first = this.outgoing[vertex];
    const found: number[] = [];
    let h = first;
    do {
      found.push(h);
      h = this.nextSpoke(h);
    } while (h !== first);
    return found;
  }

  /** The next half-edge that starts where one does, clockwise seen from outside. */
  nextSpoke(h: number): number {
    return next(this.twins[h]);
  }

  /** The vertex a half-edge runs to. */
  tip(h: number): number {
    return this.corners[next(h)];
  }

  /**
   * Draws the start of a half-edge into its tip: two triangles vanish, the start dies. The caller has made sure that
   * `canCollapse` holds.
   */
  collapse(h: number): void {
    const { corners, twins, outgoing } = this;
    const from = corners[h];
    const to = this.tip(h);
    for (const spoke of this.spokes(from)) corners[spoke] = to;
    for (const side of [h, twins[h]]) {
      const left = twins[next(side)];
      const right = twins[next(next(side))];
      twins[left] = right;
      twins[right] = left;
      outgoing[corners[left]] = left;
      outgoing[corners[right]] = right;
    }
    for (const side of [h, twins[h]]) {
      const first = 3 * triangleOf(side);
      corners.fill(-1, first, first + 3);
    }
    outgoing[from] = -1;
  }

  /** The link condition: whether the surface stays a surface when the half-edge's ends become one. */
  canCollapse(h: number): boolean {
    const { corners, twins, outgoing, metAt } = this;
    const left = corners[next(next(h))];
    const right = corners[next(next(twins[h]))];
    if (left === right) return false;
    const look = ++this.looks;
    let spoke = h;
    do {
      metAt[this.tip(spoke)] = look;
      spoke = this.nextSpoke(spoke);
    } while (spoke !== h);
    const first = outgoing[this.tip(h)];
    let common = 0;
    spoke = first;
    do {
      if (metAt[this.tip(spoke)] === look) common++;
      spoke = this.nextSpoke(spoke);
    } while (spoke !== first);
    return common === 2 && this.hasMoreThanThreeEdges(left) && this.hasMoreThanThreeEdges(right);
  }

  /** Turns the edge of two triangles into the other diagonal of their quadrilateral. */
  flip(h: number): void {
    const { corners, twins, outgoing } = this;
    const o = twins[h];
    const h1 = next(h);
    const h2 = next(next(h));
    const o1 = next(o);
    const o2 = next(next(o));
    const p = corners[h];
    const q = corners[o];
    const v = corners[h2];
    const r = corners[o2];
    const qv = twins[h1];
    const vp = twins[h2];
    const pr = twins[o1];
    const rq = twins[o2];
    corners[h] = p;
    corners[h1] = r;
    corners[h2] = v;
    corners[o] = q;
    corners[o1] = v;
    corners[o2] = r;
    this.join(h, pr);
    this.join(h1, o1);
    this.join(h2, vp);
    this.join(o, qv);
    this.join(o2, rq);
    outgoing[p] = h;
    outgoing[q] = o;
    outgoing[v] = h2;
    outgoing[r] = o2;
  }

  /** Whether a flip would not double an edge that is there already. */
  canFlip(h: number): boolean {
    const left = this.corners[next(next(h))];
    const right = this.corners[next(next(this.twins[h]))];
    if (left === right) return false;
    const first = this.outgoing[left];
    let spoke = first;
    do {
      if (this.tip(spoke) === right) return false;
      spoke = this.nextSpoke(spoke);
    } while (spoke !== first);
    return true;
  }

  /** The area of a triangle. */
  area(t: number): number {
    const { positions: p, corners } = this;
    const a = 3 * corners[3 * t];
    const b = 3 * corners[3 * t + 1];
    const c = 3 * corners[3 * t + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    return Math.sqrt(x * x + y * y + z * z) / 2;
  }

  private hasMoreThanThreeEdges(vertex: number): boolean {
    const first = this.outgoing[vertex];
    const second = this.nextSpoke(first);
    const third = this.nextSpoke(second);
    return second !== first && third !== first && this.nextSpoke(third) !== first;
  }

  private join(a: number, b: number): void {
    this.twins[a] = b;
    this.twins[b] = a;
  }
}

/** The half-edge that runs the other way along the same edge; on an edge that four triangles share, the next one found. */
function pairHalfEdges(corners: Int32Array, vertices: number): { twins: Int32Array; sharedTwice: boolean } {
  const twins = new Int32Array(corners.length).fill(-1);
  // The half-edges that start at each vertex, as linked lists; of those along one edge only the last, open or paired.
  const firstFrom = new Int32Array(vertices).fill(-1);
  const following = new Int32Array(corners.length);
  const ofEdge = (from: number, to: number): number => {
    let h = firstFrom[from];
    while (h >= 0 && corners[next(h)] !== to) h = following[h];
    return h;
  };
  const isOpen = new Uint8Array(corners.length);
  let unpaired = 0;
  let sharedTwice = false;
  for (let h = 0; h < corners.length; h++) {
    const from = corners[h];
    const to = corners[next(h)];
    const twin = ofEdge(to, from);
    const known = ofEdge(from, to);
    if (known >= 0) sharedTwice = true;
    if (twin >= 0 && isOpen[twin] === 1) {
      isOpen[twin] = 0;
      unpaired--;
      twins[h] = twin;
      twins[twin] = h;
    } else {
      if (known >= 0 && isOpen[known] === 1) throw new RangeError("two triangles run the same way along an edge");
      isOpen[h] = 1;
      unpaired++;
    }
    // The newest of an edge comes first in its list and hides the ones before.
    following[h] = firstFrom[from];
    firstFrom[from] = h;
  }
  if (unpaired > 0) throw new RangeError("the surface is open");
  return { twins, sharedTwice };
}

/** Whether two triangles run the same way between the same corners, so that a file could not tell their edges apart. */
function doublesAnEdge(corners: Int32Array, vertices: number): boolean {
  const seen = new Set<number>();
  for (let h = 0; h < corners.length; h++) seen.add(corners[h] * vertices + corners[next(h)]);
  return seen.size < corners.length;
}

/** The triangle of a half-edge. @internal */
export function triangleOf(h: number): number {
  return (h / 3) | 0;
}

/** The half-edge after one in its triangle. @internal */
export function next(h: number): number {
  return h % 3 === 2 ? h - 2 : h + 1;
}
