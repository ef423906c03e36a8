export type { Mesh, MeshFacet } from "./mesh.js";
export type { Polyhedron, PolyhedronFacet } from "./polyhedron.js";
