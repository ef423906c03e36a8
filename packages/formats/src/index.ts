export { READ_3MF_DEFAULTS, type Read3mfOptions, read3MF, type ThreeMfMesh } from "./3mf/read-3mf.js";
export { ThreeMfError } from "./3mf/three-mf-error.js";
export { ThreeMfWriteError } from "./3mf/three-mf-write-error.js";
export { WRITE_3MF_DEFAULTS, type Write3mfOptions, write3MF } from "./3mf/write-3mf.js";
export { DrawingError } from "./facet-diagram/drawing-error.js";
export {
  type DrawableMesh,
  type DrawingView,
  type ProjectedEdges,
  projectEdges,
} from "./facet-diagram/project-edges.js";
export {
  DIMENSIONED_VIEWS_DEFAULTS,
  type DimensionedViewsOptions,
  writeDimensionedViews,
} from "./facet-diagram/write-dimensioned-views.js";
export {
  FACET_DIAGRAM_DEFAULTS,
  type FacetDiagramOptions,
  writeFacetDiagram,
} from "./facet-diagram/write-facet-diagram.js";
export {
  type GemCadDesign,
  type GemCadFacet,
  type GemCadTier,
  WRITE_GEMCAD_DEFAULTS,
  type WriteGemCadOptions,
} from "./gemcad/gemcad-design.js";
export { GemCadError } from "./gemcad/gemcad-error.js";
export { gemCadHalfSpaces } from "./gemcad/gemcad-half-spaces.js";
export { readGemCadAsc } from "./gemcad/read-gemcad-asc.js";
export { readGemCadGem } from "./gemcad/read-gemcad-gem.js";
export { writeGemCadAsc } from "./gemcad/write-gemcad-asc.js";
export { writeGemCadGem } from "./gemcad/write-gemcad-gem.js";
export { WRITE_GLB_DEFAULTS, type WriteGlbOptions, writeGLB } from "./glb/write-glb.js";
export { MeshFileError } from "./mesh-file-error.js";
export { ObjError } from "./obj/obj-error.js";
export { type ObjMesh, readOBJ } from "./obj/read-obj.js";
export { type ObjFiles, WRITE_OBJ_DEFAULTS, type WriteObjOptions, writeOBJ } from "./obj/write-obj.js";
export { PlyError } from "./ply/ply-error.js";
export { type PlyMesh, readPLY } from "./ply/read-ply.js";
export { WRITE_PLY_DEFAULTS, type WritePlyOptions, writePLY } from "./ply/write-ply.js";
export { MESH_READ_DEFAULTS, type MeshReadLimits } from "./read-limits.js";
export { type MeshFile, type ReadMeshOptions, readMesh } from "./read-mesh.js";
export type { SolidBody, SolidDocument } from "./solid-document.js";
export { readSTL } from "./stl/read-stl.js";
export { StlError } from "./stl/stl-error.js";
export type { TriangleSoup } from "./stl/triangle-soup.js";
export { WRITE_ASCII_STL_DEFAULTS, type WriteAsciiStlOptions, writeAsciiSTL } from "./stl/write-ascii-stl.js";
export { WRITE_STL_DEFAULTS, type WriteStlOptions, writeSTL } from "./stl/write-stl.js";
