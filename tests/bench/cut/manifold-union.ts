import type { Polyhedron } from "@vocalith/geometry";
import loadManifold from "manifold-3d";

const module = await loadManifold();
module.setup();

/** The batch union of manifold-3d alone, copying in and out included, without what makes its result printable. Answers its triangles. */
export function manifoldUnion(solids: readonly Polyhedron[]): number {
  const made = solids.map(({ vertices, facets }) => {
    const corners = facets.flatMap(({ loop }) =>
      Array.from({ length: loop.length - 2 }, (_, k) => [loop[0] ?? 0, loop[k + 1] ?? 0, loop[k + 2] ?? 0]).flat(),
    );
    const mesh = new module.Mesh({
      numProp: 3,
      vertProperties: Float32Array.from(vertices),
      triVerts: Uint32Array.from(corners),
    });
    return module.Manifold.ofMesh(mesh);
  });
  const union = module.Manifold.union(made);
  const triangles = union.getMesh().triVerts.length / 3;
  for (const manifold of [...made, union]) manifold.delete();
  return triangles;
}
