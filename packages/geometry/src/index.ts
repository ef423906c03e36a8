export { type Bounds, bounds } from "./bounds.js";
export { CrystalError } from "./crystal-error.js";
export { type CrystalAxes, expandForm, type MillerIndices } from "./expand-form.js";
export { HalfSpaceError, type HalfSpaceProblem } from "./half-space-error.js";
export {
  INTERSECT_HALF_SPACES_DEFAULTS,
  type IntersectHalfSpacesOptions,
  intersectHalfSpaces,
} from "./intersect-half-spaces.js";
export {
  MEASURE_MESH_DEFAULTS,
  type MeasurableMesh,
  type MeasureMeshOptions,
  type MeshMeasure,
  measureMesh,
} from "./measure-mesh.js";
export type { Mesh, MeshFacet } from "./mesh.js";
export { POINT_GROUPS, type PointGroup, type SymmetryOperation, symmetryOperations } from "./point-group.js";
export type { Polyhedron, PolyhedronFacet } from "./polyhedron.js";
export { type Rotation, rotationAbout, rotationBetween, rotationMatrix, type Vector } from "./rotation.js";
export { selfIntersections } from "./self-intersections.js";
export { supportDistance } from "./support-distance.js";
export { transformHalfSpaces } from "./transform-half-spaces.js";
export { UnionError, type UnionProblem } from "./union-error.js";
export { UNITE_DEFAULTS, type UniteOptions, unite } from "./unite.js";
export { type WulffForm, type WulffHalfSpaces, wulffHalfSpaces } from "./wulff-half-spaces.js";
