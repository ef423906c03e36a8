import { intersectHalfSpaces, unite } from "@vocalith/geometry";
import type { GemCode } from "./code/gem-code.js";
import { formatGemCode, parseGemCode } from "./code/gem-code-text.js";
import { CUTS } from "./cuts/cuts.js";
import type { PlacedCrystal } from "./cuts/placed-crystal.js";
import { assembleGem, type Gem } from "./gem.js";
import { gemColor } from "./law/gem-color.js";

/** How a stone is cut from its code. */
export interface CutOptions {
  /** Length of the longest side in mm, 5 to 500. Default 40. */
  readonly sizeMm?: number;
  /** The way of cutting, a name in {@link CUTS}. Default `crystal`. */
  readonly cut?: keyof typeof CUTS;
  /** Stops the work between its steps; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The options `cutGem` uses where none are given. */
export const CUT_DEFAULTS = { sizeMm: 40, cut: "crystal" } as const satisfies Omit<Required<CutOptions>, "signal">;

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
 * @param code - A GemCode or its text.
 * @returns The gem, without `features`.
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
export async function cutGem(code: GemCode | string, options: CutOptions = {}): Promise<Gem> {
  const { signal } = options;
  const sizeMm = options.sizeMm ?? CUT_DEFAULTS.sizeMm;
  const cut = options.cut ?? CUT_DEFAULTS.cut;
  if (!(sizeMm >= SMALLEST_MM && sizeMm <= LARGEST_MM)) {
    throw new CutOptionError(`sizeMm = ${sizeMm}`, `a number from ${SMALLEST_MM} to ${LARGEST_MM}`);
  }
  if (!Object.hasOwn(CUTS, cut)) throw new CutOptionError(`cut = ${cut}`, Object.keys(CUTS).join(", "));
  const parsed = typeof code === "string" ? parseGemCode(code) : code;
  const text = formatGemCode(parsed);

  signal?.throwIfAborted();
  const placed: readonly PlacedCrystal[] = CUTS[cut](parsed, sizeMm);
  const mesh = await unite(
    placed.map(({ halfSpaces, inside }) => intersectHalfSpaces(halfSpaces, inside && { interior: inside })),
  );
  signal?.throwIfAborted();
  const crystals = placed.map(({ halfSpaces, syllables }) => ({ halfSpaces, syllables }));
  return assembleGem({ code: text, crystals, color: gemColor(parsed.species), mesh });
}
