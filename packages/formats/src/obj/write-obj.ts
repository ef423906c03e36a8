import { srgbByte } from "../3mf/srgb-byte.js";
import type { SolidBody, SolidDocument } from "../solid-document.js";
import { bodyOfFacet } from "../surface/body-of-facet.js";
import { facetNormals } from "../surface/facet-normals.js";
import { documentLines } from "../text/document-lines.js";
import { TextWriter } from "../text/text-writer.js";

/** How `writeOBJ` ties its two files together. */
export interface WriteObjOptions {
  /** Name under which the materials will be kept, beside the OBJ file; default `solid.mtl`. */
  readonly materialFile?: string;
}

/** The options `writeOBJ` uses where none are given. */
export const WRITE_OBJ_DEFAULTS = { materialFile: "solid.mtl" } as const satisfies Required<WriteObjOptions>;

/** A solid as OBJ: two files that belong together. */
export interface ObjFiles {
  /** The shape: the bytes of the .obj file. */
  readonly obj: Uint8Array<ArrayBuffer>;
  /** The materials: the bytes of the file that `materialFile` names. */
  readonly mtl: Uint8Array<ArrayBuffer>;
}

/**
 * A solid as Wavefront OBJ with MTL (Alias|Wavefront, Advanced Visualizer manual, appendix B): vertices in millimetres, one flat normal
 * a facet, a group and a material a body. Comments hold title, unit, code and metadata. Colours (`Kd`) are sRGB in steps of 1/255, as
 * the programs that read them take them; `Ks` is what the stone's face mirrors head-on, ((n - 1) / (n + 1))^2, `Ni` its refractive index n.
 * Numbers are the shortest decimals that give the same float32 back: the same solid gives the same bytes everywhere.
 *
 * @param solid - The solid with its bodies.
 * @returns Both files.
 * @throws RangeError for a name of the material file that one line cannot hold, and for coordinates that are not finite.
 *
 * @example
 * ```ts
 * import { type SolidDocument, writeOBJ } from "@vocalith/formats";
 * declare const solid: SolidDocument;
 * const { obj, mtl } = writeOBJ(solid, { materialFile: "gem.mtl" });
 * ```
 */
export function writeOBJ(solid: SolidDocument, options: WriteObjOptions = {}): ObjFiles {
  const materialFile = options.materialFile ?? WRITE_OBJ_DEFAULTS.materialFile;
  if (!/^[^\p{Cc}\s]([^\p{Cc}]*[^\p{Cc}\s\\])?$/u.test(materialFile)) {
    throw new RangeError(`a material file needs a name of one line, found ${JSON.stringify(materialFile)}`);
  }
  return { obj: writeShape(solid, materialFile), mtl: writeMaterials(solid) };
}

function writeShape(solid: SolidDocument, materialFile: string): Uint8Array<ArrayBuffer> {
  const { mesh, bodies } = solid;
  const { positions, triangles, facetOfTriangle } = mesh;
  const writer = new TextWriter();
  for (const line of documentLines(solid)) writer.text(`# ${line}\n`);
  if (bodies.length > 0) writer.text(`mtllib ${materialFile}\n`);
  writeVectors(writer, "v", positions);
  writeVectors(writer, "vn", facetNormals(mesh));

  const bodyOf = bodyOfFacet(solid);
  for (let body = 0; body < Math.max(1, bodies.length); body++) {
    writer.text(`g ${bodyName(body)}\n`);
    if (bodies.length > 0) writer.text(`usemtl ${bodyName(body)}\n`);
    for (let triangle = 0; triangle < facetOfTriangle.length; triangle++) {
      const facet = facetOfTriangle[triangle];
      if (bodyOf[facet] !== body) continue;
      writer.text("f");
      for (let corner = 3 * triangle; corner < 3 * triangle + 3; corner++) {
        writer.text(" ");
        writer.integer(triangles[corner] + 1);
        writer.text("//");
        writer.integer(facet + 1);
      }
      writer.text("\n");
    }
  }
  return writer.finish();
}

function writeVectors(writer: TextWriter, keyword: string, values: Float32Array): void {
  for (let i = 0; i < values.length; i += 3) {
    writer.text(keyword);
    for (let axis = 0; axis < 3; axis++) {
      writer.text(" ");
      writer.float32(values[i + axis]);
    }
    writer.text("\n");
  }
}

function writeMaterials(solid: SolidDocument): Uint8Array<ArrayBuffer> {
  const writer = new TextWriter();
  for (const line of documentLines(solid)) writer.text(`# ${line}\n`);
  solid.bodies.forEach((body, i) => {
    writer.text(`newmtl ${bodyName(i)}\n`);
    writeMaterial(writer, body);
  });
  return writer.finish();
}

function writeMaterial(writer: TextWriter, { linearSrgb, refractiveIndex }: SolidBody): void {
  const writeLine = (keyword: string, values: readonly number[]): void => {
    writer.text(keyword);
    for (const value of values) {
      writer.text(" ");
      writer.float32(Math.fround(value));
    }
    writer.text("\n");
  };
  const edge = (refractiveIndex - 1) / (refractiveIndex + 1);
  const mirrored = edge * edge;
  writeLine(
    "Kd",
    linearSrgb.map((linear) => srgbByte(linear) / 255),
  );
  writeLine("Ks", [mirrored, mirrored, mirrored]);
  writeLine("Ns", [1000]);
  writeLine("Ni", [refractiveIndex]);
  // Whole and with highlights: what is drawn as clear cannot be seen in most programs.
  writer.text("d 1\nillum 2\n");
}

function bodyName(body: number): string {
  return `stone-${body + 1}`;
}
