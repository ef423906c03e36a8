import { intersectHalfSpaces, type Polyhedron } from "@vocalith/geometry";
import { checkDesign } from "./check-design.js";
import { cuttingSteps } from "./cutting-steps.js";
import { END_OF_FACETS, NOTE_LINES, roundAngle, roundDistance, roundIndex, TRAILER_MARK } from "./gem-layout.js";
import type { GemCadDesign, WriteGemCadOptions } from "./gemcad-design.js";
import { GemCadError } from "./gemcad-error.js";
import { facetNormal, gemCadHalfSpaces, isPavilion } from "./gemcad-half-spaces.js";
import { notesOf } from "./notes.js";
import { oneLine, oneWord, windowsBytes } from "./windows-text.js";

/** Height of a girdle facet's normal: too little to matter, but readers tell by its sign that -90 degrees were meant. */
const GIRDLE_SIGN = 5e-17;
const LONGEST_TEXT = 255;

/**
 * A faceting design as a GemCad project, `.gem`: for each facet of the stone its plane as the dual point n / distance in three 64-bit floats, its step of
 * cutting, its label and its corners; then symmetry, gear, refractive index, headings and footnotes; little-endian. GemCad's documentation does not publish the layout;
 * it is the one that free readers agree on. Facets that nothing of the stone is left of are not written.
 *
 * What {@link readGemCadGem} reads from it and this writes again are the same bytes.
 *
 * @param design - Such as `facetingDesign(code)` of vocalith. A tier's name becomes its cutting instruction.
 * @throws {@link GemCadError} for a design that cannot be cut, more than four headings or footnotes; HalfSpaceError of geometry where the facets enclose no
 * stone.
 *
 * @example
 * ```ts
 * import { type GemCadDesign, writeGemCadGem } from "@vocalith/formats";
 * declare const design: GemCadDesign;
 * const bytes: Uint8Array = writeGemCadGem(design, { title: "A voice" });
 * ```
 */
export function writeGemCadGem(design: GemCadDesign, options: WriteGemCadOptions = {}): Uint8Array {
  checkDesign(design);
  const { cut, facets, vertices } = cutFacets(inOrderOfCutting(roundDesign(design)));
  const { gear, gearOffset = 0, symmetryFolds, mirror, refractiveIndex } = cut;
  const distances = cut.tiers.flatMap((tier) => tier.facets.map(({ distance }) => distance));
  const bytes = new ByteList();
  cuttingSteps(cut).forEach(({ angleDegrees, name, facets: own, places }, i) => {
    own.forEach(({ index, label }, k) => {
      const place = places[k];
      const [x, y, z] = facetNormal(angleDegrees, index - gearOffset, gear);
      const up = z !== 0 ? z : isPavilion(angleDegrees) ? -GIRDLE_SIGN : GIRDLE_SIGN;
      for (const component of [x, y, up]) bytes.float64(component / distances[place]);
      bytes.int32(i + 1);
      bytes.text(`${label === "" ? "" : oneWord(label)}\t${oneLine(name).trim()}`);
      for (const vertex of facets[place].loop) {
        bytes.int32(1);
        for (let axis = 0; axis < 3; axis++) bytes.float64(vertices[3 * vertex + axis]);
      }
      bytes.int32(0);
    });
  });
  bytes.float64(END_OF_FACETS);
  bytes.int32(symmetryFolds);
  bytes.int32(mirror ? 1 : 0);
  bytes.int32(gear);
  bytes.float64(refractiveIndex);
  bytes.int32(TRAILER_MARK);
  bytes.float64(gearOffset);
  const { headings, footnotes } = notesOf(design, options);
  for (const lines of [headings, footnotes]) {
    if (lines.length > NOTE_LINES) {
      throw new GemCadError(
        `${lines.length} headings or footnotes`,
        `up to ${NOTE_LINES} of each in a .gem file`,
        "Join some of them, or write an .asc file.",
      );
    }
    for (let i = 0; i < NOTE_LINES; i++) bytes.text(lines[i] ?? "");
  }
  return bytes.toBytes();
}

/** Values to so many digits that a reader finds them again in the dual points; a level facet has no tooth but 0. */
function roundDesign(design: GemCadDesign): GemCadDesign {
  const tiers = design.tiers.map(({ name, angleDegrees, facets }) => {
    const angle = roundAngle(angleDegrees);
    const cut = facets.map((facet) => ({
      ...facet,
      index: angle === 0 ? 0 : roundIndex(facet.index, design.gear),
      distance: roundDistance(facet.distance),
    }));
    return { name, angleDegrees: angle, facets: cut };
  });
  return { ...design, tiers };
}

/** A design with a tier for every step, so that a reader finds its facets in the same order and cuts the same stone to the last bit. */
function inOrderOfCutting(design: GemCadDesign): GemCadDesign {
  const facets = design.tiers.flatMap((tier) => tier.facets);
  const tiers = cuttingSteps(design).map(({ name, angleDegrees, places }) => ({
    name,
    angleDegrees,
    facets: places.map((place) => facets[place]),
  }));
  return { ...design, tiers };
}

/** The stone of a design, and the design without the facets that are lost in it. */
function cutFacets(design: GemCadDesign): Polyhedron & { readonly cut: GemCadDesign } {
  const stone = intersectHalfSpaces(gemCadHalfSpaces(design));
  const all = design.tiers.reduce((sum, { facets }) => sum + facets.length, 0);
  if (stone.facets.length === all) return { ...stone, cut: design };
  const kept = new Set(stone.facets.map(({ halfSpace }) => halfSpace));
  let place = 0;
  const tiers = design.tiers.map((tier) => ({ ...tier, facets: tier.facets.filter(() => kept.has(place++)) }));
  return cutFacets({ ...design, tiers: tiers.filter(({ facets }) => facets.length > 0) });
}

/** Little-endian numbers and texts, one after the other. */
class ByteList {
  readonly #bytes: number[] = [];
  readonly #view = new DataView(new ArrayBuffer(8));

  float64(value: number): void {
    this.#view.setFloat64(0, value, true);
    this.#take(8);
  }

  int32(value: number): void {
    this.#view.setInt32(0, value, true);
    this.#take(4);
  }

  /** A byte for the length, then the text in Windows-1252. */
  text(text: string): void {
    const line = text.split("\t").map(oneLine).join("\t").slice(0, LONGEST_TEXT);
    this.#bytes.push(line.length, ...windowsBytes(line));
  }

  toBytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #take(count: number): void {
    for (let i = 0; i < count; i++) this.#bytes.push(this.#view.getUint8(i));
  }
}
