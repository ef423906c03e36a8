import { orient2d } from "robust-predicates";
import type { MeshMeasure } from "../measure/measure-mesh.js";
import { selfIntersections } from "../measure/self-intersections.js";
import { nextHalfEdge, twinHalfEdges } from "../measure/twin-half-edges.js";
import { DisjointSets } from "./disjoint-sets.js";
import { type EdgeTable, edgeTable } from "./edge-table.js";
import { groupPlaces, MOST_PLACES, middleOf } from "./group-places.js";
import type { Finding, FindingPlace } from "./inspection.js";
import type { MaterialProfile } from "./material-profile.js";
import { Shells } from "./shells.js";
import { counted, finding, mm } from "./words.js";

/** A surface as it is inspected. */
export interface InspectedSurface {
  readonly positions: Float32Array | Float64Array;
  /** Three vertex numbers a triangle, equal vertices merged. */
  readonly corners: Uint32Array;
  readonly measure: MeshMeasure;
}

/**
 * Whether the surface bounds a solid, and where it does not.
 *
 * @param pieces how many separate pieces there should be.
 * @internal
 */
export function surfaceFindings(surface: InspectedSurface, material: MaterialProfile, pieces: number): Finding[] {
  const { measure, corners } = surface;
  const isWhole = measure.watertight && measure.manifold && measure.oriented;
  const edges = isWhole ? undefined : edgeTable(corners);
  return [
    watertight(surface, edges),
    manifold(surface, edges),
    oriented(surface, edges),
    ...shellFindings(surface, material, pieces),
    intersections(surface),
    degenerate(surface),
  ];
}

function watertight({ positions, corners, measure }: InspectedSurface, edges: EdgeTable | undefined): Finding {
  if (measure.triangles === 0) {
    return finding("watertight", "fault", "no triangles", { advice: "Export the model again; the file is empty." });
  }
  if (edges === undefined || measure.watertight) return finding("watertight", "ok", "closed, no holes", { value: 0 });
  const rims = new DisjointSets(positions.length / 3);
  const isOpen = (h: number): boolean => (edges.forwards[h] + edges.backwards[h]) % 2 === 1;
  let open = 0;
  for (let h = 0; h < corners.length; h++) {
    if (!isOpen(h)) continue;
    open++;
    rims.join(corners[h], corners[nextHalfEdge(h)]);
  }
  const holes = groupPlaces(positions, {
    things: corners.length,
    nameOf: (h) => (isOpen(h) ? rims.root(corners[h]) : -1),
    names: positions.length / 3,
    verticesOf: (h) => [corners[h], corners[nextHalfEdge(h)]],
    detail: (count, across) => `hole of ${counted(count, "edge")}, ${mm(across)} across`,
  });
  return finding("watertight", "fault", `${counted(holes.count, "hole")}, ${counted(open, "open edge")}`, {
    value: open,
    limit: 0,
    places: holes.places,
    placeCount: holes.count,
    advice: "Close the surface: fill the holes in your modelling program (Blender: Mesh > Clean Up > Fill Holes).",
  });
}

function manifold(surface: InspectedSurface, edges: EdgeTable | undefined): Finding {
  const { positions, corners, measure } = surface;
  if (edges === undefined || measure.manifold)
    return finding("manifold", "ok", "every edge joins two triangles", { value: 0 });
  const joined = new DisjointSets(positions.length / 3);
  const isCrowded = (h: number): boolean => edges.forwards[h] + edges.backwards[h] > 2;
  let crowded = 0;
  for (let h = 0; h < corners.length; h++) {
    if (!isCrowded(h)) continue;
    crowded++;
    joined.join(corners[h], corners[nextHalfEdge(h)]);
  }
  const seams = groupPlaces(positions, {
    things: corners.length,
    nameOf: (h) => (isCrowded(h) ? joined.root(corners[h]) : -1),
    names: positions.length / 3,
    verticesOf: (h) => [corners[h], corners[nextHalfEdge(h)]],
    detail: (count, across) => `${counted(count, "edge")} of more than two triangles, over ${mm(across)}`,
  });
  const pinched = pinchedVertices(corners, positions.length / 3, edges);
  const places = seams.places;
  for (const vertex of pinched.slice(0, MOST_PLACES - places.length)) {
    places.push({ positionMm: pointAt(positions, vertex), detail: "surfaces touch in one point" });
  }
  const found = [
    ...(crowded > 0 ? [`${counted(crowded, "edge")} with more than two triangles`] : []),
    ...(pinched.length > 0 ? [`${counted(pinched.length, "point")} where surfaces touch`] : []),
  ].join(", ");
  return finding("manifold", "fault", found, {
    value: crowded + pinched.length,
    limit: 0,
    places,
    placeCount: seams.count + pinched.length,
    advice:
      "Delete inner faces, or part the pieces that touch in an edge or a point: overlap them and unite them, or leave a gap.",
  });
}

