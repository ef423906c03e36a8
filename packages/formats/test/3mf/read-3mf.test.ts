import fc from "fast-check";
import { deflateSync, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { MeshFileError, READ_3MF_DEFAULTS, read3MF, ThreeMfError, write3MF } from "../../src/index.js";
import { mutationsOf, onlyThrows } from "../mutations.js";
import { twoStones } from "../small-meshes.js";
import { CONTENT_TYPES, modelOf, PIXEL, packageOf, relationshipsOf, START_PART, TETRAHEDRON } from "./packages.js";

const OBJECT = `<object id="1" type="model">${TETRAHEDRON}</object>`;
const ITEM = '<item objectid="1"/>';
const read = (resources: string, items = ITEM, more = "") => read3MF(packageOf(modelOf(resources, items, more)));
const points = (positions: Float32Array): number[][] =>
  Array.from({ length: positions.length / 3 }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)]);

/** Six times the volume. */
function volume({ positions, triangles }: { positions: Float32Array; triangles: Uint32Array }): number {
  const all = points(positions);
  let sum = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [[a, b, c], [d, e, f], [g, h, k]] = [0, 1, 2].map((corner) => all[triangles[i + corner]]);
    sum += a * (e * k - f * h) - b * (d * k - f * g) + c * (d * h - e * g);
  }
  return sum;
}

