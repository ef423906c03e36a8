export { CrystalError } from "./crystals/crystal-error.js";
export { type BravaisMillerIndices, type CrystalAxes, expandForm, type MillerIndices } from "./crystals/expand-form.js";
export { POINT_GROUPS, type PointGroup, type SymmetryOperation, symmetryOperations } from "./crystals/point-group.js";
export {
  TWIN_HALF_SPACES_DEFAULTS,
  type TwinHalfSpaces,
  type TwinHalfSpacesOptions,
  twinHalfSpaces,
} from "./crystals/twin-half-spaces.js";
export { type WulffForm, type WulffHalfSpaces, wulffHalfSpaces } from "./crystals/wulff-half-spaces.js";
export { ADD_BAIL_DEFAULTS, type AddBailOptions, addBail, type Pendant } from "./fabrication/add-bail.js";
export { DRILL_HOLE_DEFAULTS, type DrilledHole, type DrillHoleOptions, drillHole } from "./fabrication/drill-hole.js";
export {
  ENGRAVE_TEXT_DEFAULTS,
  type EngravedStone,
  type EngraveTextOptions,
  engraveText,
} from "./fabrication/engrave-text.js";
export {
  FabricationError,
  type FabricationOperation,
  type FabricationProblem,
} from "./fabrication/fabrication-error.js";
export { HOLLOW_DEFAULTS, type HollowedStone, type HollowOptions, hollow } from "./fabrication/hollow.js";
export { FABRICATED, type FabricationOptions } from "./fabrication/machine-mesh.js";
export type { Drain } from "./fabrication/place-drains.js";
export {
  STAND_ON_FLAT_DEFAULTS,
  type StandingStone,
  type StandOnFlatOptions,
  standOnFlat,
} from "./fabrication/stand-on-flat.js";
export { HalfSpaceError, type HalfSpaceProblem } from "./half-spaces/half-space-error.js";
export {
  INTERSECT_HALF_SPACES_DEFAULTS,
  type IntersectHalfSpacesOptions,
  intersectHalfSpaces,
} from "./half-spaces/intersect-half-spaces.js";
export type { Polyhedron, PolyhedronFacet } from "./half-spaces/polyhedron.js";
export { supportDistance } from "./half-spaces/support-distance.js";
export { transformHalfSpaces } from "./half-spaces/transform-half-spaces.js";
export { type Bounds, bounds } from "./measure/bounds.js";
export type { Inertia } from "./measure/inertia.js";
export { meanChord } from "./measure/mean-chord.js";
export { type MeasurableMesh, mergedCorners } from "./measure/measurable-mesh.js";
export { MeasureError, type MeasureProblem } from "./measure/measure-error.js";
export {
  type FacetMeasures,
  MEASURE_FACETS_DEFAULTS,
  type MeasureFacetsOptions,
  measureFacets,
} from "./measure/measure-facets.js";
export {
  MEASURE_MESH_DEFAULTS,
  type MeasureMeshOptions,
  type MeshMeasure,
  measureMesh,
} from "./measure/measure-mesh.js";
export { measureSolid, type SolidMeasure } from "./measure/measure-solid.js";
export {
  MEASURE_WALLS_DEFAULTS,
  type MeasureWallsOptions,
  measureWalls,
  type Taper,
  type Thickness,
  type WallMeasures,
} from "./measure/measure-walls.js";
export { selfIntersections } from "./measure/self-intersections.js";
export { twinHalfEdges } from "./measure/twin-half-edges.js";
export type { FacetSource, Mesh, MeshFacet } from "./mesh.js";
export { InspectError } from "./printability/inspect-error.js";
export { INSPECT_MESH_DEFAULTS, type InspectMeshOptions, inspectMesh } from "./printability/inspect-mesh.js";
export type {
  Finding,
  FindingPlace,
  Inspection,
  InspectionCheck,
  InspectionMeasure,
  InspectionProgress,
  Severity,
} from "./printability/inspection.js";
export {
  MATERIAL_PROFILES,
  type MakingProcess,
  type MaterialName,
  type MaterialProfile,
  type MaterialSource,
} from "./printability/material-profile.js";
export { SERVICE_LIMITS } from "./printability/size-findings.js";
export { type Rotation, rotationAbout, rotationBetween, rotationMatrix, type Vector } from "./rotation.js";
export { UnionError, type UnionProblem } from "./union/union-error.js";
export { UNITE_DEFAULTS, type UniteOptions, unite } from "./union/unite.js";
