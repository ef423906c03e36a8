import type { SolidBody, SolidDocument } from "../solid-document.js";
import { bodyOfFacet } from "../surface/body-of-facet.js";
import { FLOAT32_BYTES, writeFloat32, writeInteger } from "../text/write-float32.js";
import { modelMetadata } from "./model-metadata.js";
import { srgbByte } from "./srgb-byte.js";
import { CORE_NAMESPACE, MATERIALS_NAMESPACE, VOCALITH_NAMESPACE, VOCALITH_PREFIX } from "./three-mf-names.js";
import { ThreeMfWriteError } from "./three-mf-write-error.js";
import { xmlAttribute } from "./xml-text.js";

const COLOR_GROUP_ID = 1;
const OBJECT_ID = 2;

/** The 3D Model part of a solid: its metadata, the colours of its bodies and one object, straight into bytes. */
export function writeModelPart(document: SolidDocument): Uint8Array {
  const { mesh, bodies } = document;
  const vertexCount = mesh.positions.length / 3;
  const triangleCount = mesh.triangles.length / 3;
  const head = new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xmlns="${CORE_NAMESPACE}" xmlns:m="${MATERIALS_NAMESPACE}" ` +
      `xmlns:${VOCALITH_PREFIX}="${VOCALITH_NAMESPACE}">\n${modelMetadata(document)}<resources>\n${colorGroup(bodies)}` +
      `<object id="${OBJECT_ID}" type="model" name="${xmlAttribute(document.title, "the title")}"` +
      `${bodies.length > 0 ? ` pid="${COLOR_GROUP_ID}" pindex="0"` : ""}>\n<mesh>\n<vertices>\n`,
  );
  const part = new Uint8Array(
    head.length +
      vertexCount * (VERTEX_BYTES + 3 * FLOAT32_BYTES) +
      triangleCount * (TRIANGLE_BYTES + 4 * MOST_INTEGER_BYTES) +
      END.length +
      MIDDLE.length,
  );
  part.set(head);
  let end = writeVertices(part, head.length, mesh.positions);
  end = writeText(part, end, MIDDLE);
  end = writeTriangles(part, end, document);
  end = writeText(part, end, END);
  return part.subarray(0, end);
}

const X = ascii('<vertex x="');
const Y = ascii('" y="');
const Z = ascii('" z="');
const V1 = ascii('<triangle v1="');
const V2 = ascii('" v2="');
const V3 = ascii('" v3="');
const P1 = ascii(`" pid="${COLOR_GROUP_ID}" p1="`);
const CLOSE = ascii('"/>\n');
const MIDDLE = ascii("</vertices>\n<triangles>\n");
const END = ascii(
  `</triangles>\n</mesh>\n</object>\n</resources>\n<build>\n<item objectid="${OBJECT_ID}"/>\n</build>\n</model>\n`,
);

const VERTEX_BYTES = X.length + Y.length + Z.length + CLOSE.length;
const TRIANGLE_BYTES = V1.length + V2.length + V3.length + P1.length + CLOSE.length;
const MOST_INTEGER_BYTES = 10;

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Byte by byte: for a dozen bytes quicker than `set`. */
function writeText(part: Uint8Array, offset: number, text: Uint8Array): number {
  for (let i = 0; i < text.length; i++) part[offset + i] = text[i];
  return offset + text.length;
}

function writeVertices(part: Uint8Array, offset: number, positions: Float32Array): number {
  let end = offset;
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i];
    const y = positions[i + 1];
    const z = positions[i + 2];
    // NaN and infinity alike: a difference with itself that is not zero.
    if (x - x + (y - y) + (z - z) !== 0) {
      throw new ThreeMfWriteError(
        `the coordinates ${x}, ${y}, ${z} of vertex ${i / 3}`,
        "finite numbers, in millimetres",
      );
    }
    end = writeText(part, end, X);
    end = writeFloat32(part, end, x);
    end = writeText(part, end, Y);
    end = writeFloat32(part, end, y);
    end = writeText(part, end, Z);
    end = writeFloat32(part, end, z);
    end = writeText(part, end, CLOSE);
  }
  return end;
}

/** Triangles of the first body say no colour: the object's own is theirs. */
function writeTriangles(part: Uint8Array, offset: number, document: SolidDocument): number {
  const { triangles, facetOfTriangle } = document.mesh;
  const bodies = bodyOfFacet(document);
  let end = offset;
  for (let i = 0; i < triangles.length; i += 3) {
    end = writeText(part, end, V1);
    end = writeInteger(part, end, triangles[i]);
    end = writeText(part, end, V2);
    end = writeInteger(part, end, triangles[i + 1]);
    end = writeText(part, end, V3);
    end = writeInteger(part, end, triangles[i + 2]);
    const body = bodies[facetOfTriangle[i / 3]];
    if (body > 0) {
      end = writeText(part, end, P1);
      end = writeInteger(part, end, body);
    }
    end = writeText(part, end, CLOSE);
  }
  return end;
}

/** One colour a body, so that a body's number is its colour's. */
function colorGroup(bodies: readonly SolidBody[]): string {
  if (bodies.length === 0) return "";
  const colors = bodies.map(({ linearSrgb }) => {
    const digits = linearSrgb.map((channel) => srgbByte(channel).toString(16).toUpperCase().padStart(2, "0"));
    return `<m:color color="#${digits.join("")}"/>\n`;
  });
  return `<m:colorgroup id="${COLOR_GROUP_ID}">\n${colors.join("")}</m:colorgroup>\n`;
}