describe("read3MF: what is to be built", () => {
  it.each([
    ["micron", 0.001],
    ["millimeter", 1],
    ["centimeter", 10],
    ["inch", 25.4],
    ["foot", 304.8],
    ["meter", 1000],
  ])("reads %s as %f mm", (unit, millimetres) => {
    expect(read(OBJECT, ITEM, `unit="${unit}"`).positions[3]).toBe(Math.fround(millimetres));
  });

  it("takes millimetres where no unit is said", () => {
    expect(points(read(OBJECT).positions)).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it("applies the transform of a component, then that of its item", () => {
    // Turn x to y, then move: (1, 0, 0) goes to (0, 1, 0), then to (10, 21, 30), then twice as far.
    const turned = '<component objectid="1" transform="0 1 0 -1 0 0 0 0 1 10 20 30"/>';
    const { positions } = read(
      `${OBJECT}<object id="2"><components>${turned}</components></object>`,
      '<item objectid="2" transform="2 0 0 0 2 0 0 0 2 0 0 0"/>',
    );
    expect(points(positions)).toEqual([
      [20, 40, 60],
      [20, 42, 60],
      [18, 40, 60],
      [20, 40, 62],
    ]);
  });

  it("turns a mirrored object right side out", () => {
    const mirrored = read(OBJECT, '<item objectid="1" transform="-1 0 0 0 1 0 0 0 1 0 0 0"/>');
    expect(mirrored.positions[3]).toBe(-1);
    expect(volume(mirrored)).toBe(volume(read(OBJECT)));
    expect(volume(mirrored)).toBeGreaterThan(0);
  });

  it("puts items behind each other, and leaves out supports and what no item names", () => {
    const resources = `${OBJECT}<object id="2" type="support">${TETRAHEDRON}</object><object id="3">${TETRAHEDRON}</object>`;
    const { positions, triangles } = read(
      resources,
      `${ITEM}<item objectid="2"/><item objectid="1" transform="1 0 0 0 1 0 0 0 1 5 0 0"/>`,
    );
    expect(points(positions).map(([x]) => x)).toEqual([0, 1, 0, 0, 5, 6, 5, 5]);
    expect([...triangles.subarray(12)]).toEqual([...triangles.subarray(0, 12)].map((vertex) => vertex + 4));
  });

  it("takes colours of groups and materials: the triangle's, else the object's, of a gradient the first", () => {
    const groups =
      '<basematerials id="5"><base name="a" displaycolor="#010203"/></basematerials>' +
      '<m:colorgroup id="6"><m:color color="#11223344"/><m:color color="#a1B2c3"/></m:colorgroup>';
    const mesh = TETRAHEDRON.replace('v3="1"/>', 'v3="1" pid="6" p1="1" p2="0" p3="0"/>').replace(
      'v3="3"/>',
      'v3="3" pid="6" p1="0"/>',
    );
    const { colors } = read(`${groups}<object id="1" pid="5" pindex="0">${mesh}</object>`);
    expect([...(colors ?? [])]).toEqual([0xa1, 0xb2, 0xc3, 255, 0x11, 0x22, 0x33, 0x44, 1, 2, 3, 255, 1, 2, 3, 255]);
    expect(read(OBJECT).colors).toBeUndefined();
  });

  it("finds our metadata under any prefix, and passes over what it does not know", () => {
    const { metadata } = read3MF(
      packageOf(
        `<?xml version="1.0" encoding="utf-8"?><!-- a comment --><model xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" ` +
          'xmlns:v="urn:vocalith:metadata" xmlns:x="urn:x" x:y="z" xml:lang="en"><metadata name="v:code">vl0.a&amp;b</metadata>' +
          `<metadata name="x:other" type="xs:string"><![CDATA[<c>]]></metadata><x:thing><x:in>text</x:in></x:thing><resources>${OBJECT}</resources>` +
          `<build>${ITEM}</build></model>`,
      ),
    );
    expect(metadata).toEqual({ "vocalith:code": "vl0.a&b", "x:other": "<c>" });
  });

  it("takes a name such as __proto__ for a name", () => {
    const metadata = '<metadata name="__proto__">x</metadata>';
    const read = read3MF(packageOf(modelOf(OBJECT, ITEM).replace("<resources>", `${metadata}<resources>`)));
    expect(Object.entries(read.metadata)).toEqual([["__proto__", "x"]]);
  });

  it("follows the paths of the production extension", () => {
    const root = modelOf(
      '<object id="9"><components><component p:path="/3D/Objects/one.model" objectid="1"/></components></object>',
      '<item objectid="9"/><item p:path="/3D/objects/ONE.model" objectid="1" transform="1 0 0 0 1 0 0 0 1 5 0 0"/>',
      'requiredextensions="p"',
    );
    const parts = { "3D/Objects/one.model": modelOf(OBJECT, "") };
    expect(read3MF(packageOf(root, parts)).triangles).toHaveLength(24);
    expect(() => read3MF(packageOf(root))).toThrow(/one\.model/);
    const twoDeep = modelOf(
      '<object id="1"><components><component p:path="/3D/Objects/two.model" objectid="1"/></components></object>',
      "",
    );
    expect(() =>
      read3MF(
        packageOf(root, { "3D/Objects/one.model": twoDeep, "3D/Objects/two.model": parts["3D/Objects/one.model"] }),
      ),
    ).toThrow(ThreeMfError);
    expect(() => read3MF(packageOf(root, { "3D/Objects/one.model": modelOf(OBJECT, "", 'unit="inch"') }))).toThrow(
      /unit/,
    );
  });
});

describe("read3MF: the model", () => {
  const COLORS = '<m:colorgroup id="6"><m:color color="#112233"/></m:colorgroup>';
  const MATERIALS =
    '<basematerials id="5"><base name="a" displaycolor="#010203"/><base name="b" displaycolor="#010203"/></basematerials>';
  const withTriangle = (attributes: string) =>
    TETRAHEDRON.replace('<triangle v1="0" v2="2" v3="1"/>', `<triangle ${attributes}/>`);
  const objectOf = (mesh: string, more = "") => `<object id="1" ${more}>${mesh}</object>`;

  it.each<[string, string, string?, string?]>([
    ["a unit that is none", OBJECT, ITEM, 'unit="furlong"'],
    ["a required extension that we do not know", OBJECT, ITEM, 'xmlns:b="urn:beams" requiredextensions="m b"'],
    ["a required extension that is not declared", OBJECT, ITEM, 'requiredextensions="q"'],
    ["two resources of one id", OBJECT + OBJECT],
    ["an id of zero", OBJECT.replace('id="1"', 'id="0"')],
    ["an id beyond 2^31", OBJECT.replace('id="1"', 'id="2147483648"')],
    ["an object type that is none", OBJECT.replace("model", "solid")],
    ["an object without a shape", '<object id="1"/>'],
    ["an object of two shapes", objectOf(TETRAHEDRON + TETRAHEDRON)],
    ["components that are none", '<object id="1"><components/></object>'],
    ["an object that holds itself", '<object id="1"><components><component objectid="1"/></components></object>'],
    [
      "a component before its object",
      `<object id="2"><components><component objectid="1"/></components></object>${OBJECT}`,
    ],
    ["an item of no object", OBJECT, '<item objectid="7"/>'],
    ["an item of type other", `<object id="1" type="other">${TETRAHEDRON}</object>`],
    [
      "an item that holds type other",
      `<object id="3" type="other">${TETRAHEDRON}</object><object id="1"><components><component objectid="3"/></components></object>`,
    ],
    ["no item", OBJECT, ""],
    ["nothing but supports", `<object id="1" type="support">${TETRAHEDRON}</object>`],
    ["eleven numbers in a transform", OBJECT, '<item objectid="1" transform="1 0 0 0 1 0 0 0 1 0 0"/>'],
    ["a transform that flattens", OBJECT, '<item objectid="1" transform="1 0 0 0 1 0 0 0 0 0 0 0"/>'],
    ["a transform beyond all numbers", OBJECT, '<item objectid="1" transform="1e999 0 0 0 1 0 0 0 1 0 0 0"/>'],
    [
      "a coordinate beyond float32 by its transform",
      OBJECT,
      '<item objectid="1" transform="1e39 0 0 0 1 0 0 0 1 0 0 0"/>',
    ],
    ["a coordinate that is no number", objectOf(TETRAHEDRON.replace('x="1"', 'x="nan"'))],
    ["a coordinate in hexadecimal", objectOf(TETRAHEDRON.replace('x="1"', 'x="0x1"'))],
    ["a coordinate with a comma", objectOf(TETRAHEDRON.replace('x="1"', 'x="1,5"'))],
    ["a coordinate beyond float32", objectOf(TETRAHEDRON.replace('x="1"', 'x="1e39"'))],
    ["an empty coordinate", objectOf(TETRAHEDRON.replace('x="1"', 'x=""'))],
    ["a coordinate that lacks", objectOf(TETRAHEDRON.replace('x="1"', ""))],
    ["a vertex that is not there", objectOf(withTriangle('v1="0" v2="4" v3="1"'))],
    ["a negative vertex", objectOf(withTriangle('v1="0" v2="-2" v3="1"'))],
    ["half a vertex", objectOf(withTriangle('v1="0" v2="1.5" v3="1"'))],
    ["a triangle with one vertex twice", objectOf(withTriangle('v1="0" v2="1" v3="1"'))],
    ["fewer than four triangles", objectOf(TETRAHEDRON.replace(/<triangle v1="1".*?>/, ""))],
    [
      "triangles before vertices",
      objectOf(TETRAHEDRON.replace(/<vertices>.*<\/vertices>/, "").replace("</mesh>", "<vertices/></mesh>")),
    ],
    ["vertices twice", objectOf(TETRAHEDRON.replace("<vertices>", "<vertices></vertices><vertices>"))],
    ["an element out of its place", `<vertex x="1" y="1" z="1"/>${OBJECT}`],
    ["an element of no name known", `${OBJECT.replace("<mesh>", "<shape/><mesh>")}`],
    ["text between elements", `${OBJECT}text`],
    ["a property group that is not there", objectOf(TETRAHEDRON, 'pid="6" pindex="0"')],
    ["a property that is not there", COLORS + objectOf(TETRAHEDRON, 'pid="6" pindex="1"')],
    ["pindex without pid", COLORS + objectOf(TETRAHEDRON, 'pindex="0"')],
    ["a triangle's property without any pid", COLORS + objectOf(withTriangle('v1="0" v2="2" v3="1" p1="0"'))],
    [
      "a gradient between materials",
      MATERIALS + objectOf(withTriangle('v1="0" v2="2" v3="1" pid="5" p1="0" p2="1"'), 'pid="5" pindex="0"'),
    ],
    [
      "a property on components",
      `${COLORS}${OBJECT}<object id="2" pid="6" pindex="0"><components><component objectid="1"/></components></object>`,
    ],
    ["a colour that is none", COLORS.replace("#112233", "#11223") + OBJECT],
    ["a colour that lacks", COLORS.replace(/color="[^"]*"/, "") + OBJECT],
    ["a material without a name", MATERIALS.replace('name="a"', "") + OBJECT],
    ["a texture that is not in the file", `<m:texture2d id="5" path="/3D/a.png" contenttype="image/png"/>${OBJECT}`],
    ["a thumbnail that is not in the file", OBJECT.replace("type=", 'thumbnail="/a.png" type=')],
    [
      "layers of two materials",
      `${MATERIALS}${MATERIALS.replace('"5"', '"7"')}<m:multiproperties id="8" pids="5 7"/>${OBJECT}`,
    ],
    ["layers with the material above", `${MATERIALS}${COLORS}<m:multiproperties id="8" pids="6 5"/>${OBJECT}`],
    [
      "mixtures of materials that are not there",
      `${MATERIALS}<m:compositematerials id="8" matid="5" matindices="0 2"/>${OBJECT}`,
    ],
  ])("refuses %s", (_, resources, items, more) => {
    expect(() => read(resources, items, more)).toThrow(ThreeMfError);
  });

  it.each<[string, string]>([
    ["metadata without a name", "<metadata>x</metadata>"],
    ["metadata twice", '<metadata name="Title">x</metadata><metadata name="Title">y</metadata>'],
    ["metadata of a prefix that is not declared", '<metadata name="no:thing">x</metadata>'],
    ["two <resources>", "<resources></resources>"],
    ["<build> first", `<build>${ITEM}</build>`],
  ])("refuses %s", (_, before) => {
    const model = modelOf(OBJECT, ITEM);
    expect(() => read3MF(packageOf(model))).not.toThrow();
    expect(() => read3MF(packageOf(model.replace("<resources>", `${before}<resources>`)))).toThrow(ThreeMfError);
  });

  it.each<[string, (model: string) => string]>([
    ["a document type", (model) => `<!DOCTYPE model [<!ELEMENT model ANY>]>${model}`],
    ["an entity of its own", (model) => model.replace('x="1"', 'x="&one;"')],
    ["another encoding by name", (model) => `<?xml version="1.0" encoding="ISO-8859-1"?>${model}`],
    ["xml:space", (model) => model.replace("<resources>", '<resources xml:space="preserve">')],
    [
      "xsi attributes",
      (model) => model.replace("<build>", '<build xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:type="x">'),
    ],
    ["a prefix that is not declared", (model) => model.replace("<resources>", "<q:a/><resources>")],
    ["two roots", (model) => model + model],
    ["an end tag that lacks", (model) => model.replace("</model>", "")],
    ["another root", () => '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["the name space of a draft", (model) => model.replace("core/2015/02", "2013/01")],
    ["a model without <build>", (model) => model.replace(/<build>.*<\/build>/, "")],
    ["a model without <resources>", (model) => model.replace(/<resources>.*<\/resources>/, "")],
    ["nothing", () => ""],
  ])("refuses %s", (_, change) => {
    expect(() => read3MF(packageOf(change(modelOf(OBJECT, ITEM))))).toThrow(ThreeMfError);
  });

  it("refuses UTF-16", () => {
    const model = modelOf(OBJECT, ITEM);
    const bytes = new Uint8Array(
      new Uint16Array(Array.from(`\ufeff${model}`, (character) => character.charCodeAt(0))).buffer,
    );
    expect(() => read3MF(packageOf(model, { "3D/3dmodel.model": bytes }))).toThrow(/UTF-8/);
  });

  it("says where and what to do", () => {
    try {
      read3MF(packageOf(modelOf(`\n\n${OBJECT.replace('v3="1"', 'v3="9"')}`, ITEM)));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ThreeMfError);
      expect(error).toBeInstanceOf(MeshFileError);
      expect(error).toMatchObject({
        found: "vertex 9 of 4",
        position: "line 3 of /3D/3dmodel.model",
        accepted: "vertices that are there",
      });
    }
  });
});

describe("read3MF: the package", () => {
  const MODEL = modelOf(OBJECT, ITEM);
  const THUMBNAIL_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail";
  const TICKET = "http://schemas.microsoft.com/3dmanufacturing/2013/01/printticket";

  it("finds the model wherever the link says, in small letters or capital ones, and its thumbnail", () => {
    const parts = {
      "3D/3dmodel.model": null,
      "other/Place.model": MODEL,
      "a.PNG": PIXEL,
      "[Content_Types].xml": CONTENT_TYPES.replace(
        "</Types>",
        '<Override PartName="/A.png" ContentType="image/png"/></Types>',
      ),
      "_rels/.rels": relationshipsOf([START_PART[0], "/other/./x/../place.MODEL"], [THUMBNAIL_TYPE, "a.png"]),
    };
    const { triangles, thumbnail } = read3MF(packageOf(MODEL, parts));
    expect(triangles).toHaveLength(12);
    expect(thumbnail).toEqual(PIXEL);
  });

  it.each<[string, Readonly<Record<string, string | Uint8Array | null>>]>([
    ["no content types", { "[Content_Types].xml": null }],
    ["a model of another content type", { "[Content_Types].xml": CONTENT_TYPES.replace("3dmodel+xml", "3d+xml") }],
    [
      "a content type twice",
      {
        "[Content_Types].xml": CONTENT_TYPES.replace(
          "</Types>",
          '<Default Extension="MODEL" ContentType="a/b"/></Types>',
        ),
      },
    ],
    ["content types of another name space", { "[Content_Types].xml": CONTENT_TYPES.replace("2006", "2007") }],
    ["no links", { "_rels/.rels": null }],
    ["no link to a model", { "_rels/.rels": relationshipsOf() }],
    [
      "two links to models",
      { "_rels/.rels": relationshipsOf(START_PART, [START_PART[0], "/b.model"]), "b.model": MODEL },
    ],
    ["the same link twice", { "_rels/.rels": relationshipsOf(START_PART, START_PART) }],
    ["a model that is not there", { "3D/3dmodel.model": null }],
    ["a thumbnail that is no picture", { "_rels/.rels": relationshipsOf(START_PART, [THUMBNAIL_TYPE, START_PART[1]]) }],
    ["a link out of the package", { "_rels/.rels": relationshipsOf(START_PART, ["urn:x", "https://example.com/a"]) }],
    ["a link to a drive", { "_rels/.rels": relationshipsOf(START_PART, ["urn:x", "C:/a"]) }],
    ["a link to a host", { "_rels/.rels": relationshipsOf(START_PART, ["urn:x", "//host/a"]) }],
    ["a link above the root", { "_rels/.rels": relationshipsOf(START_PART, ["urn:x", "/../a"]) }],
    [
      "an external link",
      { "_rels/.rels": relationshipsOf(START_PART).replace(" Target", ' TargetMode="External" Target') },
    ],
    ["a link without a type", { "_rels/.rels": relationshipsOf(START_PART).replace(/ Type="[^"]*"/, "") }],
    ["an Id twice", { "_rels/.rels": relationshipsOf(START_PART, ["urn:x", "/a"]).replace("r1", "r0") }],
    [
      "two print tickets",
      {
        "3D/_rels/3dmodel.model.rels": relationshipsOf([TICKET, "/a.xml"], [TICKET, "/b.xml"]),
        "a.xml": "<a/>",
        "b.xml": "<b/>",
      },
    ],
    ["a print ticket that is not there", { "3D/_rels/3dmodel.model.rels": relationshipsOf([TICKET, "/a.xml"]) }],
    ["two parts that differ in capital letters only", { "3d/3DMODEL.model": MODEL }],
  ])("refuses %s", (_, parts) => {
    expect(() => read3MF(packageOf(MODEL))).not.toThrow();
    expect(() => read3MF(packageOf(MODEL, parts))).toThrow(ThreeMfError);
  });

  it("does without a thumbnail that is named but not there, as PrusaSlicer's command line leaves it", () => {
    const parts = { "_rels/.rels": relationshipsOf(START_PART, [THUMBNAIL_TYPE, "/a.png"]) };
    expect(read3MF(packageOf(MODEL, parts)).thumbnail).toBeUndefined();
  });

  it.each<[string, (file: Uint8Array) => Uint8Array]>([
    ["nothing", () => new Uint8Array(0)],
    ["no archive", () => strToU8("solid something that is no archive at all")],
    ["a file cut off", (file) => file.slice(0, file.length - 30)],
    ["bytes behind the end", (file) => Uint8Array.of(...file, 0)],
    ["a changed byte of the model", (file) => changed(file, '<vertex x="1"', '<vertex x="2"')],
    ["a part that claims to be longer", (file) => claimed(file, "3D/3dmodel.model", 24, 1)],
    ["a part that claims another check sum", (file) => claimed(file, "3D/3dmodel.model", 16, 1)],
    ["an encrypted part", (file) => claimed(file, "3D/3dmodel.model", 8, 1)],
    ["a part packed in an unknown way", (file) => claimed(file, "3D/3dmodel.model", 10, 12)],
    ["a part beyond the end", (file) => claimed(file, "3D/3dmodel.model", 42, 0x00ffffff)],
  ])("refuses %s", (_, change) => {
    const stored = zipSync(unzipSync(packageOf(MODEL)), { level: 0, mtime: new Date(1980, 0, 1, 12) });
    expect(() => read3MF(stored)).not.toThrow();
    expect(() => read3MF(change(stored))).toThrow(ThreeMfError);
  });

  it("reads ZIP64 and entries with their sizes behind them", () => {
    expect(read3MF(zip64Of(unzipSync(packageOf(MODEL)))).triangles).toHaveLength(12);
  });
});

describe("read3MF: bounds", () => {
  it("refuses a bomb of zeros as soon as the ratio tells", () => {
    const bomb = packageOf(modelOf("<!---->".repeat(3_000_000) + OBJECT, ITEM));
    expect(bomb.length).toBeLessThan(60_000);
    expect(() => read3MF(bomb)).toThrow(/packed one/);
  });

  it("refuses more inflated bytes than are allowed", () => {
    const file = packageOf(modelOf(OBJECT, ITEM));
    expect(() => read3MF(file, { maximumInflatedBytes: 1000 })).toThrow(/maximumInflatedBytes/);
  });

  it("refuses a bomb of entities", () => {
    const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("");
    const bomb = `<!DOCTYPE model [<!ENTITY e0 "x">${entities}]>${modelOf(OBJECT, ITEM).replace("<resources>", '<metadata name="Title">&e10;</metadata><resources>')}`;
    expect(() => read3MF(packageOf(bomb))).toThrow(/document type/);
  });

  it("refuses components that multiply to billions, and a chain of a hundred thousand", () => {
    const components = (count: number, id: number) =>
      `<components>${`<component objectid="${id}"/>`.repeat(count)}</components>`;
    const tenfold = Array.from(
      { length: 12 },
      (_, i) => `<object id="${i + 2}">${components(10, i + 1)}</object>`,
    ).join("");
    expect(() => read(OBJECT + tenfold, '<item objectid="13"/>')).toThrow(/placed so often/);
    const chain = Array.from(
      { length: 100_000 },
      (_, i) => `<object id="${i + 2}">${components(1, i + 1)}</object>`,
    ).join("");
    expect(read(OBJECT + chain, '<item objectid="100001"/>').triangles).toHaveLength(12);
  });

  it("refuses more triangles than are allowed, in the file and as placed", () => {
    const file = packageOf(modelOf(OBJECT, ITEM + ITEM));
    expect(read3MF(file, { maximumTriangles: 8 }).triangles).toHaveLength(24);
    expect(() => read3MF(file, { maximumTriangles: 7 })).toThrow(/placed so often/);
    expect(() => read3MF(file, { maximumTriangles: 3 })).toThrow(/more than 3 triangles/);
  });

  it("refuses deep nesting, and tags, texts and comments without end", () => {
    const model = modelOf(OBJECT, ITEM);
    // Text that does not pack: the ratio is not what is refused.
    const long = Array.from({ length: 300_000 }, (_, i) => `a${Math.imul(i, 0x9e3779b1) >>> 0}="" `);
    const nested = "<m:a>".repeat(300) + "</m:a>".repeat(300);
    for (const [before, message] of [
      [nested, /in each other/],
      [`<m:a ${long.join("")}/>`, /mebibyte/],
      [`<!--${long.join("")}-->`, /mebibyte/],
      [`<metadata name="Title">${long.join("").replaceAll('"', "")}</metadata>`, /mebibyte/],
      [`<metadata name="Title">${long.join("<!---->").replaceAll('"', "")}</metadata>`, /mebibyte/],
    ] as const) {
      expect(() => read3MF(packageOf(model.replace("<resources>", `${before}<resources>`)))).toThrow(message);
    }
  });

  it("has the limits that it says", () => {
    expect(READ_3MF_DEFAULTS).toEqual({
      maximumTriangles: 10_000_000,
      maximumInflatedBytes: 512 * 2 ** 20,
      maximumRatio: 200,
    });
  });
});

describe("read3MF: whatever comes", () => {
  const good = write3MF({ ...twoStones, thumbnail: PIXEL });

  it("throws nothing but its own error for damaged archives", () => {
    fc.assert(
      fc.property(mutationsOf(good), (bytes) => onlyThrows(ThreeMfError, () => read3MF(bytes))),
      { seed: 6, numRuns: 400 },
    );
  });

  it.each(["3D/3dmodel.model", "_rels/.rels", "[Content_Types].xml"])(
    "throws nothing but its own error for damaged %s",
    (part) => {
      const parts = unzipSync(good);
      fc.assert(
        fc.property(mutationsOf(parts[part]), (bytes) =>
          onlyThrows(ThreeMfError, () => read3MF(zipSync({ ...parts, [part]: bytes }, { level: 0 }))),
        ),
        { seed: 7, numRuns: 300 },
      );
    },
  );

  it("throws nothing but its own error for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => onlyThrows(ThreeMfError, () => read3MF(bytes))),
      { seed: 8, numRuns: 200 },
    );
  });
});

describe("read3MF: plain elements", () => {
  // A space in the opening tags leaves all of the mesh to the XML reader.
  const toXmlReader = (model: string) =>
    model.replace("<vertices>", "<vertices >").replace("<triangles>", "<triangles >");
  const outcome = (model: string) => {
    try {
      return read3MF(packageOf(model));
    } catch (error) {
      expect(error).toBeInstanceOf(ThreeMfError);
      return (error as ThreeMfError).message;
    }
  };
  const COLORS = '<m:colorgroup id="6"><m:color color="#112233"/><m:color color="#445566"/></m:colorgroup>';
  const around = (mesh: string) => modelOf(`${COLORS}<object id="1" pid="6" pindex="0">${mesh}</object>`, ITEM);

  it.each<[string, string, string]>([
    ["other quotes and spaces", 'x="1" y="0" z="0"/>', "x='1'\n\ty='0'  z='0' />"],
    ["another order", 'x="1" y="0" z="0"/>', 'z="0" x="1" y="0"/>'],
    ["exponents, signs and points", 'x="1" y="0"', 'x="+.1E1" y="-0e0"'],
    ["a point without digits behind it", 'x="1"', 'x="1."'],
    ["spaces around a number", 'x="1"', 'x=" 1 "'],
    ["an escape", 'x="1"', 'x="&#49;"'],
    ["an attribute twice", 'x="1" y="0"', 'x="1" x="1" y="0"'],
    ["an attribute of another name space", 'x="1"', 'x="1" m:more="1"'],
    ["an attribute of no name space", 'x="1"', 'x="1" more="1"'],
    ["no space between attributes", 'x="1" y="0"', 'x="1"y="0"'],
    ["an end tag of its own", 'y="0" z="1"/>', 'y="0" z="1"></vertex>'],
    ["a comment", "</vertices>", "<!-- <vertices> --></vertices>"],
    ["text", "</vertices>", "text</vertices>"],
    ["a foreign element", "</vertices>", "<m:x><triangles></triangles></m:x></vertices>"],
    ["a property", 'v3="1"/>', 'v3="1" pid="6" p1="1"/>'],
    ["a property of the object's group", 'v3="1"/>', 'v3="1" p1="1"/>'],
    ["a gradient", 'v3="1"/>', 'v3="1" pid="6" p1="1" p2="0" p3="0"/>'],
    ["a property that is not there", 'v3="1"/>', 'v3="1" pid="6" p1="2"/>'],
    ["a group that is not there", 'v3="1"/>', 'v3="1" pid="7" p1="0"/>'],
    ["a pid without p1", 'v3="1"/>', 'v3="1" pid="0"/>'],
    ["a vertex that is not there", 'v3="1"/>', 'v3="4"/>'],
    ["a vertex with a sign", 'v3="1"/>', 'v3="+1"/>'],
    ["a vertex beyond 2^53", 'v3="1"/>', 'v3="99999999999999999999"/>'],
    ["a file that ends within", '<triangle v1="1"', "<triangle v1="],
  ])("are what the XML reader takes them for: %s", (_, from, to) => {
    expect(TETRAHEDRON).toContain(from);
    const model = around(TETRAHEDRON.replace(from, to));
    expect(outcome(model)).toEqual(outcome(toXmlReader(model)));
  });

  it("are what the XML reader takes them for, whatever is done to them", () => {
    const good = TETRAHEDRON.replace('v3="1"/>', 'v3="1" pid="6" p1="1"/>').replaceAll("/><", "/>\n<");
    const piece = fc.constantFrom(
      ..."<>/= \n\"'0123456789.-+eE&;!xyzvp",
      "pid",
      "<!--",
      "-->",
      "vertices",
      "<vertex",
      "<triangle",
      "<vertices>",
      "m:",
    );
    const change = fc.record({
      place: fc.nat({ max: good.length }),
      removed: fc.nat({ max: 6 }),
      added: fc.array(piece, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        let mesh = good;
        for (const { place, removed, added } of changes)
          mesh = mesh.slice(0, place) + added.join("") + mesh.slice(place + removed);
        const model = around(mesh);
        expect(outcome(model)).toEqual(outcome(toXmlReader(model)));
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it("are read whole wherever the packed bytes are parted", () => {
    // Numbers that do not pack, so that there are many parts.
    const at = (i: number) => (Math.imul(i + 1, 0x9e3779b1) >>> 0) / 65536;
    const vertices = Array.from(
      { length: 20_000 },
      (_, i) => `<vertex x="${at(3 * i)}" y="${at(3 * i + 1)}" z="${at(3 * i + 2)}"/>`,
    );
    const triangles = Array.from(
      { length: 20_000 },
      (_, i) => `<triangle v1="${i}" v2="${(i + 7) % 20_000}" v3="${(i + 19) % 20_000}"/>`,
    );
    const model = around(
      `<mesh><vertices>${vertices.join("")}</vertices><triangles>${triangles.join("")}</triangles></mesh>`,
    );
    const plain = read3MF(packageOf(model));
    expect(plain.positions).toEqual(Float32Array.from({ length: 60_000 }, (_, i) => at(i)));
    expect(plain).toEqual(read3MF(packageOf(toXmlReader(model))));
  });
});

/** A file with other bytes in the place of some text in it. */
function changed(file: Uint8Array, from: string, to: string): Uint8Array {
  const at = new TextDecoder("latin1").decode(file).indexOf(from);
  const copy = file.slice();
  copy.set(strToU8(to), at);
  return copy;
}

/** A file whose directory says something else of a part. */
function claimed(file: Uint8Array, part: string, field: number, value: number): Uint8Array {
  const copy = file.slice();
  const directoryEntry = new TextDecoder("latin1").decode(file).lastIndexOf(part) - 46;
  copy[directoryEntry + field] += value & 0xff;
  copy[directoryEntry + field + 1] += (value >> 8) & 0xff;
  copy[directoryEntry + field + 2] += (value >> 16) & 0xff;
  return copy;
}

/** An archive as a program writes it that does not know beforehand how long it will be: sizes behind the data, and all numbers of 64 bits. */
function zip64Of(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const bytes: number[] = [];
  const put = (size: number, value: number) => {
    for (let i = 0; i < size; i++) bytes.push(Math.floor(value / 256 ** i) % 256);
  };
  const entries = Object.entries(parts).map(([name, content]) => ({
    name: strToU8(name),
    content,
    packed: deflateSync(content),
    start: 0,
  }));
  for (const entry of entries) {
    entry.start = bytes.length;
    put(4, 0x04034b50);
    for (const value of [45, 8, 8, 0, 0]) put(2, value);
    put(12, 0);
    put(2, entry.name.length);
    put(2, 0);
    bytes.push(...entry.name, ...entry.packed);
    put(4, 0x08074b50);
    put(4, crcOf(entry.content));
    put(8, entry.packed.length);
    put(8, entry.content.length);
  }
  const directory = bytes.length;
  for (const { name, content, packed, start } of entries) {
    put(4, 0x02014b50);
    for (const value of [45, 45, 8, 8, 0, 0]) put(2, value);
    put(4, crcOf(content));
    put(4, 0xffffffff);
    put(4, 0xffffffff);
    put(2, name.length);
    for (const value of [28 + 6, 0, 0, 0]) put(2, value);
    put(4, 0);
    put(4, 0xffffffff);
    bytes.push(...name);
    for (const value of [0x9999, 2, 7, 1, 24]) put(2, value);
    for (const value of [content.length, packed.length, start]) put(8, value);
  }
  const end = bytes.length;
  put(4, 0x06064b50);
  put(8, 44);
  for (const value of [45, 45]) put(2, value);
  put(8, 0);
  for (const value of [entries.length, entries.length, end - directory, directory]) put(8, value);
  put(4, 0x07064b50);
  put(4, 0);
  put(8, end);
  put(4, 1);
  put(4, 0x06054b50);
  put(4, 0);
  put(2, 0xffff);
  put(2, 0xffff);
  put(4, 0xffffffff);
  put(4, 0xffffffff);
  put(2, 0);
  return Uint8Array.from(bytes);
}

/** The check sum that fflate writes for some bytes. */
function crcOf(content: Uint8Array): number {
  const file = zipSync({ a: content }, { level: 0 });
  return new DataView(file.buffer).getUint32(14, true);
}
