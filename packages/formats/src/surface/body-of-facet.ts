import type { SolidDocument } from "../solid-document.js";

/** The body that each facet of a solid belongs to: the one its solid lies in, else the first. Zeros where there are no bodies. */
export function bodyOfFacet({ mesh, bodies }: SolidDocument): Uint32Array {
  return Uint32Array.from(mesh.facets, ({ solid }) =>
    Math.max(
      0,
      bodies.findIndex(({ solids: [from, to] }) => solid >= from && solid < to),
    ),
  );
}
