import {
  type CrystalAxes,
  intersectHalfSpaces,
  type MillerIndices,
  POINT_GROUPS,
  type PointGroup,
  type Polyhedron,
  transformHalfSpaces,
  wulffHalfSpaces,
} from "@vocalith/geometry";
import {
  createGem,
  cutGem,
  drawGem,
  encodePng,
  formatGemCode,
  GEM_FORMATS,
  type Gem,
  type GemFormat,
  parseGemCode,
  writeGemFiles,
} from "vocalith";

/** The SHA-256 of one stone, as the engine that this runs in makes it. */
export interface StoneHash {
  readonly group: string;
  readonly name: string;
  readonly sha256: string;
}

/** What an engine needs to be given: names and bytes of recordings, and codes. */
export interface StoneSources {
  readonly recordings: readonly string[];
  readonly codes: readonly string[];
  read(recording: string): Promise<Uint8Array>;
}

/** All stones, the same list in every engine. Nothing in here may differ between engines but by a fault of ours. */
export async function hashStones(sources: StoneSources): Promise<StoneHash[]> {
  const found: StoneHash[] = [];
  const add = async (group: string, name: string, bytes: Uint8Array) => {
    found.push({ group, name, sha256: await sha256(bytes) });
  };
  for (const [group, name, halfSpaces] of solids()) {
    await add(group, name, polyhedronBytes(intersectHalfSpaces(halfSpaces)));
    // A turn that numbers hold almost exactly, so that nothing stays aligned with the axes.
    const turned = transformHalfSpaces(halfSpaces, [0.1, 0.5, 0.5, 0.7], [3, -2, 1]);
    await add(group, `${name}, turned`, polyhedronBytes(intersectHalfSpaces(turned)));
  }
  for (const code of sources.codes) {
    await add("codes", code, (await cutGem(code)).toSTL());
    await add("brilliant cuts", code, (await cutGem(code, { cut: "brilliant" })).toSTL());
  }
  for (const code of otherSprays(sources.codes)) await add("other sprays", code, (await cutGem(code)).toSTL());
  for (const name of sources.recordings) {
    await add("recordings", name, (await createGem(await sources.read(name))).toSTL());
  }
  for await (const [name, gem, formats] of filedStones(sources.codes)) {
    const { rgba, ...size } = drawGem(gem, PICTURE);
    await add("pictures", name, Uint8Array.from(rgba));
    const thumbnail = encodePng({ ...size, rgba });
    for (const { format, suffix, bytes } of writeGemFiles(gem, formats, { thumbnail })) {
      await add(format === "3mf" || format === "glb" ? `${format} files` : "other files", name + suffix, bytes);
    }
  }
  return found;
}

const PICTURE = { widthPx: 96, heightPx: 96 };

/** A handful of stones of every kind, and the formats that each is written in. */
async function* filedStones(
  codes: readonly string[],
): AsyncGenerator<[name: string, gem: Gem, formats: readonly GemFormat[]]> {
  const meshes = GEM_FORMATS.filter((format) => format !== "asc" && format !== "gem");
  for (const code of codes.filter((_, i) => i % 4 === 1)) yield [code, await cutGem(code), meshes];
  yield [`brilliant ${codes[0]}`, await cutGem(codes[0], { cut: "brilliant" }), GEM_FORMATS];
  const [first, second] = [codes[2], codes[5]].map(parseGemCode);
  yield [`twin ${codes[2]} ${codes[5]}`, await cutGem({ individuals: [first, second] }), meshes];
}

function* solids(): Generator<[group: string, name: string, halfSpaces: Float64Array]> {
  const cubic = { a: 1, b: 1, c: 1, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
  for (const [h, k, l] of [
    [3, 2, 1],
    [4, 2, 1],
    [5, 3, 1],
  ] as const) {
    const general = { indices: [h, k, l] as MillerIndices, energy: 1 };
    const forms = [
      [general],
      [general, { indices: [1, 1, 1] as const, energy: 1.02 }],
      [general, { indices: [1, 0, 0] as const, energy: 1.05 }, { indices: [1, 1, 0] as const, energy: 1.01 }],
    ];
    for (const [i, list] of forms.entries()) {
      yield ["cubic forms of 48 faces", `{${h}${k}${l}} ${i}`, wulffHalfSpaces("m-3m", cubic, list).halfSpaces];
    }
  }
  for (const group of POINT_GROUPS) {
    const { halfSpaces } = wulffHalfSpaces(group, axesOf(group), [
      { indices: [1, 2, 3], energy: 1 },
      { indices: [2, 1, 1], energy: 1.05 },
    ]);
    yield ["all point groups", group, joined(halfSpaces, box(1.4))];
  }
  yield ["brilliant of 73 planes", "brilliant", brilliant()];
  yield ["many planes", "3,000 planes that touch a ball", tangentPlanes(3000)];
  yield ["many planes", "planes that all but coincide", nearlyCoincident()];
}

/** Axes that have the symmetry of a point group. */
function axesOf(group: PointGroup): CrystalAxes {
  const right = { alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
  if (group === "1" || group === "-1") {
    return { a: 1, b: 1.2, c: 0.9, alphaDegrees: 85, betaDegrees: 97, gammaDegrees: 101 };
  }
  if (["2", "m", "2/m"].includes(group)) return { a: 1, b: 1.3, c: 0.8, ...right, betaDegrees: 103 };
  if (["222", "mm2", "mmm"].includes(group)) return { a: 1, b: 1.2, c: 1.4, ...right };
  if (["23", "m-3", "432", "-43m", "m-3m"].includes(group)) return { a: 1, b: 1, c: 1, ...right };
  if (/^-?[36]/.test(group)) return { a: 1, b: 1, c: 1.1, ...right, gammaDegrees: 120 };
  return { a: 1, b: 1, c: 1.3, ...right };
}

function joined(...parts: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => Array.from(part)));
}