/** Vertices where the triangles form more than one fan. */
function pinchedVertices(corners: Uint32Array, vertices: number, { edgeOf }: EdgeTable): number[] {
  const fans = new DisjointSets(corners.length);
  for (let h = 0; h < corners.length; h++) {
    const edge = edgeOf[h];
    if (edge === h) continue;
    const isSameWay = corners[h] === corners[edge];
    fans.join(h, isSameWay ? edge : nextHalfEdge(edge));
    fans.join(nextHalfEdge(h), isSameWay ? nextHalfEdge(edge) : edge);
  }
  const counts = new Uint8Array(vertices);
  const pinched: number[] = [];
  for (let h = 0; h < corners.length; h++) {
    if (fans.root(h) === h && ++counts[corners[h]] === 2) pinched.push(corners[h]);
  }
  return pinched;
}

function oriented(surface: InspectedSurface, edges: EdgeTable | undefined): Finding {
  const { positions, corners, measure } = surface;
  if (edges === undefined || measure.oriented)
    return finding("oriented", "ok", "all triangles face outwards", { value: 0 });
  const advice = "Turn them round: recalculate the normals outwards (Blender: Mesh > Normals > Recalculate Outside).";
  // Triangles that agree with their neighbours form patches; where two patches disagree, the smaller one is taken for the wrong one.
  const twins = twinHalfEdges(corners);
  const patches = new DisjointSets(corners.length / 3);
  for (let h = 0; h < corners.length; h++) if (twins[h] > h) patches.join(Math.trunc(h / 3), Math.trunc(twins[h] / 3));
  const sizes = new Uint32Array(corners.length / 3);
  for (let t = 0; t < sizes.length; t++) sizes[patches.root(t)]++;
  const turned = new Set<number>();
  for (let h = 0; h < corners.length; h++) {
    const edge = edges.edgeOf[h];
    if (edge === h || corners[h] !== corners[edge]) continue;
    const [a, b] = [patches.root(Math.trunc(h / 3)), patches.root(Math.trunc(edge / 3))];
    turned.add(sizes[a] <= sizes[b] ? a : b);
  }
  if (turned.size === 0) {
    // All neighbours agree: whole shells are inside out.
    const shells = new Shells(positions, corners);
    const inward = shells.inward();
    return finding("oriented", "fault", "inside out", {
      value: measure.triangles,
      limit: 0,
      places: shells.places(inward, "inside out"),
      placeCount: inward.length,
      advice,
    });
  }
  let triangles = 0;
  for (const patch of turned) triangles += sizes[patch];
  const groups = groupPlaces(positions, {
    things: sizes.length,
    nameOf: (t) => (turned.has(patches.root(t)) ? patches.root(t) : -1),
    names: sizes.length,
    verticesOf: (t) => [corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]],
    detail: (count, across) => `patch of ${counted(count, "triangle")}, ${mm(across)} across`,
  });
  return finding("oriented", "fault", `${counted(triangles, "triangle")} turned inwards`, {
    value: triangles,
    limit: 0,
    places: groups.places,
    placeCount: groups.count,
    advice,
  });
}

function shellFindings(
  surface: InspectedSurface,
  { process, escapeHoleMm }: MaterialProfile,
  wanted: number,
): Finding[] {
  const { components, enclosedVoids } = surface.measure;
  const pieces = components - enclosedVoids;
  const shells = components > 1 ? new Shells(surface.positions, surface.corners) : undefined;
  const loose = shells?.loose() ?? [];
  const words = counted(pieces, "separate piece");
  const isAsWanted = pieces === wanted || components === 0;
  const piecesFinding = isAsWanted
    ? finding("pieces", "ok", pieces === 1 ? "one piece" : words, { value: pieces, limit: wanted })
    : finding("pieces", "fault", `${words} where ${wanted === 1 ? "one was" : `${wanted} were`} expected`, {
        value: pieces,
        limit: wanted,
        places: shells?.places(loose, "loose piece") ?? [],
        placeCount: Math.max(0, pieces - 1),
        advice: `Join the pieces so that they overlap and unite them, or delete crumbs; if so many are meant, inspect it as ${counted(pieces, "piece")} (--pieces ${pieces}).`,
      });
  if (enclosedVoids === 0) return [piecesFinding, finding("voids", "ok", "no enclosed voids", { value: 0, limit: 0 })];
  const advice =
    process === "cut"
      ? "Fill the void: no tool can reach it."
      : `Fill the void, or open it by two holes of at least ${mm(escapeHoleMm ?? 0)}: what is trapped inside cannot be removed.`;
  return [
    piecesFinding,
    finding("voids", "fault", counted(enclosedVoids, "enclosed void"), {
      value: enclosedVoids,
      limit: 0,
      places: shells?.places(shells.inward(), "void") ?? [],
      placeCount: enclosedVoids,
      advice,
    }),
  ];
}

