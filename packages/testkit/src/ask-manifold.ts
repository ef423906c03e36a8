import createModule, { type ManifoldToplevel } from "manifold-3d";
import { triangleSoup } from "./triangle-soup.js";

/** What manifold-3d says of a mesh. */
export interface ManifoldVerdict {
  /** `NoError`, or why it takes the mesh for no solid. */
  readonly status: string;
  /** In mm3; 0 with an error. */
  readonly volumeMm3: number;
  /** Connected surfaces; 0 with an error. */
  readonly components: number;
  /** An error, a volume that is not above 0, components but one; empty when manifold-3d is content. */
  readonly problems: readonly string[];
}

let loading: Promise<ManifoldToplevel> | undefined;

/**
 * Lets manifold-3d take binary STL bytes for a solid. It calls an inside-out mesh `NoError`, so the volume counts; it does not
 * see self-intersections.
 *
 * @throws RangeError when the bytes are no binary STL
 * @example
 * ```ts
 * import { askManifold } from "@vocalith/testkit";
 * const verdict = await askManifold(new Uint8Array(84));
 * ```
 */
export async function askManifold(stl: Uint8Array): Promise<ManifoldVerdict> {
  const soup = triangleSoup(stl);
  loading ??= createModule().then((module) => {
    module.setup();
    return module;
  });
  const { Manifold, Mesh } = await loading;
  const mesh = new Mesh({
    numProp: 3,
    vertProperties: Float32Array.from(soup.positions),
    triVerts: soup.triangles,
  });
  try {
    const solid = Manifold.ofMesh(mesh);
    const pieces = solid.decompose();
    const verdict = tell(solid.status(), solid.volume(), pieces.length);
    for (const each of [solid, ...pieces]) each.delete();
    return verdict;
  } catch (error) {
    return tell(error instanceof Error ? error.message : String(error), 0, 0);
  }
}

function tell(status: string, volumeMm3: number, components: number): ManifoldVerdict {
  return {
    status,
    volumeMm3,
    components,
    problems: [
      ...(status === "NoError" ? [] : [status]),
      ...(volumeMm3 > 0 ? [] : [`volume ${volumeMm3}`]),
      ...(components === 1 ? [] : [`${components} components`]),
    ],
  };
}
