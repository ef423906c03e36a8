import {
  ADD_BAIL_DEFAULTS,
  type AddBailOptions,
  addBail,
  DRILL_HOLE_DEFAULTS,
  type DrillHoleOptions,
  drillHole,
  type EngraveTextOptions,
  engraveText,
  FabricationError,
  HOLLOW_DEFAULTS,
  type HollowOptions,
  hollow,
  type StandOnFlatOptions,
  standOnFlat,
} from "@vocalith/geometry";
import { assembleGem, type Gem } from "../gem.js";
import { parseVoices } from "../twin/twin-code.js";
import { catalogueNumber } from "./catalogue-number.js";
import { type CordHoleOptions, drillCordHole } from "./drill-cord-hole.js";
import type { GemMachining } from "./gem-machining.js";
import { loweredCrystals } from "./lowered-crystals.js";

/** What is to be done to a stone; what is absent or false is not done. `true` takes the operation's defaults. */
export interface FabricateGemOptions {
  /** A flat to stand on. */
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

/**
 * Machines a stone: a flat to stand on, a bail or a hole to hang it from, a cavity to save material, a text below it. In this order, in which
 * each leaves what the one before has promised: the flat first, since it lowers the stone; the cavity keeps its wall from flat, neck and hole;
 * the text takes what room the drains have left.
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
  const { wasmUrl } = options;
  const [flat, bail, hole, cavity] = [options.flat, options.bail, options.hole, options.hollow].map(asked);
  if (bail !== undefined && hole !== undefined) {
    throw new FabricationError("hole", "options", "a bail and a hole", "one of the two", "Choose how it shall hang.");
  }
  let { mesh, crystals } = gem;
  const machining: { -readonly [Name in keyof GemMachining]: GemMachining[Name] } = {};
  const keepClear: Float64Array[] = [];
  if (flat !== undefined) {
    const standing = await standOnFlat(mesh, { ...(flat as StandOnFlatOptions), wasmUrl });
    mesh = standing.mesh;
    crystals = loweredCrystals(crystals, standing.loweredMm);
    machining.flat = { loweredMm: standing.loweredMm, widthMm: standing.widthMm };
  }
  if (bail !== undefined) {
    const settings = bail as AddBailOptions;
    const pendant = await addBail(mesh, { ...settings, wasmUrl });
    mesh = pendant.mesh;
    keepClear.push(pendant.neck);
    const boreMm = settings.boreMm ?? ADD_BAIL_DEFAULTS.boreMm;
    machining.bail = { boreMm, centre: pendant.centre, direction: pendant.boreDirection };
  }
  if (hole !== undefined) {
    const settings = hole as CordHoleOptions | DrillHoleOptions;
    const drilled =
      "through" in settings
        ? await drillHole(mesh, { ...settings, wasmUrl })
        : await drillCordHole(mesh, crystals, settings, wasmUrl);
    mesh = drilled.mesh;
    keepClear.push(drilled.bore);
    machining.hole = { diameterMm: settings.diameterMm ?? DRILL_HOLE_DEFAULTS.diameterMm, ends: drilled.ends };
  }
  if (cavity !== undefined) {
    const halfSpaces = crystals.map((crystal) => crystal.halfSpaces);
    const settings = cavity as HollowOptions;
    const hollowed = await hollow(mesh, halfSpaces, { ...settings, keepClear, wasmUrl });
    mesh = hollowed.mesh;
    const { wallMm, cavities, removedMm3 } = hollowed;
    const diameterMm = settings.drainMm ?? HOLLOW_DEFAULTS.drainMm;
    const drains = hollowed.drains.map(({ mouth, direction }) => ({ mouth, direction, diameterMm }));
    machining.hollow = { wallMm, cavities, drains, removedMm3 };
  }
  if (options.text !== undefined) {
    const settings = typeof options.text === "string" ? { text: options.text } : options.text;
    const { text, ...rest } = settings;
    const engraved = await engraveFirst(linesOf(text, gem.code), (lines) =>
      engraveText(mesh, lines, { ...rest, wasmUrl }),
    );
    mesh = engraved.made.mesh;
    const { heightMm, strokeMm, middle, across } = engraved.made;
    machining.text = { text: engraved.lines, heightMm, strokeMm, middle, across };
  }
  const { measure: _measure, toSTL: _toSTL, particles: _particles, ...parts } = gem;
  return assembleGem({
    ...parts,
    voices: parseVoices(gem.code),
    crystals,
    mesh,
    ...(Object.keys(machining).length > 0 && { machining }),
  });
}

/** The options of an operation that is asked for. */
function asked<Options extends object>(option: boolean | Options | undefined): Options | object | undefined {
  return option === true ? {} : option === false ? undefined : option;
}

/** The ways in which a text may be set, the best first. */
function linesOf(text: string, code: string): readonly string[] {
  if (text !== "code") return [text];
  const number = catalogueNumber(code);
  return [number, number.replace("-", "\n")];
}

/** The first of several settings that has room; the error of the last where none has. */
async function engraveFirst<Made>(
  [lines, ...others]: readonly string[],
  engrave: (lines: string) => Promise<Made>,
): Promise<{ lines: string; made: Made }> {
  try {
    return { lines, made: await engrave(lines) };
  } catch (error) {
    const isTooLong = error instanceof FabricationError && error.problem === "room" && others.length > 0;
    if (!isTooLong) throw error;
    return engraveFirst(others, engrave);
  }
}
