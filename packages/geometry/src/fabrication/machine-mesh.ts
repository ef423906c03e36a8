import type { ManifoldToplevel } from "manifold-3d";
import type { Mesh } from "../mesh.js";
import { latticeRounding } from "../union/lattice.js";
import { loadManifold } from "../union/load-manifold.js";
import { printableMesh } from "../union/printable-mesh.js";
import { shellsOf } from "../union/shells.js";
import type { SolidPlanes } from "../union/solid-planes.js";
import { Surface } from "../union/surface.js";
import { surfaceByBooleans } from "../union/surface-by-booleans.js";
import { FabricationError, type FabricationOperation } from "./fabrication-error.js";
import { movedTool, type Tool } from "./tool.js";

/** What every operation takes beside its own options. */
export interface FabricationOptions {
  /** Where `manifold.wasm` of manifold-3d is, for bundlers that do not find it by themselves. */
  readonly wasmUrl?: string;
}

/** The `solid` of facets that an operation made, since no crystal did. */
export const FABRICATED = -1;

/**
 * The first number that no operation has given to a half-space of this mesh: the next operation numbers the planes of its tools from here, in
 * the order added, spared, removed.
 *
 * @internal
 */
export function nextFabricated({ facets }: Mesh): number {
  return facets.reduce(
    (next, { solid, halfSpace }) => (solid === FABRICATED ? Math.max(next, halfSpace + 1) : next),
    0,
  );
}

/** What is done to a solid: first `add`, then `remove`. */
interface Machining extends FabricationOptions {
  readonly operation: FabricationOperation;
  readonly add?: readonly Tool[];
  readonly remove?: readonly Tool[];
  /** What `remove` leaves alone. */
  readonly spare?: readonly Tool[];
  /** Pieces that come loose inside a cavity are left out instead of being an error. */
  readonly dropLoose?: boolean;
}

/** Bores and walls are held to hundredths of a millimetre, so less is cleaned than by `unite`, and no facet is given to another. */
const LIMITS = { minimumEdgeMm: 0.05, minimumInradiusMm: 0, maximumOffMm: 0.2, maximumShiftMm: 0.1 } as const;

/** Pieces below this, in cubic mm, are dust. */
const DUST_MM3 = 0.01;

/**
 * Unites a mesh with tools and takes others from it, by manifold-3d, and cleans the result as `unite` does: closed, 2-manifold, one piece,
 * without voids or self-intersections, same bytes everywhere. Where the first try is not sound, the tools are moved by
 * thousandths of a millimetre.
 *
 * @internal
 */
export async function machineMesh(mesh: Mesh, work: Machining): Promise<Mesh> {
  const [add, remove, spare] = [work.add ?? [], work.remove ?? [], work.spare ?? []];
  let largest = 0;
  for (const { positions } of [mesh, ...add])
    for (const coordinate of positions) largest = Math.max(largest, Math.abs(coordinate));
  const round = latticeRounding(1.01 * largest);
  const stock = stockOf(mesh);
  const planes = joinedPlanes(stock, mesh, [...add, ...spare], remove);
  const module = await loadManifold(work.wasmUrl);
  for (let attempt = 0; attempt < 6; attempt++) {
    const moved = (tool: Tool, i: number): Tool => (attempt === 0 ? tool : movedTool(tool, nudge(i, attempt)));
    const tools = [...add, ...spare, ...remove].map(moved);
    const surface = machinedSurface(module, [stock, ...tools], 1 + add.length, spare.length, round);
    const whole = surface && onePiece(surface, work);
    const result = whole && printableMesh(whole, planes, LIMITS, round);
    if (result !== undefined) return result;
  }
  throw new FabricationError(
    work.operation,
    "unprintable",
    "a result that intersects itself in float32 coordinates",
    "a place where tool and stone do not all but coincide",
    "Move it by a tenth of a millimetre.",
  );
}

/** Less than a hundredth of a millimetre, for each tool and attempt another way. */
function nudge(place: number, attempt: number): number[] {
  return [0.6180339887498949, 0.7548776662466927, 0.5698402909980532].map(
    (step) => 0.002 * attempt * (((place + attempt) * step) % 1),
  );
}

