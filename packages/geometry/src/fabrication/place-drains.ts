import type { Mesh } from "../mesh.js";
import type { Vector } from "../rotation.js";
import { roundBar, slab } from "./bars.js";
import type { Cavity } from "./cavities.js";
import { along, dot, type Frame, frameAbout } from "./frame.js";
import { surfaceStretches } from "./surface-inside.js";

/** A straight drain from a face into a cavity. */
export interface Drain {
  /** Where its axis meets the face, in mm. */
  readonly mouth: Vector;
  /** The way in, of length 1. */
  readonly direction: Vector;
  /** How far it goes in: its end lies wholly in the cavity; mm. */
  readonly lengthMm: number;
  /** Its half-spaces, a prism that stands out of the face a little. */
  readonly bore: Float64Array;
}

/** What a drain must be like. */
export interface DrainRules {
  readonly diameterMm: number;
  /** Least stone about the drain, in mm. */
  readonly rimMm: number;
  /** The longest way to the cavity, in mm. */
  readonly longestMm: number;
}

/** How far a drain stands out of its face and into its cavity, in mm. */
const OUT_MM = 0.3;
const INTO_MM = 0.8;

/** Places tried along each side of a face, and how many faces. */
const PLACES = 24;
const FACES = 12;

/**
 * Two drains for a cavity, square to the lowest faces that have room for them, as far apart as the first such face or faces allow.
 *
 * @param others cavities that these drains must not run into.
 * @returns `undefined` when there is no room for two.
 * @internal
 */
export function placeDrains(
  mesh: Mesh,
  cavity: Cavity,
  others: readonly Cavity[],
  rules: DrainRules,
): Drain[] | undefined {
  const found: Drain[] = [];
  for (const facet of lowestFacets(mesh, rules).slice(0, FACES)) {
    found.push(...drainsOn(mesh, facet, cavity, others, rules));
    const pair = farthestPair(found, rules.diameterMm + rules.rimMm);
    if (pair === undefined) continue;
    if (pair.every((drain) => isFree(mesh, drain, rules))) return pair;
    found.splice(0, found.length, ...found.filter((drain) => isFree(mesh, drain, rules)));
    const freePair = farthestPair(found, rules.diameterMm + rules.rimMm);
    if (freePair !== undefined) return freePair;
  }
  return undefined;
}

/** A flat face and its triangles. */
interface Face {
  readonly number: number;
  readonly triangles: readonly number[];
  readonly frame: Frame;
  readonly height: number;
}

/** The faces with area for a drain and its rim, the lowest first. */
function lowestFacets(mesh: Mesh, { diameterMm, rimMm }: DrainRules): Face[] {
  const { positions, triangles, facetOfTriangle, facets } = mesh;
  const members: number[][] = facets.map(() => []);
  facetOfTriangle.forEach((facet, t) => {
    members[facet].push(t);
  });
  const least = (Math.PI * (diameterMm + 2 * rimMm) * (diameterMm + 2 * rimMm)) / 4;
  const faces: Face[] = [];
  members.forEach((own, number) => {
    let [area, moment] = [0, 0];
    for (const t of own) {
      const [a, b, c] = [0, 1, 2].map((k) => 3 * triangles[3 * t + k]);
      const [ux, uy, uz] = [0, 1, 2].map((k) => positions[b + k] - positions[a + k]);
      const [vx, vy, vz] = [0, 1, 2].map((k) => positions[c + k] - positions[a + k]);
      const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
      const size = Math.sqrt(x * x + y * y + z * z) / 2;
      area += size;
      moment += (size * (positions[a + 2] + positions[b + 2] + positions[c + 2])) / 3;
    }
    if (area < least) return;
    faces.push({ number, triangles: own, frame: frameAbout(facets[number].normal), height: moment / area });
  });
  return faces.sort((a, b) => a.height - b.height || a.number - b.number);
}

