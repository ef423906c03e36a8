import { checkDesign, MOST_FACETS } from "./check-design.js";
import type { GemCadDesign, GemCadFacet } from "./gemcad-design.js";
import { GemCadError } from "./gemcad-error.js";
import { windowsText } from "./windows-text.js";

const MOST_BYTES = 1_000_000;
const LONGEST_INSTRUCTION = 1000;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** What the lines read so far have said. */
interface Reading {
  gear?: number;
  gearOffset: number;
  symmetryFolds?: number;
  mirror: boolean;
  refractiveIndex?: number;
  facets: number;
  readonly headings: string[];
  readonly footnotes: string[];
  readonly tiers: OpenTier[];
}

interface OpenTier {
  name: string;
  readonly angleDegrees: number;
  readonly distance: number;
  readonly facets: GemCadFacet[];
}

/**
 * Reads GemCad's cutting instructions, `.asc`, as version 4 and 5 write them, also where a tier runs over several lines. Every tier has one distance; its
 * name is GemCad's cutting instruction, which may be empty. The stone is the intersection of {@link gemCadHalfSpaces}.
 *
 * @param bytes - The whole file, up to 1 MB, in Windows-1252.
 * @throws {@link GemCadError} for anything else, a preform, more than 10,000 facets, or a design that cannot be cut.
 *
 * @example
 * ```ts
 * import { readGemCadAsc } from "@vocalith/formats";
 * declare const file: Uint8Array;
 * const { gear, tiers } = readGemCadAsc(file);
 * console.log(gear, tiers.map(({ angleDegrees }) => angleDegrees));
 * ```
 */
export function readGemCadAsc(bytes: Uint8Array): GemCadDesign {
  if (bytes.length > MOST_BYTES) {
    throw new GemCadError(`${bytes.length} bytes`, `up to ${MOST_BYTES}`, "Is it another kind of file?");
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const [first, ...lines] = windowsText(hasMark ? bytes.subarray(3) : bytes).split(/\r\n|\r|\n/);
  if (!/^GemCad\b/i.test(first)) {
    throw new GemCadError(
      `a first line of ${JSON.stringify(first.slice(0, 20))}`,
      "a file whose first line is GemCad and its version",
      "Export the design as ASCII from GemCad.",
      "line 1",
    );
  }
  const reading: Reading = {
    gearOffset: 0,
    mirror: false,
    facets: 0,
    headings: [],
    footnotes: [],
    tiers: [],
  };
  lines.forEach((line, i) => {
    readLine(reading, line, `line ${i + 2}`);
  });
  return finish(reading);
}

function readLine(reading: Reading, line: string, position: string): void {
  const [, keyword, rest] = line.match(/^([gyIHaF])(?![A-Za-z])(.*)$/) ?? [];
  const words = (rest ?? line).split(/\s+/).filter((word) => word !== "");
  switch (keyword) {
    case "g":
      reading.gear = readNumber(words[0], "a number of teeth", position);
      reading.gearOffset = words.length > 1 ? readNumber(words[1], "the tooth at the top", position) : 0;
      break;
    case "y":
      reading.symmetryFolds = readNumber(words[0], "the folds of the symmetry", position);
      reading.mirror = words[1]?.toLowerCase() === "y";
      break;
    case "I":
      reading.refractiveIndex = readNumber(words[0], "a refractive index", position);
      break;
    case "H":
      reading.headings.push(rest.replace(/^ /, ""));
      break;
    case "F":
      reading.footnotes.push(rest.replace(/^ /, ""));
      break;
    case "a":
      openTier(reading, words, position);
      readFacets(reading, rest.replace(/^\s*\S+\s+\S+/, ""), position);
      break;
    default:
      if (words.length > 0) readFacets(reading, line, position);
  }
}

function openTier({ tiers }: Reading, words: readonly string[], position: string): void {
  const written = readNumber(words[0], "an angle", position);
  const distance = readNumber(words[1], "a distance", position);
  const isCulet = written === 0 && (distance < 0 || Object.is(written, -0));
  tiers.push({
    name: "",
    angleDegrees: isCulet ? -0 : written,
    distance: isCulet ? Math.abs(distance) : distance,
    facets: [],
  });
}

/** The teeth of the tier that is open, their labels after `n`, and after `G` the cutting instruction. */
function readFacets(reading: Reading, text: string, position: string): void {
  const tier = reading.tiers.at(-1);
  const words = /\s*(\S+)/y;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    const [, word] = match;
    if (tier === undefined) {
      throw new GemCadError(
        JSON.stringify(word),
        "lines g, y, I, H, a and F",
        "Export it again from GemCad.",
        position,
      );
    }
    if (word === "G") {
      tier.name = `${tier.name} ${text.slice(words.lastIndex).trim()}`.trim();
      if (tier.name.length > LONGEST_INSTRUCTION) {
        const found = `an instruction of ${tier.name.length} characters`;
        throw new GemCadError(found, `up to ${LONGEST_INSTRUCTION}`, "Shorten it.", position);
      }
      return;
    }
    if (word === "n") {
      const last = tier.facets.pop();
      const label = words.exec(text)?.[1];
      if (last === undefined || label === undefined) {
        throw new GemCadError("n without a tooth or a name", "n and a name after a tooth", "Mend the line.", position);
      }
      tier.facets.push({ ...last, label: last.label === "" ? label : `${last.label}/${label}` });
    } else {
      const index = readNumber(word, "a tooth", position);
      tier.facets.push({ index: withinGear(index, reading.gear ?? 0), distance: tier.distance, label: "" });
      reading.facets++;
      if (reading.facets > MOST_FACETS) {
        throw new GemCadError(`more than ${MOST_FACETS} facets`, `up to ${MOST_FACETS}`, "Cut it in parts.", position);
      }
    }
  }
}

/** A tooth as 0 to below the number of teeth. */
function withinGear(index: number, gear: number): number {
  const teeth = Math.abs(gear);
  const turned = index >= 0 && index < teeth ? index : index - teeth * Math.floor(index / teeth);
  return turned === teeth ? 0 : turned;
}

function readNumber(word: string | undefined, what: string, position: string): number {
  if (word === undefined || !NUMBER.test(word)) {
    const found = word === undefined ? "nothing" : JSON.stringify(word.slice(0, 40));
    throw new GemCadError(found, `${what}, such as 42.5`, "Mend the line, or export it again from GemCad.", position);
  }
  return Number(word);
}

function finish({ gear, gearOffset, symmetryFolds, mirror, refractiveIndex, headings, footnotes, tiers }: Reading) {
  if (gear === undefined || symmetryFolds === undefined || refractiveIndex === undefined) {
    const missing = gear === undefined ? "g" : symmetryFolds === undefined ? "y" : "I";
    throw new GemCadError(`no line ${missing}`, "lines g, y and I before the tiers", "Export it again from GemCad.");
  }
  const design: GemCadDesign = {
    gear,
    gearOffset,
    refractiveIndex,
    symmetryFolds,
    mirror,
    headings,
    footnotes,
    // A table or culet may be given without a tooth.
    tiers: tiers.map(({ name, angleDegrees, distance, facets }) => ({
      name,
      angleDegrees,
      facets: facets.length === 0 && angleDegrees === 0 ? [{ index: 0, distance, label: "" }] : facets,
    })),
  };
  checkDesign(design);
  return design;
}
