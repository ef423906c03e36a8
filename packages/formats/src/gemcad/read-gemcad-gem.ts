import asin from "@stdlib/math-base-special-asin";
import { checkDesign, MOST_FACETS } from "./check-design.js";
import { END_OF_FACETS, NOTE_LINES, roundAngle, roundDistance, roundIndex } from "./gem-layout.js";
import type { GemCadDesign, GemCadFacet } from "./gemcad-design.js";
import { GemCadError } from "./gemcad-error.js";
import { windowsText } from "./windows-text.js";

const MOST_BYTES = 16_000_000;
const ACCEPTED = "a GemCad project: facets, the end mark -99999, then symmetry, gear, refractive index and eight texts";

/**
 * Reads a GemCad project, `.gem`. Angle, index and distance come from each facet's plane, to ten digits after the point, nine, and twelve in all; its
 * corners are passed over, since the planes have them. A preform behind the design is passed over too.
 *
 * @param bytes - The whole file, up to 16 MB. Time and memory grow with the bytes given.
 * @throws {@link GemCadError} for anything else, more than 10,000 facets, or a design that cannot be cut.
 *
 * @example
 * ```ts
 * import { readGemCadGem, writeGemCadAsc } from "@vocalith/formats";
 * declare const project: Uint8Array;
 * const instructions: Uint8Array = writeGemCadAsc(readGemCadGem(project));
 * ```
 */
export function readGemCadGem(bytes: Uint8Array): GemCadDesign {
  if (bytes.length > MOST_BYTES) {
    throw new GemCadError(`${bytes.length} bytes`, `up to ${MOST_BYTES}`, "Is it another kind of file?");
  }
  const cursor = new Cursor(bytes);
  const planes = readPlanes(cursor);
  const symmetryFolds = cursor.int32();
  const mirror = cursor.int32() !== 0;
  const gear = cursor.int32();
  const refractiveIndex = cursor.float64();
  cursor.int32();
  const gearOffset = cursor.float64();
  const [headings, footnotes] = [readNotes(cursor), readNotes(cursor)];
  cursor.end();
  const frame = { gear, gearOffset, refractiveIndex, symmetryFolds, mirror, headings, footnotes };
  const design: GemCadDesign = { ...frame, tiers: tiersOf(planes, gear, gearOffset) };
  checkDesign(design);
  return design;
}

/** A facet as the file has it. */
interface PlaneRecord {
  readonly plane: readonly [x: number, y: number, z: number];
  readonly step: number;
  readonly label: string;
  readonly name: string;
}

function readPlanes(cursor: Cursor): PlaneRecord[] {
  const planes: PlaneRecord[] = [];
  for (;;) {
    const { position } = cursor;
    const x = cursor.float64();
    if (x === END_OF_FACETS) return planes;
    const plane = [x, cursor.float64(), cursor.float64()] as const;
    const step = cursor.int32();
    const [label, ...name] = cursor.text().split("\t");
    planes.push({ plane, step, label: label.trim(), name: name.join(" ").trim() });
    if (planes.length > MOST_FACETS) {
      throw new GemCadError(`more than ${MOST_FACETS} facets`, `up to ${MOST_FACETS}`, "Cut it in parts.", position);
    }
    for (let flag = cursor.int32(); flag !== 0; flag = cursor.int32()) {
      if (flag !== 1)
        throw new GemCadError(`a mark of ${flag} at a corner`, ACCEPTED, "Save it again.", cursor.position);
      for (let axis = 0; axis < 3; axis++) cursor.float64();
    }
  }
}

/** Neighbours of one step and angle become a tier. */
function tiersOf(planes: readonly PlaneRecord[], gear: number, gearOffset: number): GemCadDesign["tiers"] {
  const tiers: { step: number; name: string; angleDegrees: number; facets: GemCadFacet[] }[] = [];
  for (const { plane, step, label, name } of planes) {
    const { angleDegrees, index, distance } = setting(plane, gear, gearOffset);
    const last = tiers.at(-1);
    const facet = { index, distance, label };
    if (last?.step === step && last.name === name && Object.is(last.angleDegrees, angleDegrees))
      last.facets.push(facet);
    else tiers.push({ step, name, angleDegrees, facets: [facet] });
  }
  return tiers.map(({ name, angleDegrees, facets }) => ({ name, angleDegrees, facets }));
}

/** Angle, index and distance at which a facet with the dual point x, y, z is cut. */
function setting([x, y, z]: PlaneRecord["plane"], gear: number, gearOffset: number) {
  const outward = Math.sqrt(x * x + y * y);
  const length = Math.sqrt(x * x + y * y + z * z);
  const angle = roundAngle(turnDegrees(outward / length, Math.abs(z) / length));
  const side = z < 0 || Object.is(z, -0) ? -1 : 1;
  const teeth = angle === 0 ? -gearOffset : (azimuthDegrees(x / outward, y / outward) * gear) / 360;
  return {
    angleDegrees: side * angle,
    index: roundIndex(teeth + gearOffset, gear),
    distance: roundDistance(1 / length),
  };
}

/** The angle, 0 to 90 degrees, that has this sine and cosine, from the smaller of the two, which tells it best. */
function turnDegrees(sine: number, cosine: number): number {
  return sine < cosine ? (asin(sine) * 180) / Math.PI : 90 - (asin(cosine) * 180) / Math.PI;
}

/** From the top of the page with the clock, -180 to 180 degrees, for a unit direction. */
function azimuthDegrees(x: number, y: number): number {
  const turn = turnDegrees(Math.abs(x), Math.abs(y));
  return (x < 0 ? -1 : 1) * (y < 0 ? 180 - turn : turn);
}

function readNotes(cursor: Cursor): string[] {
  const lines = Array.from({ length: NOTE_LINES }, () => cursor.text());
  return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
}

/** Little-endian numbers and texts, one after the other, never beyond the end. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): string {
    return `byte ${this.#at}`;
  }

  float64(): number {
    const value = this.#view.getFloat64(this.#take(8), true);
    if (!Number.isFinite(value)) throw new GemCadError(`${value}`, ACCEPTED, "Save it again.", this.position);
    return value;
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  /** A byte for the length, then the text in Windows-1252. */
  text(): string {
    const length = this.#bytes[this.#take(1)];
    const from = this.#take(length);
    return windowsText(this.#bytes.subarray(from, from + length));
  }

  /** Nothing may follow but a preform. */
  end(): void {
    const rest = this.#bytes.length - this.#at;
    if (rest === 0 || windowsText(this.#bytes.subarray(this.#at, this.#at + 8)) === "\u0007preform") return;
    throw new GemCadError(`${rest} bytes after the end`, ACCEPTED, "Save it again from GemCad.", this.position);
  }

  #take(count: number): number {
    const from = this.#at;
    if (from + count > this.#bytes.length) {
      throw new GemCadError("the end of the file", ACCEPTED, "The file is cut off or no .gem.", this.position);
    }
    this.#at += count;
    return from;
  }
}
