import type { Mesh } from "@vocalith/geometry";
import type { SolidDocument } from "../solid-document.js";

/** What every STL file of ours says first: who made it, and the unit, which the format itself does not know. */
export const STL_HEADER = "vocalith, millimetres";

/** The mesh of a document, or itself. */
export function meshOf(solid: Mesh | SolidDocument): Mesh {
  return "mesh" in solid ? solid.mesh : solid;
}

/**
 * The text that names a solid in an STL file: as wished, or unit and code.
 *
 * @throws RangeError for what is not printable ASCII.
 */
export function stlHeader(solid: Mesh | SolidDocument, wished: string | undefined): string {
  const code = "code" in solid ? solid.code : undefined;
  const header = wished ?? (code === undefined ? STL_HEADER : `${STL_HEADER}, ${code}`);
  if (!/^[\x20-\x7e]*$/.test(header)) {
    throw new RangeError(`an STL header holds printable ASCII only, found ${JSON.stringify(header)}`);
  }
  return header;
}
