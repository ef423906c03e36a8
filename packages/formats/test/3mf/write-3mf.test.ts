import { createHash } from "node:crypto";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { read3MF, type SolidDocument, ThreeMfWriteError, WRITE_3MF_DEFAULTS, write3MF } from "../../src/index.js";
import { tetrahedron, twoStones } from "../small-meshes.js";
import { PIXEL } from "./packages.js";

const modelText = (document: SolidDocument): string => strFromU8(unzipSync(write3MF(document))["3D/3dmodel.model"]);
const withMetadata = (metadata: SolidDocument["metadata"]): SolidDocument => ({ ...twoStones, metadata });

describe("write3MF", () => {
  it("gives back positions and triangles bit for bit, whatever the floats", () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(float, { minLength: 12, maxLength: 12 }), (values) => {
        const positions = Float32Array.from(values);
        const read = read3MF(write3MF({ ...twoStones, mesh: { ...tetrahedron, positions } }));
        expect(new Uint32Array(read.positions.buffer)).toEqual(new Uint32Array(positions.buffer));
        expect(read.triangles).toEqual(tetrahedron.triangles);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it("keeps colours, metadata and thumbnail", () => {
    const { colors, metadata, thumbnail } = read3MF(
      write3MF({ ...twoStones, metadata: { ...twoStones.metadata, Designer: "R&D <b>" }, thumbnail: PIXEL }),
    );
    // 0.2, 0.01, 0.02 and 0.1, 0.9, 0.3 in linear light.
    const first = [124, 25, 39, 255];
    const second = [89, 243, 149, 255];
    expect([...(colors ?? [])]).toEqual([...first, ...second, ...first, ...second]);
    expect(metadata).toEqual({
      Title: "Grüße aus Köln",
      Application: "vocalith",
      Designer: "R&D <b>",
      "vocalith:code": "vl0.AAEC-_x",
      "vocalith:speaker": "two\nlines \\",
      "vocalith:sha256-of-recording": "00ff",
    });
    expect(thumbnail).toEqual(PIXEL);
  });

  it("keeps any text that XML can hold, line ends as line feeds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const isImpossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
        const write = () => write3MF({ ...withMetadata({ words: text }), title: text });
        if (isImpossible) expect(write).toThrow(ThreeMfWriteError);
        else {
          const { metadata } = read3MF(write());
          const expected = text.replace(/\r\n?/g, "\n");
          expect([metadata.Title, metadata["vocalith:words"]]).toEqual([expected, expected]);
        }
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it("names the parts, types and links that readers look for", () => {
    const parts = unzipSync(write3MF({ ...twoStones, thumbnail: PIXEL }));
    expect(Object.keys(parts)).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "3D/3dmodel.model",
      "Metadata/thumbnail.png",
    ]);
    expect(strFromU8(parts["_rels/.rels"])).toContain('Target="/3D/3dmodel.model"');
    expect(strFromU8(parts["[Content_Types].xml"])).toContain('Extension="png" ContentType="image/png"');
    expect(Object.keys(unzipSync(write3MF(twoStones)))).toHaveLength(3);
    expect(modelText(twoStones)).toContain('<model unit="millimeter"');
  });

  it("writes the shortest decimals and a colour only where it is not the object's", () => {
    const text = modelText({
      ...twoStones,
      mesh: { ...tetrahedron, positions: tetrahedron.positions.map((value) => value / 100) },
    });
    expect(text).toContain('<vertex x="0.1" y="0" z="0"/>');
    expect(text).toContain('<triangle v1="0" v2="2" v3="1"/>');
    expect(text).toContain('<triangle v1="0" v2="1" v3="3" pid="1" p1="1"/>');
    expect(modelText({ ...twoStones, bodies: [] })).not.toContain("color ");
  });

  it("gives the same bytes in every time zone", () => {
    const here = write3MF(twoStones);
    const zone = process.env.TZ;
    try {
      const offsets = ["Pacific/Kiritimati", "America/St_Johns", "Pacific/Pago_Pago"].map((name) => {
        process.env.TZ = name;
        expect(write3MF(twoStones)).toEqual(here);
        return new Date(2026, 0, 1).getTimezoneOffset();
      });
      expect(offsets).toEqual([-840, 210, 660]);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it("never changes its bytes without somebody seeing it", () => {
    const digest = createHash("sha256")
      .update(write3MF({ ...twoStones, thumbnail: PIXEL }))
      .digest("hex");
    expect(digest).toBe("f764b19cb3d4884d85dde56e3d6b8048c075449894d868ecfc57a1b9a6bb39e1");
  });

  it("packs no smaller than its level allows, and holds the same at every level", () => {
    const [stored, packed] = ([0, 9] as const).map((compressionLevel) => write3MF(twoStones, { compressionLevel }));
    expect(stored.length).toBeGreaterThan(packed.length);
    expect(read3MF(stored)).toEqual(read3MF(packed));
    expect(write3MF(twoStones, WRITE_3MF_DEFAULTS)).toEqual(write3MF(twoStones));
  });

  it.each<[string, SolidDocument]>([
    [
      "a coordinate that is not finite",
      { ...twoStones, mesh: { ...tetrahedron, positions: tetrahedron.positions.with(5, Number.NaN) } },
    ],
    [
      "fewer than four triangles",
      { ...twoStones, mesh: { ...tetrahedron, triangles: tetrahedron.triangles.slice(0, 9) } },
    ],
    ["a control character in the title", { ...twoStones, title: "a\u0007b" }],
    ["half of a surrogate pair", withMetadata({ words: "\ud800" })],
    ["a name that XML cannot hold", withMetadata({ "two words": "" })],
    ["a name with a prefix of its own", withMetadata({ "xml:lang": "" })],
    ["a name given twice", withMetadata({ code: "vl0.x" })],
    ["a thumbnail that is no PNG", { ...twoStones, thumbnail: Uint8Array.of(0xff, 0xd8, 0xff) }],
  ])("refuses %s", (_, document) => {
    expect(() => write3MF(document)).toThrow(ThreeMfWriteError);
  });
});
