import { type Mesh, mergedCorners } from "@vocalith/geometry";
import { DrawingError } from "./drawing-error.js";
import { facesEye, hiddenSpans, type Scene } from "./hidden-spans.js";

/** Where a solid is looked at from: `top` from +z with +y up the page, `front` from -y, `side` from +x, `back` from +y, both with +z up the page, `bottom` from -z with +y up. */
export type DrawingView = "top" | "front" | "side" | "back" | "bottom";

/** What of a solid's edges is seen from one side, flat; x to the right, y up the page, in the mesh's unit. */
export interface ProjectedEdges {
  /** Seen edges where the solid turns away, four numbers each: from x, y to x, y. */
  readonly contours: Float64Array;
  /** The other seen edges between facets. */
  readonly edges: Float64Array;
  /** Those that something stands before. */
  readonly hidden: Float64Array;
  /** Least x and y of the whole solid. */
  readonly minimum: readonly [number, number];
  /** Largest x and y of the whole solid. */
  readonly maximum: readonly [number, number];
}

/** The parts of a mesh that are drawn. Without facets, triangles within a degree of their neighbours are one face, and vertices need not be shared. */
export type DrawableMesh = Pick<Mesh, "positions" | "triangles"> & Partial<Pick<Mesh, "facetOfTriangle">>;

/** The axes of the page and the one towards the eye, as signed axes of the mesh: 1 for +x, -2 for -y and so on. */
const AXES: Readonly<Record<DrawingView, readonly [right: number, up: number, towards: number]>> = {
  top: [1, 2, 3],
  front: [1, 3, -2],
  side: [2, 3, 1],
  back: [-1, 3, 2],
  bottom: [-1, 2, -3],
};

/** Triangles of a mesh that is drawn. */
const MOST_TRIANGLES = 100_000;
/** Squared cosine of the angle up to which triangles without facets count as one face. */
const FLAT_COSINE_SQUARED = 0.9998 * 0.9998;

/**
 * The edges between a solid's facets, projected along an axis, with what is hidden parted from what is seen: each edge is clipped against every triangle
 * that faces the eye and lies over it on the page (Appel 1967's question, answered by intervals).
 *
 * @throws {@link DrawingError} for a mesh without triangles, with more than 100,000 or with coordinates that are not finite.
 *
 * @example
 * ```ts
 * import { projectEdges } from "@vocalith/formats";
 * import { type Mesh, mergedCorners } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 * const { contours, edges } = projectEdges(mesh, "front");
 * console.log(contours.length / 4, edges.length / 4);
 * ```
 */
export function projectEdges(mesh: DrawableMesh, view: DrawingView): ProjectedEdges {
  const points = turnToPage(mesh.positions, AXES[view]);
  const [minimum, maximum] = extent(points, mesh.triangles);
  const triangles = mesh.facetOfTriangle === undefined ? mergedCorners(mesh) : mesh.triangles;
  const scene: Scene = { points, triangles, normals: triangleNormals(points, triangles), minimum, maximum };
  const lists = { contours: [] as number[], edges: [] as number[], hidden: [] as number[] };
  const spansOver = hiddenSpans(scene);
  for (const [from, to, left, right] of facetEdges({ ...mesh, triangles }, scene.normals)) {
    const facing = (triangle: number) => triangle >= 0 && facesEye(scene.normals, triangle);
    const isSeen = facing(left) || facing(right);
    const into = facing(left) && facing(right) ? lists.edges : lists.contours;
    const spans = isSeen ? spansOver(from, to, left, right) : [0, 1];
    const [ax, ay, bx, by] = [points[3 * from], points[3 * from + 1], points[3 * to], points[3 * to + 1]];
    const add = (list: number[], start: number, end: number) => {
      if (end - start > 1e-9) {
        list.push(ax + (bx - ax) * start, ay + (by - ay) * start, ax + (bx - ax) * end, ay + (by - ay) * end);
      }
    };
    let at = 0;
    for (let i = 0; i < spans.length; i += 2) {
      add(into, at, spans[i]);
      add(lists.hidden, spans[i], spans[i + 1]);
      at = spans[i + 1];
    }
    add(into, at, 1);
  }
  return {
    contours: Float64Array.from(lists.contours),
    edges: Float64Array.from(lists.edges),
    hidden: Float64Array.from(lists.hidden),
    minimum: [minimum[0], minimum[1]],
    maximum: [maximum[0], maximum[1]],
  };
}

