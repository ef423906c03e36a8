import {
  type AddBailOptions,
  type DrillHoleOptions,
  type EngraveTextOptions,
  FabricationError,
  type HollowOptions,
  STAND_ON_FLAT_DEFAULTS,
  type StandOnFlatOptions,
} from "@vocalith/geometry";
import { assembleGem } from "../assemble-gem.js";
import type { Gem } from "../gem.js";
import { parseVoices } from "../twin/twin-code.js";
import { catalogueNumber } from "./catalogue-number.js";
import type { CordHoleOptions } from "./drill-cord-hole.js";
import { isCramped, type MachinedStone, machineStone, type StoneOperations } from "./machine-stone.js";

/** What is to be done to a stone; what is absent or false is not done. `true` takes the operation's defaults. */
export interface FabricateGemOptions {
  /** A flat to stand on; larger than asked for where the cavity's drains or the text need the room. */
  readonly flat?: boolean | Omit<StandOnFlatOptions, "wasmUrl">;
  /** A ring to hang from. Not together with `hole`. */
  readonly bail?: boolean | Omit<AddBailOptions, "wasmUrl">;
  /** A hole through the stone: level, near the top, where there is room for it; or where a point and a direction say, in the coordinates after `flat`. */
  readonly hole?: boolean | CordHoleOptions | Omit<DrillHoleOptions, "wasmUrl">;
  /** A cavity with two drains. */
  readonly hollow?: boolean | Omit<HollowOptions, "keepClear" | "wasmUrl">;
  /**
   * Text below the stone: A to Z, 0 to 9, point, hyphen, slash, space and "\n". `"code"` engraves its catalogue number ({@link catalogueNumber}), in one
   * line or, where that does not fit, in two.
   */
  readonly text?: string | ({ readonly text: string } & Omit<EngraveTextOptions, "facet" | "wasmUrl">);
  /** Where `manifold.wasm` of manifold-3d is, for bundlers that do not find it by themselves. */
  readonly wasmUrl?: string;
}

/** Least stroke of a text, and so least wall between two, that standard resin holds: 0.4 mm and a little. */
const RESIN_STROKE_MM = 0.42;
/** How much wider a flat is tried where the drains or the text have found no room, in mm and as a factor, and how often. */
const WIDER_MM = 0.3;
const WIDER = 1.3;
const WIDENINGS = 5;

/**
 * Machines a stone: a flat to stand on, a bail or a hole to hang it from, a cavity to save material, a text below it. In this order, in which
 * each leaves what the one before has promised: the flat first, since it lowers the stone; the cavity keeps its wall from flat, neck and hole;
 * the text takes what room the drains have left. Where they have left none, the drains take what room the text has left; where that is none
 * either and a flat is asked for, the flat is cut larger.
 *
 * Promise: still one closed piece without self-intersections, and all that `standOnFlat`, `addBail`, `drillHole`, `hollow` and `engraveText` promise.
 *
 * @returns A gem with the machined mesh, its crystals lowered with it and ended at the flat. Code, colours, features and provenance are those of the stone that
 * was given, so its code cuts the stone without what was done to it. Facets that were made have the solid `FABRICATED` (-1). `machining` says what was done.
 * @throws FabricationError for the first operation that cannot be done, with what to do; RangeError for a stone that is machined already.
 *
 * @example
 * ```ts
 * import { cutGem, fabricateGem } from "vocalith";
 * declare const code: string;
 *
 * const pendant = await fabricateGem(await cutGem(code), { bail: true, hollow: { wallMm: 1.5 } });
 * const paperweight = await fabricateGem(await cutGem(code, { sizeMm: 60 }), { flat: true, text: "code" });
 * console.log(paperweight.machining?.text?.text);
 * ```
 */
export async function fabricateGem(gem: Gem, options: FabricateGemOptions): Promise<Gem> {
  if (gem.machining !== undefined) {
    throw new RangeError(
      `machining: found a stone with ${Object.keys(gem.machining).join(", ")}; accepted: a stone as it was cut. Ask for all at once.`,
    );
  }
  const operations = operationsOf(gem, options);
  const { measure: _measure, toSTL: _toSTL, particles: _particles, ...parts } = gem;
  const { mesh, crystals, machining } = await withStrokesThatHold(gem, operations);
  return assembleGem({
    ...parts,
    voices: parseVoices(gem.code),
    crystals,
    mesh,
    ...(Object.keys(machining).length > 0 && { machining }),
  });
}

function operationsOf({ code }: Gem, options: FabricateGemOptions): StoneOperations {
  const { text, wasmUrl } = options;
  const flat = asked(options.flat);
  const bail = asked(options.bail);
  const hole = asked(options.hole);
  const hollow = asked(options.hollow);
  if (bail !== undefined && hole !== undefined) {
    throw new FabricationError("hole", "options", "a bail and a hole", "one of the two", "Choose how it shall hang.");
  }
  const { text: words, ...lettering } = typeof text === "string" ? { text } : { text: undefined, ...text };
  return {
    flat,
    bail,
    hole,
    hollow,
    ...(words !== undefined && { text: { ...lettering, settings: settingsOf(words, code) } }),
    wasmUrl,
  };
}

/** The options of an operation that is asked for. */
function asked<Options extends object>(option: boolean | Options | undefined): Options | undefined {
  return option === true ? ({} as Options) : option === false ? undefined : option;
}

/** The ways in which a text may be set, the best first. */
function settingsOf(text: string, code: string): readonly string[] {
  if (text !== "code") return [text];
  const number = catalogueNumber(code);
  return [number, number.replace("-", "\n")];
}

/** The stone with a text that resin holds, or with a finer one, for metal, where there is no room for that. */
async function withStrokesThatHold(
  stone: Pick<Gem, "mesh" | "crystals">,
  operations: StoneOperations,
): Promise<MachinedStone> {
  const { text } = operations;
  if (text === undefined || text.minimumStrokeMm !== undefined) return withRoom(stone, operations);
  try {
    return await withRoom(stone, { ...operations, text: { ...text, minimumStrokeMm: RESIN_STROKE_MM } });
  } catch (error) {
    if (!isCramped(error)) throw error;
    return withRoom(stone, operations);
  }
}

/** The stone with as large a flat as everything else needs. */
async function withRoom(stone: Pick<Gem, "mesh" | "crystals">, operations: StoneOperations): Promise<MachinedStone> {
  let { flat } = operations;
  let width = flat?.minimumWidthMm ?? STAND_ON_FLAT_DEFAULTS.minimumWidthMm;
  let cramped: unknown;
  for (let widening = 0; ; widening++) {
    try {
      return await machineStone(stone, { ...operations, flat }, (cut) => {
        width = cut;
      });
    } catch (error) {
      const isOfFlat = error instanceof FabricationError && error.operation === "flat";
      // A larger flat, there only to make room, that cannot be cut is not what is amiss.
      if (isOfFlat && cramped !== undefined) throw cramped;
      if (!isCramped(error) || isOfFlat || flat === undefined || widening === WIDENINGS) throw error;
      cramped = error;
      // At first hardly wider: a ground that is level all over may be all it takes.
      width = widening === 0 ? width + WIDER_MM : WIDER * width;
      flat = { ...flat, minimumWidthMm: width };
    }
  }
}
