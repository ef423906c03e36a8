import { strToU8, zipSync } from "fflate";

/** A PNG of one pixel. */
export const PIXEL = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

export const CONTENT_TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>';

/** The links of a package, of type and target. */
export const relationshipsOf = (...links: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links
    .map(([type, target], i) => `<Relationship Id="r${i}" Type="${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

export const START_PART = [
  "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel",
  "/3D/3dmodel.model",
] as const;

/** A 3MF package of one model; parts given replace those that it has, `null` leaves one out. */
export function packageOf(model: string, parts: Readonly<Record<string, string | Uint8Array | null>> = {}): Uint8Array {
  const all: Readonly<Record<string, string | Uint8Array | null>> = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": relationshipsOf(START_PART),
    "3D/3dmodel.model": model,
    ...parts,
  };
  const files: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries(all)) {
    if (content !== null) files[name] = typeof content === "string" ? strToU8(content) : content;
  }
  return zipSync(files, { mtime: new Date(1980, 0, 1, 12) });
}

/** A tetrahedron of edge 1 along the axes. */
export const TETRAHEDRON =
  '<mesh><vertices><vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1" z="0"/><vertex x="0" y="0" z="1"/></vertices>' +
  '<triangles><triangle v1="0" v2="2" v3="1"/><triangle v1="0" v2="1" v3="3"/><triangle v1="0" v2="3" v3="2"/><triangle v1="1" v2="2" v3="3"/>' +
  "</triangles></mesh>";

/** A model of these resources and items, with whatever else on its element. */
export const modelOf = (resources: string, items: string, more = ""): string =>
  '<model xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" ' +
  'xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02" ' +
  `xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06" ${more}>` +
  `<resources>${resources}</resources><build>${items}</build></model>`;