/** How many pairs of triangles are looked at to say where a surface runs into itself. */
const MOST_PAIRS = 200;

function intersections({ positions, corners, measure }: InspectedSurface): Finding {
  const { selfIntersections: count, degenerateTriangles } = measure;
  if (count === 0)
    return finding("self-intersections", "ok", "no surface runs through another", { value: 0, limit: 0 });
  const sound = degenerateTriangles === 0 ? corners : withoutCollapsed(positions, corners);
  const pairs = selfIntersections(positions, sound, MOST_PAIRS);
  const sets = new DisjointSets(sound.length / 3);
  for (let i = 0; i < pairs.length; i += 2) sets.join(pairs[i], pairs[i + 1]);
  // Crossings that share triangles, or corners, belong to one place.
  const atVertex = new Map<number, number>();
  for (const t of pairs) {
    for (const vertex of sound.subarray(3 * t, 3 * t + 3)) {
      const other = atVertex.get(vertex);
      if (other === undefined) atVertex.set(vertex, t);
      else sets.join(t, other);
    }
  }
  const groups = new Map<number, { count: number; box: Float64Array }>();
  for (let i = 0; i < pairs.length; i += 2) {
    const box = overlap(positions, sound, pairs[i], pairs[i + 1]);
    const name = sets.root(pairs[i]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { count: 1, box });
    else {
      group.count++;
      for (let k = 0; k < 3; k++) {
        group.box[k] = Math.min(group.box[k], box[k]);
        group.box[3 + k] = Math.max(group.box[3 + k], box[3 + k]);
      }
    }
  }
  const places = [...groups.values()].sort((a, b) => b.count - a.count).slice(0, MOST_PLACES);
  return finding(
    "self-intersections",
    "fault",
    `${count >= 1000 ? "1,000 or more pairs" : counted(count, "pair")} of triangles run through each other`,
    {
      value: count,
      limit: 0,
      places: places.map(({ count: n, box }) => ({ positionMm: middleOf(box), detail: `${counted(n, "crossing")}` })),
      placeCount: groups.size,
      advice:
        "Unite the parts that overlap into one solid (boolean union), or pull the surfaces apart where they cross.",
    },
  );
}

/** Where the boxes of two triangles overlap. */
function overlap(p: Float32Array | Float64Array, corners: Uint32Array, s: number, t: number): Float64Array {
  const box = new Float64Array(6);
  for (let k = 0; k < 3; k++) {
    const [a, b] = [s, t].map((triangle) => [0, 1, 2].map((i) => p[3 * corners[3 * triangle + i] + k]));
    box[k] = Math.max(Math.min(...a), Math.min(...b));
    box[3 + k] = Math.min(Math.max(...a), Math.max(...b));
  }
  return box;
}

/** The triangles that have an area. */
function withoutCollapsed(p: Float32Array | Float64Array, corners: Uint32Array): Uint32Array {
  return corners.filter((_, h) => !isCollapsed(p, corners, Math.trunc(h / 3)));
}

function isCollapsed(p: Float32Array | Float64Array, corners: Uint32Array, t: number): boolean {
  const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
  // Exact for float32: in each coordinate plane the three corners lie on one line.
  return [
    [0, 1],
    [1, 2],
    [2, 0],
  ].every(([i, j]) => orient2d(p[a + i], p[a + j], p[b + i], p[b + j], p[c + i], p[c + j]) === 0);
}

function degenerate({ positions, corners, measure }: InspectedSurface): Finding {
  const { degenerateTriangles: count } = measure;
  if (count === 0) return finding("degenerate-triangles", "ok", "every triangle has an area", { value: 0, limit: 0 });
  const places: FindingPlace[] = [];
  for (let t = 0; t < corners.length / 3 && places.length < MOST_PLACES; t++) {
    if (isCollapsed(positions, corners, t)) {
      places.push({ positionMm: pointAt(positions, corners[3 * t]), detail: `triangle ${t}` });
    }
  }
  return finding("degenerate-triangles", "advice", `${counted(count, "triangle")} without area`, {
    value: count,
    limit: 0,
    places,
    placeCount: count,
    advice: "Harmless to most slicers; merge vertices by distance to be rid of them.",
  });
}

function pointAt(p: Float32Array | Float64Array, vertex: number): [number, number, number] {
  return [p[3 * vertex], p[3 * vertex + 1], p[3 * vertex + 2]];
}
