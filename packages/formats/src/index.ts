export { WRITE_GLB_DEFAULTS, type WriteGlbOptions, writeGLB } from "./glb/write-glb.js";
export { readSTL, type TriangleSoup } from "./read-stl.js";
export type { SolidBody, SolidDocument } from "./solid-document.js";
export { StlError } from "./stl-error.js";
export { WRITE_STL_DEFAULTS, type WriteStlOptions, writeSTL } from "./write-stl.js";