/** The mesh as a tool whose planes are named by solid and half-space. */
function stockOf(mesh: Mesh): Tool {
  const { positions, triangles, facetOfTriangle, facets } = mesh;
  const numbers = new Map<string, number>();
  const planeOfFacet = facets.map(({ solid, halfSpace }) => {
    const name = `${solid} ${halfSpace}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  const equations = new Float64Array(4 * numbers.size);
  const areas = new Float64Array(numbers.size);
  facets.forEach(({ normal }, facet) => {
    equations.set(normal, 4 * planeOfFacet[facet]);
  });
  const planes = Array.from(facetOfTriangle, (facet) => planeOfFacet[facet]);
  planes.forEach((plane, t) => {
    const [a, b, c] = [0, 1, 2].map((i) => positions.subarray(3 * triangles[3 * t + i], 3 * triangles[3 * t + i] + 3));
    const [u, v] = [b, c].map((corner) => [0, 1, 2].map((k) => corner[k] - a[k]));
    const [x, y, z] = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    const area = Math.sqrt(x * x + y * y + z * z);
    const middle = [0, 1, 2].map((k) => (a[k] + b[k] + c[k]) / 3);
    const [nx, ny, nz] = equations.subarray(4 * plane, 4 * plane + 3);
    equations[4 * plane + 3] += area * (nx * middle[0] + ny * middle[1] + nz * middle[2]);
    areas[plane] += area;
  });
  areas.forEach((area, plane) => {
    equations[4 * plane + 3] /= area;
  });
  return { positions: Float64Array.from(positions), corners: Array.from(triangles), planes, equations };
}

/** All planes numbered through: the stone's, then those of the tools, turned about where the tool is taken away. */
function joinedPlanes(stock: Tool, mesh: Mesh, add: readonly Tool[], remove: readonly Tool[]): SolidPlanes {
  const equations = [...stock.equations];
  const solid: number[] = [];
  const halfSpace: number[] = [];
  let made = nextFabricated(mesh);
  mesh.facets.forEach((facet, index) => {
    const plane = stock.planes[mesh.facetOfTriangle.indexOf(index)];
    solid[plane] = facet.solid;
    halfSpace[plane] = facet.halfSpace;
  });
  for (const tool of add) equations.push(...tool.equations);
  for (const tool of remove) for (const x of tool.equations) equations.push(-x + 0);
  const first = solid.length;
  while (solid.length < equations.length / 4) {
    solid.push(FABRICATED);
    halfSpace.push(made++);
  }
  return {
    equations: Float64Array.from(equations),
    solid: Int32Array.from(solid),
    halfSpace: Int32Array.from(halfSpace),
    same: samePlanes(equations, first),
  };
}

/** For each plane the first that is the same one; planes before `first` are their own. */
function samePlanes(equations: readonly number[], first: number): Int32Array {
  const same = Int32Array.from({ length: equations.length / 4 }, (_, plane) => plane);
  for (let p = first; p < same.length; p++) {
    for (let q = first; q < p && same[p] === p; q++) {
      if (same[q] === q && [0, 1, 2, 3].every((k) => Math.abs(equations[4 * p + k] - equations[4 * q + k]) < 1e-6)) {
        same[p] = q;
      }
    }
  }
  return same;
}

/** The first solids united, less what the last ones have outside the spared ones; `undefined` when no closed surface comes out. */
function machinedSurface(
  module: ManifoldToplevel,
  tools: readonly Tool[],
  united: number,
  spared: number,
  round: (coordinate: number) => number,
): Surface | undefined {
  let firstPlane = 0;
  const numbered = tools.map(({ positions, corners, planes, equations }) => {
    const first = firstPlane;
    firstPlane += equations.length / 4;
    return { positions, corners, planes: Uint32Array.from(planes, (plane) => first + plane) };
  });
  return surfaceByBooleans(module, numbered, round, (solids, keep) => {
    const whole = united === 1 ? solids[0] : keep(module.Manifold.union(solids.slice(0, united)));
    const first = united + spared;
    let taken = solids.slice(first);
    if (spared > 0)
      taken = [keep(module.Manifold.difference([keep(module.Manifold.union(taken)), ...solids.slice(united, first)]))];
    return taken.length === 0 ? whole : keep(module.Manifold.difference([whole, ...taken]));
  });
}

/** The surface of the largest piece, without the walls of voids. */
function onePiece(surface: Surface, { operation, dropLoose }: Machining): Surface {
  const shells = shellsOf(surface);
  if (shells.length === 1) return surface;
  const largest = shells.reduce((best, shell) => (shell.volumeMm3 > best.volumeMm3 ? shell : best));
  const loose = shells.filter((shell) => shell !== largest && shell.volumeMm3 > DUST_MM3);
  if (loose.length > 0 && dropLoose !== true) {
    throw new FabricationError(
      operation,
      "apart",
      `${loose.length + 1} pieces, the largest loose one of ${loose.reduce((most, { volumeMm3 }) => Math.max(most, volumeMm3), 0).toFixed(2)} cubic mm`,
      "a solid that stays in one piece",
      "Choose another place, or take less away.",
    );
  }
  return new Surface(
    surface.positions,
    largest.triangles.flatMap((t) => [...surface.corners.subarray(3 * t, 3 * t + 3)]),
    largest.triangles.map((t) => surface.planes[t]),
  );
}
