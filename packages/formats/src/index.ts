export { WRITE_GLB_DEFAULTS, type WriteGlbOptions, writeGLB } from "./glb/write-glb.js";
export { MeshFileError } from "./mesh-file-error.js";
export { MESH_READ_DEFAULTS, type MeshReadLimits } from "./read-limits.js";
export type { SolidBody, SolidDocument } from "./solid-document.js";
export { readSTL, type TriangleSoup } from "./stl/read-stl.js";
export { StlError } from "./stl/stl-error.js";
export { type WriteAsciiStlOptions, writeAsciiSTL } from "./stl/write-ascii-stl.js";
export { WRITE_STL_DEFAULTS, type WriteStlOptions, writeSTL } from "./stl/write-stl.js";
