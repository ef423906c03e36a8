import { StlError } from "./stl-error.js";

/** An error for more triangles than the limit. */
export function tooManyTriangles(count: number, maximum: number): StlError {
  return new StlError(
    `${count} triangles`,
    `at most ${maximum} triangles`,
    "Reduce the model, or raise maximumTriangles.",
  );
}
