import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { intersectHalfSpaces } from "@vocalith/geometry";
import loadManifold from "manifold-3d";
import { loadQhull } from "qhull-wasm";
import { REVISION, Vector3 } from "three";
import { ConvexHull } from "three/examples/jsm/math/ConvexHull.js";
import { dualPoints, type HullMaker, solidOfTriangles } from "./hull-maker.js";

const require = createRequire(import.meta.url);

/** The version of a package that exports no manifest of its own is in the manifest beside its entry. */
function versionOf(name: string): string {
  const folder = require.resolve.paths(name)?.map((path) => `${path}/${name}/package.json`) ?? [];
  for (const path of folder) {
    try {
      return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
    } catch {
      // Not in this folder; the next one.
    }
  }
  return "unknown";
}

const ours: HullMaker = {
  name: "vocalith",
  settings:
    "`intersectHalfSpaces` with its defaults: exact sidedness, corners merged, facets with names: the whole solid",
  load: async () => (halfSpaces) => {
    const solid = intersectHalfSpaces(halfSpaces);
    return {
      countFacets: () => solid.facets.length,
      countCorners: () => solid.vertices.length / 3,
      corners: () => solid.vertices,
    };
  },
};

const three: HullMaker = {
  name: "three ConvexHull",
  settings: `three r${REVISION}, \`ConvexHull.setFromPoints\` on the dual points; triangles`,
  load: async () => (halfSpaces) => {
    const duals = dualPoints(halfSpaces);
    const points: Vector3[] = [];
    for (let p = 0; p < duals.length; p += 3) points.push(new Vector3(duals[p], duals[p + 1], duals[p + 2]));
    const { faces } = new ConvexHull().setFromPoints(points);
    const corners = () =>
      faces.flatMap(({ edge }) => [edge.vertex, edge.next.vertex, edge.next.next.vertex].map(({ point }) => point));
    const names = () => {
      const nameOf = new Map(points.map((point, i) => [point, i]));
      return corners().map((point) => nameOf.get(point) ?? -1);
    };
    return solidOfTriangles(() => Float64Array.from(corners().flatMap((point) => point.toArray())), names);
  },
};

interface QuickHull3d {
  readonly default: (points: number[][]) => [number, number, number][];
}

const quickhull3d: HullMaker = {
  name: "quickhull3d",
  settings: `quickhull3d ${versionOf("quickhull3d")} from its bundle, since its entry does not import in Node (folders without file names); triangles`,
  load: async () => {
    const bundle = "quickhull3d/dist/quickhull3d.js";
    const { default: quickHull } = (await import(bundle)) as QuickHull3d;
    return (halfSpaces) => {
      const duals = dualPoints(halfSpaces);
      const points: number[][] = [];
      for (let p = 0; p < duals.length; p += 3) points.push([duals[p], duals[p + 1], duals[p + 2]]);
      return indexed(duals, quickHull(points));
    };
  },
};

const qhull: HullMaker = {
  name: "qhull-wasm",
  settings: `qhull-wasm ${versionOf("qhull-wasm")} (Qhull 8.1 in WebAssembly), options as it comes, \`qhull Qt\`; triangles`,
  load: async () => {
    const library = await loadQhull();
    return (halfSpaces) => {
      const duals = dualPoints(halfSpaces);
      return indexed(duals, library.convexHull(duals, 3).facets);
    };
  },
};

const manifold: HullMaker = {
  name: "manifold hull",
  settings: `manifold-3d ${versionOf("manifold-3d")} (WebAssembly), \`Manifold.hull\` of the dual points and \`getMesh\`; triangles in 32 bits, without names`,
  load: async () => {
    const library = await loadManifold();
    library.setup();
    return (halfSpaces) => {
      const duals = dualPoints(halfSpaces);
      const points: [number, number, number][] = [];
      for (let p = 0; p < duals.length; p += 3) points.push([duals[p], duals[p + 1], duals[p + 2]]);
      const hull = library.Manifold.hull(points);
      const { triVerts, vertProperties, numProp } = hull.getMesh();
      hull.delete();
      return solidOfTriangles(
        () =>
          Float64Array.from(Array.from(triVerts).flatMap((v) => [0, 1, 2].map((k) => vertProperties[numProp * v + k]))),
        () => undefined,
      );
    };
  },
};

function indexed(duals: Float64Array, triangles: readonly (readonly number[])[]) {
  return solidOfTriangles(
    () =>
      Float64Array.from(
        triangles.flatMap((triangle) => triangle.flatMap((p) => [...duals.subarray(3 * p, 3 * p + 3)])),
      ),
    () => triangles.flat(),
  );
}

/** Ours first. */
export const HULL_MAKERS: readonly HullMaker[] = [ours, three, quickhull3d, qhull, manifold];
