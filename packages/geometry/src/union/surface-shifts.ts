import type { Surface } from "./surface.js";

/**
 * How far a surface has moved at each of its vertices from where it was: a vertex stands for all the corners that became one in it, and for those
 * without need that were taken away beside it.
 *
 * @internal
 */
export class SurfaceShifts {
  private readonly positions: Float64Array;
  /** Where the corners were at first. */
  private readonly origins: Float64Array;
  /** The corners that became one, as rings: for each the next of them. */
  private readonly nextOrigin: Int32Array;
  /** How far the surface at each vertex has moved beside that: where vertices without need were taken away. */
  private readonly extra: Float64Array;

  constructor({ outgoing, positions }: Surface) {
    this.positions = positions;
    this.origins = positions.slice();
    this.nextOrigin = Int32Array.from(outgoing.keys());
    this.extra = new Float64Array(outgoing.length);
  }

  /** How far the surface at a vertex has moved at most; mm. */
  of(vertex: number): number {
    return this.ofMoved(vertex, this.positions.subarray(3 * vertex, 3 * vertex + 3));
  }

  /** How far it would have moved if the vertex were elsewhere. */
  ofMoved(vertex: number, position: ArrayLike<number>): number {
    return this.extra[vertex] + this.distanceFromOrigins(vertex, position);
  }

  /** How far it would have moved if two vertices became one. */
  ofJoined(u: number, v: number, position: ArrayLike<number>): number {
    const far = Math.max(this.distanceFromOrigins(u, position), this.distanceFromOrigins(v, position));
    return Math.max(this.extra[u], this.extra[v]) + far;
  }

  /** Makes it known that the surface at a vertex has moved so far. */
  note(vertex: number, shift: number): void {
    this.extra[vertex] += Math.max(0, shift - this.of(vertex));
  }

  /** Makes it known that one vertex became another. */
  join(gone: number, kept: number): void {
    const { extra, nextOrigin } = this;
    [nextOrigin[gone], nextOrigin[kept]] = [nextOrigin[kept], nextOrigin[gone]];
    extra[kept] = Math.max(extra[gone], extra[kept]);
  }

  /** The distance of a point from the farthest of the corners that became one in a vertex. */
  private distanceFromOrigins(vertex: number, point: ArrayLike<number>): number {
    const { origins, nextOrigin } = this;
    let square = 0;
    let origin = vertex;
    do {
      const x = origins[3 * origin] - point[0];
      const y = origins[3 * origin + 1] - point[1];
      const z = origins[3 * origin + 2] - point[2];
      square = Math.max(square, x * x + y * y + z * z);
      origin = nextOrigin[origin];
    } while (origin !== vertex);
    return Math.sqrt(square);
  }
}
