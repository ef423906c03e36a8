import type { VoiceFeatures, VoiceOutline } from "@vocalith/dsp";
import { intersectHalfSpaces, unite } from "@vocalith/geometry";
import { assembleGem } from "./assemble-gem.js";
import type { GemCode } from "./code/gem-code.js";
import { formatGemCode } from "./code/gem-code-text.js";
import type { CutName } from "./cuts/cut-name.js";
import { CUTS } from "./cuts/cuts.js";
import type { PlacedCrystal } from "./cuts/placed-crystal.js";
import type { Gem, GemSketch } from "./gem.js";
import { gemColor } from "./law/gem-color.js";
import { placeSyllables } from "./law/place-syllables.js";
import { growTwin } from "./twin/grow-twin.js";
import { formatTwinCode, parseVoices, type TwinCode } from "./twin/twin-code.js";

/** How a stone is cut from its code. */
export interface CutOptions {
  /** Length of the longest side in mm, 5 to 500. Default 40. */
  readonly sizeMm?: number;
  /** The way of cutting, a name in {@link CUTS}. Default `crystal`. */
  readonly cut?: CutName;
  /** Told once of the stone as soon as it can be looked at, about half-way through the cut: for programs before which somebody waits. */
  readonly onSketch?: (sketch: GemSketch) => void;
  /** Stops the work between its steps; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The options `cutGem` uses where none are given. */
export const CUT_DEFAULTS = { sizeMm: 40, cut: "crystal" } as const satisfies Omit<
  Required<CutOptions>,
  "onSketch" | "signal"
>;

/** A size or a cut that no stone can have. */
export class CutOptionError extends Error {
  override readonly name = "CutOptionError";

  constructor(
    /** The option's name and value. */
    readonly found: string,
    /** What would have been cut. */
    readonly accepted: string,
  ) {
    super(`cannot cut with ${found}; accepted: ${accepted}. Choose one of these.`);
  }
}

const SMALLEST_MM = 5;
const LARGEST_MM = 500;

/**
 * Cuts a stone from its code: the second half of the law. A pure function: the same code and size give the same mesh, byte for
 * byte, on every machine.
 *
 * A twin's code gives a twin: both stones upright, the first left (-x), the second turned by half a turn about the vertical, grown through
 * one another on the plane x = 0, after the Carlsbad law of feldspar; its longest side is `sizeMm`.
 *
 * @param code - A GemCode, that of a twin, or the text of either.
 * @returns The gem, without `features` and `provenance`.
 * @throws GemCodeError for a text that is no code, {@link CutOptionError} for a size or cut that cannot be; rejects with the
 * reason of an aborted `signal`.
 *
 * @example
 * ```ts
 * import { cutGem } from "vocalith";
 * declare const code: string;
 * const gem = await cutGem(code, { sizeMm: 25 });
 * const stl: Uint8Array = gem.toSTL();
 * ```
 */
export async function cutGem(code: GemCode | TwinCode | string, options: CutOptions = {}): Promise<Gem> {
  const voices = typeof code === "string" ? parseVoices(code) : "individuals" in code ? code.individuals : [code];
  return cutVoices(voices, options);
}

/**
 * The size and the way of cutting that are asked for.
 *
 * @throws {@link CutOptionError} for those that no stone can have.
 */
export function checkedCut(options: CutOptions): Required<Pick<CutOptions, "sizeMm" | "cut">> {
  const sizeMm = options.sizeMm ?? CUT_DEFAULTS.sizeMm;
  const cut = options.cut ?? CUT_DEFAULTS.cut;
  if (!(sizeMm >= SMALLEST_MM && sizeMm <= LARGEST_MM)) {
    throw new CutOptionError(`sizeMm = ${sizeMm}`, `a number from ${SMALLEST_MM} to ${LARGEST_MM}`);
  }
  if (!Object.hasOwn(CUTS, cut)) throw new CutOptionError(`cut = ${cut}`, Object.keys(CUTS).join(", "));
  return { sizeMm, cut };
}

/**
 * Cuts one voice as a stone, or two as a twin.
 *
 * @param heard - What was measured in each of the voices, where they were heard; the gem keeps whole features, not outlines.
 */
export async function cutVoices(
  voices: readonly GemCode[],
  options: CutOptions,
  heard: readonly VoiceOutline[] = [],
): Promise<Gem> {
  const { onSketch, signal } = options;
  const { sizeMm, cut } = checkedCut(options);
  const [first, second] = voices;
  const texts = voices.map(formatGemCode);

  signal?.throwIfAborted();
  const stones: readonly (readonly PlacedCrystal[])[] = voices.map((voice) => CUTS[cut](voice, sizeMm));
  const placed = second === undefined ? stones[0] : growTwin(stones[0], stones[1], sizeMm);
  const solids = placed.map(({ halfSpaces, inside }) =>
    intersectHalfSpaces(halfSpaces, inside && { interior: inside }),
  );
  const colors = voices.map(({ species }) => gemColor(species));
  const parts = {
    code: second === undefined ? texts[0] : formatTwinCode({ individuals: [first, second] }),
    cut,
    sizeMm,
    crystals: placed.map(({ halfSpaces, syllables }, i) => ({ halfSpaces, corners: solids[i].vertices, syllables })),
    color: colors[0],
    individuals: texts.map((text, i) => {
      const crystals = i === 0 ? ([0, stones[0].length] as const) : ([stones[0].length, placed.length] as const);
      const voice = heard.at(i);
      return {
        code: text,
        color: colors[i],
        crystals,
        ...(voice && {
          durationSeconds: voice.durationSeconds,
          syllables: placeSyllables(voice, placed, crystals),
        }),
        ...(isWhole(voice) && { features: voice }),
      };
    }),
  };
  const mesh = await unite(solids, onSketch && { onSurface: (surface) => onSketch({ ...parts, mesh: surface }) });
  signal?.throwIfAborted();
  return assembleGem({
    ...parts,
    voices,
    mesh,
    ...(heard.length === 1 && isWhole(heard[0]) && { features: heard[0] }),
  });
}

function isWhole(voice: VoiceOutline | undefined): voice is VoiceFeatures {
  return voice !== undefined && "timbre" in voice;
}
