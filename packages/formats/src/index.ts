export { readSTL, type TriangleSoup } from "./read-stl.js";
export { StlError } from "./stl-error.js";
export { WRITE_STL_DEFAULTS, type WriteStlOptions, writeSTL } from "./write-stl.js";