function turnToPage(positions: ArrayLike<number>, axes: readonly number[]): Float64Array {
  const points = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      points[i + k] = Math.sign(axes[k]) * positions[i + Math.abs(axes[k]) - 1];
    }
  }
  return points;
}

function extent(points: Float64Array, triangles: Uint32Array): [minimum: number[], maximum: number[]] {
  if (triangles.length > 3 * MOST_TRIANGLES) {
    throw new DrawingError(
      `${triangles.length / 3} triangles`,
      `up to ${MOST_TRIANGLES}, more than a drawing can show`,
      "Give each flat face as one facet, or simplify the mesh.",
    );
  }
  const minimum = new Array<number>(3).fill(Number.POSITIVE_INFINITY);
  const maximum = new Array<number>(3).fill(Number.NEGATIVE_INFINITY);
  for (const vertex of triangles) {
    for (let axis = 0; axis < 3; axis++) {
      const value = points[3 * vertex + axis];
      if (!Number.isFinite(value)) {
        throw new DrawingError(`a coordinate of ${value}`, "finite coordinates", "Repair the mesh first.");
      }
      minimum[axis] = Math.min(minimum[axis], value);
      maximum[axis] = Math.max(maximum[axis], value);
    }
  }
  if (triangles.length === 0) throw new DrawingError("no triangles", "a mesh of one triangle or more", "Cut it first.");
  return [minimum, maximum];
}

function triangleNormals(points: Float64Array, triangles: Uint32Array): Float64Array {
  const normals = new Float64Array(triangles.length);
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [3 * triangles[i], 3 * triangles[i + 1], 3 * triangles[i + 2]];
    const [ux, uy, uz] = [points[b] - points[a], points[b + 1] - points[a + 1], points[b + 2] - points[a + 2]];
    const [vx, vy, vz] = [points[c] - points[a], points[c + 1] - points[a + 1], points[c + 2] - points[a + 2]];
    normals[i] = uy * vz - uz * vy;
    normals[i + 1] = uz * vx - ux * vz;
    normals[i + 2] = ux * vy - uy * vx;
  }
  return normals;
}

type FacetEdge = readonly [from: number, to: number, left: number, right: number];

/** Edges that part two facets, with the triangles on either side; -1 where a side has none. */
function facetEdges({ positions, triangles, facetOfTriangle }: DrawableMesh, normals: Float64Array): FacetEdge[] {
  const vertices = positions.length / 3;
  const open = new Map<number, number>();
  const found: FacetEdge[] = [];
  for (let corner = 0; corner < triangles.length; corner++) {
    const from = triangles[corner];
    const to = triangles[corner % 3 === 2 ? corner - 2 : corner + 1];
    const triangle = (corner - (corner % 3)) / 3;
    const twin = open.get(to * vertices + from);
    if (twin === undefined) {
      open.set(from * vertices + to, triangle);
      continue;
    }
    open.delete(to * vertices + from);
    const parts =
      facetOfTriangle === undefined
        ? !isFlat(normals, triangle, twin)
        : facetOfTriangle[triangle] !== facetOfTriangle[twin];
    if (parts) found.push([from, to, triangle, twin]);
  }
  for (const [key, triangle] of open) found.push([Math.floor(key / vertices), key % vertices, triangle, -1]);
  return found;
}

function isFlat(normals: Float64Array, a: number, b: number): boolean {
  const [ax, ay, az] = normals.subarray(3 * a, 3 * a + 3);
  const [bx, by, bz] = normals.subarray(3 * b, 3 * b + 3);
  const dot = ax * bx + ay * by + az * bz;
  const lengths = (ax * ax + ay * ay + az * az) * (bx * bx + by * by + bz * bz);
  return dot > 0 && dot * dot >= FLAT_COSINE_SQUARED * lengths;
}
