/** Triangles as an STL file holds them: no shared vertices, no names. Can be measured as it is, by `measureMesh` and its kin. */
export interface TriangleSoup {
  /** x, y, z of three corners a triangle, counter-clockwise from outside: nine numbers a triangle, in the file's unit. */
  readonly positions: Float32Array;
  /** Three vertex numbers a triangle: simply 0, 1, 2 and on. */
  readonly triangles: Uint32Array;
  /** The 80-byte header as text, trailing spaces and zeros cut off; of the text form the name of its first solid. */
  readonly header: string;
  /** Which of the two forms of STL it was. */
  readonly encoding: "binary" | "ascii";
}