function box(distance: number): number[] {
  return [0, 1, 2].flatMap((axis) =>
    [1, -1].flatMap((sign) => [0, 1, 2].map((k) => (k === axis ? sign : 0)).concat(distance)),
  );
}

/** Tiers of a published round brilliant: sine and cosine of the angle from the axis, distance, facets, half steps of the first one. */
const BRILLIANT = [
  [1, 0, 1.02653281, 16, 1],
  [0.67559020761566, -0.737277336810124, 0.61819401, 16, 1],
  [0.662620048215738, -0.748955720789002, 0.61701256, 8, 0],
  [0.559192903470747, 0.829037572555042, 0.6844447, 16, 1],
  [0.469471562785891, 0.882947592858927, 0.6089643, 8, 0],
  [0.275637355816999, 0.961261695938319, 0.50613241, 8, 1],
  [0, 1, 0.36450932, 1, 0],
] as const;

/** 73 planes. Azimuths are multiples of 11.25 degrees: halving the angle needs square roots alone. */
function brilliant(): Float64Array {
  const cosines = [1, 0, 0, 0, 0, 0, 0, 0, 0];
  cosines[4] = Math.SQRT1_2;
  cosines[2] = Math.sqrt((1 + cosines[4]) / 2);
  cosines[6] = Math.sqrt((1 - cosines[4]) / 2);
  for (const k of [1, 3]) {
    cosines[k] = Math.sqrt((1 + cosines[2 * k]) / 2);
    cosines[8 - k] = Math.sqrt((1 - cosines[2 * k]) / 2);
  }
  const cosine = (sixteenths: number): number => {
    const part = sixteenths % 32;
    const folded = part > 16 ? 32 - part : part;
    return folded <= 8 ? cosines[folded] : -cosines[16 - folded];
  };
  return Float64Array.from(
    BRILLIANT.flatMap(([sine, up, distance, facets, turn]) =>
      Array.from({ length: facets }, (_, i) => {
        const azimuth = (i + turn / 2) * (32 / facets);
        return [sine * cosine(azimuth), sine * cosine(azimuth + 24), up, distance];
      }).flat(),
    ),
  );
}

/** Numbers from 0 to below 1 (xorshift32, Marsaglia 2003). */
function seededRandom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

function plane(x: number, y: number, z: number, distance: number): number[] {
  const length = Math.sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length, distance];
}

function tangentPlanes(count: number): Float64Array {
  const random = seededRandom(5);
  return Float64Array.from(
    Array.from({ length: count }, () => plane(random() - 0.5, random() - 0.5, random() - 0.5, 1)).flat(),
  );
}

/** A box with 200 copies of its planes that are off by 1e-12 to 1e-6, and 40 planes through one of its edges. */
function nearlyCoincident(): Float64Array {
  const random = seededRandom(6);
  const planes = box(1);
  for (let i = 0; i < 200; i++) {
    const closeness = [1e-12, 1e-10, 1e-8, 1e-6][i % 4];
    const [x, y, z] = planes.slice(4 * (i % 6), 4 * (i % 6) + 3).map((n) => n + closeness * (random() - 0.5));
    planes.push(...plane(x, y, z, 1 + closeness * (random() - 0.5)));
  }
  for (let i = 0; i < 40; i++) {
    const [x, y] = [random() + 0.1, random() + 0.1];
    planes.push(...plane(x, y, 1e-11 * random(), (x + y) / Math.sqrt(x * x + y * y)));
  }
  return Float64Array.from(planes);
}

/** More codes like those given: other minerals, other excitement, the syllables in another order. */
function otherSprays(codes: readonly string[]): string[] {
  return Array.from({ length: 24 }, (_, i) => {
    const code = parseGemCode(codes[i % codes.length]);
    const { species, specimen } = code;
    const { syllables } = specimen;
    return formatGemCode({
      ...code,
      species: {
        ...species,
        system: i % 6,
        forms: species.forms.map(({ turn, slope }) => ({ turn: (turn + 7 * i) % 16, slope: (slope + 5 * i) % 16 })),
      },
      specimen: {
        ...specimen,
        excitement: 80 + ((44 * i) % 176),
        syllables: syllables.map((_, k) => syllables[(k + i) % syllables.length]),
      },
    });
  });
}

function polyhedronBytes({ vertices, facets }: Polyhedron): Uint8Array {
  const loops = Uint32Array.from(facets.flatMap(({ halfSpace, loop }) => [halfSpace, loop.length, ...loop]));
  const bytes = new Uint8Array(vertices.byteLength + loops.byteLength);
  bytes.set(new Uint8Array(vertices.buffer, vertices.byteOffset, vertices.byteLength));
  bytes.set(new Uint8Array(loops.buffer), vertices.byteLength);
  return bytes;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