/** The drains of one face that have room on it and end in the cavity. */
function drainsOn(mesh: Mesh, face: Face, cavity: Cavity, others: readonly Cavity[], rules: DrainRules): Drain[] {
  const { positions, triangles } = mesh;
  const { frame } = face;
  const flat = (v: number): [number, number] => {
    const point = positions.subarray(3 * v, 3 * v + 3);
    return [dot(frame.across, point), dot(frame.up, point)];
  };
  const height =
    face.triangles.reduce(
      (sum, t) => sum + dot(frame.out, positions.subarray(3 * triangles[3 * t], 3 * triangles[3 * t] + 3)),
      0,
    ) / face.triangles.length;
  const pieces = face.triangles.map((t) => [0, 1, 2].flatMap((k) => flat(triangles[3 * t + k])));
  const rim = boundaryOf(mesh, face).map(([from, to]) => [...flat(from), ...flat(to)]);
  const [xs, ys] = [0, 1].map((k) => pieces.flatMap((piece) => piece.filter((_, i) => i % 2 === k)));
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const radius = rules.diameterMm / 2;
  const drains: Drain[] = [];
  const inwards = frame.out.map((x) => -x + 0) as unknown as Vector;
  for (let i = 1; i < PLACES; i++) {
    for (let j = 1; j < PLACES; j++) {
      const [x, y] = [left + ((right - left) * i) / PLACES, low + ((high - low) * j) / PLACES];
      if (!pieces.some((piece) => isInTriangle(piece, x, y))) continue;
      if (rim.some((edge) => distanceToEdge(edge, x, y) < radius + rules.rimMm)) continue;
      const mouth = [0, 1, 2].map(
        (k) => x * frame.across[k] + y * frame.up[k] + height * frame.out[k],
      ) as unknown as Vector;
      const reach = reachOf(cavity, mouth, inwards, radius, rules.longestMm);
      if (reach === undefined || others.some((other) => reachOf(other, mouth, inwards, -radius, reach) !== undefined))
        continue;
      const bore = Float64Array.of(...roundBar(mouth, frame, radius), ...slab(mouth, inwards, -OUT_MM, reach));
      drains.push({ mouth, direction: inwards, lengthMm: reach, bore });
    }
  }
  return drains;
}

/** How deep a drain must go so that its end lies wholly in a room; for a negative radius, so that it touches one. */
function reachOf(
  { rooms }: Cavity,
  mouth: Vector,
  inwards: Vector,
  radius: number,
  longest: number,
): number | undefined {
  let shortest: number | undefined;
  for (const { halfSpaces } of rooms) {
    let [from, to] = [0, Number.POSITIVE_INFINITY];
    for (let h = 0; h < halfSpaces.length; h += 4) {
      const normal = halfSpaces.subarray(h, h + 3);
      const slope = dot(normal, inwards);
      const spread = Math.sqrt(Math.max(0, 1 - slope * slope));
      const room = halfSpaces[h + 3] - dot(normal, mouth) - radius * spread;
      if (Math.abs(slope) < 1e-9) {
        if (room < 0) to = Number.NEGATIVE_INFINITY;
      } else if (slope > 0) to = Math.min(to, room / slope);
      else from = Math.max(from, room / slope);
    }
    if (to - from < 0.2 || from > longest) continue;
    const reach = from + Math.min(INTO_MM, (to - from) / 2);
    if (shortest === undefined || reach < shortest) shortest = reach;
  }
  return shortest;
}

/** The edges between a face and its neighbours. */
function boundaryOf({ triangles }: Mesh, face: Face): [number, number][] {
  const edges = new Map<string, [number, number]>();
  for (const t of face.triangles) {
    for (let k = 0; k < 3; k++) {
      const [from, to] = [triangles[3 * t + k], triangles[3 * t + ((k + 1) % 3)]];
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, [from, to]);
    }
  }
  return [...edges.values()];
}

/** Whether nothing of the stone's surface but the face itself is near the drain. */
function isFree(mesh: Mesh, { mouth, direction, lengthMm }: Drain, { diameterMm, rimMm }: DrainRules): boolean {
  const bar = roundBar(mouth, frameAbout(direction), diameterMm / 2 + rimMm);
  const touch = 0.15;
  return surfaceStretches(mesh, bar, mouth, direction).every(
    ([from, to]) => to < -2 * OUT_MM || from > lengthMm || (from > -touch && to < touch),
  );
}

/** The two drains whose mouths are farthest apart, if that is far enough. */
function farthestPair(drains: readonly Drain[], least: number): [Drain, Drain] | undefined {
  let pair: [Drain, Drain] | undefined;
  let farthest = least * least;
  drains.forEach((a, i) => {
    for (const b of drains.slice(i + 1)) {
      const apart = along(a.mouth, b.mouth, -1);
      const square = dot(apart, apart);
      if (square < farthest) continue;
      farthest = square;
      pair = [a, b];
    }
  });
  return pair;
}

function isInTriangle([ax, ay, bx, by, cx, cy]: readonly number[], x: number, y: number): boolean {
  return (
    (bx - ax) * (y - ay) >= (by - ay) * (x - ax) &&
    (cx - bx) * (y - by) >= (cy - by) * (x - bx) &&
    (ax - cx) * (y - cy) >= (ay - cy) * (x - cx)
  );
}

function distanceToEdge([ax, ay, bx, by]: readonly number[], x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const part = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  const [ox, oy] = [x - ax - part * dx, y - ay - part * dy];
  return Math.sqrt(ox * ox + oy * oy);
}
