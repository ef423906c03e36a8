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
  type Mesh,
  type StandOnFlatOptions,
  standOnFlat,
} from "@vocalith/geometry";
import type { Gem, GemCrystal } from "../gem.js";
import { type CordHoleOptions, drillCordHole } from "./drill-cord-hole.js";
import type { GemMachining, MachinedBail, MachinedHole, MachinedHollow, MachinedText } from "./gem-machining.js";
import { loweredCrystals } from "./lowered-crystals.js";
import { textBox } from "./text-box.js";

/** The operations that are asked for. */
export interface StoneOperations {
  readonly flat?: StandOnFlatOptions;
  readonly bail?: AddBailOptions;
  readonly hole?: CordHoleOptions | DrillHoleOptions;
  readonly hollow?: HollowOptions;
  readonly text?: TextOperation;
  readonly wasmUrl?: string;
}

interface TextOperation extends EngraveTextOptions {
  /** The ways in which the text may be set, the best first. */
  readonly settings: readonly string[];
}

/** A stone with what was done to it. */
export interface MachinedStone {
  readonly mesh: Mesh;
  readonly crystals: readonly GemCrystal[];
  readonly machining: GemMachining;
}

/** An operation's mesh and what it says of itself. */
interface Step<Made> {
  readonly mesh: Mesh;
  readonly made: Made;
}

/**
 * Does to a stone what is asked for: flat, bail or hole, then cavity and text, or text and cavity where that leaves no room for the text.
 *
 * @param onFlat is told the width of the flat as soon as it is cut, in mm.
 */
export async function machineStone(
  stone: Pick<Gem, "mesh" | "crystals">,
  operations: StoneOperations,
  onFlat: (widthMm: number) => void,
): Promise<MachinedStone> {
  let { mesh, crystals } = stone;
  const { flat, bail, hole, text, wasmUrl } = operations;
  const machining: { -readonly [Name in keyof GemMachining]: GemMachining[Name] } = {};
  if (flat !== undefined) {
    const { loweredMm, widthMm, mesh: standing } = await standOnFlat(mesh, { ...flat, wasmUrl });
    onFlat(widthMm);
    mesh = standing;
    crystals = loweredCrystals(crystals, loweredMm);
    machining.flat = { loweredMm, widthMm };
  }
  // What has no room on the bare flat will have none later, and this is soon known.
  if (flat !== undefined && text !== undefined) await engrave(mesh, text, wasmUrl);
  const keepClear: Float64Array[] = [];
  if (bail !== undefined) {
    const { made, neck, ...step } = await hang(mesh, bail, wasmUrl);
    mesh = step.mesh;
    keepClear.push(neck);
    machining.bail = made;
  }
  if (hole !== undefined) {
    const { made, bore, ...step } = await drill(mesh, crystals, hole, wasmUrl);
    mesh = step.mesh;
    keepClear.push(bore);
    machining.hole = made;
  }
  return { ...(await hollowAndEngrave(mesh, crystals, operations, keepClear, machining)), crystals };
}

async function hollowAndEngrave(
  mesh: Mesh,
  crystals: readonly GemCrystal[],
  { hollow: cavity, text, wasmUrl }: StoneOperations,
  keepClear: readonly Float64Array[],
  machining: GemMachining,
): Promise<Omit<MachinedStone, "crystals">> {
  if (cavity === undefined && text === undefined) return { mesh, machining };
  if (cavity === undefined || text === undefined) {
    const hollowed = cavity && (await excavate(mesh, crystals, cavity, keepClear, wasmUrl));
    const engraved = text && (await engrave(mesh, text, wasmUrl));
    return {
      mesh: (hollowed ?? engraved ?? { mesh }).mesh,
      machining: {
        ...machining,
        ...(hollowed && { hollow: hollowed.made }),
        ...(engraved && { text: engraved.made }),
      },
    };
  }
  const hollowed = await excavate(mesh, crystals, cavity, keepClear, wasmUrl);
  try {
    const engraved = await engrave(hollowed.mesh, text, wasmUrl);
    return { mesh: engraved.mesh, machining: { ...machining, hollow: hollowed.made, text: engraved.made } };
  } catch (cramped) {
    if (!isCramped(cramped)) throw cramped;
    const engraved = await engrave(mesh, text, wasmUrl);
    const clear = [...keepClear, textBox(mesh, engraved.mesh, engraved.made)];
    // Where the drains have no room beside the text either, it is the text that is too much.
    const last = await excavate(engraved.mesh, crystals, cavity, clear, wasmUrl).catch((error) => {
      throw isCramped(error) ? cramped : error;
    });
    return { mesh: last.mesh, machining: { ...machining, hollow: last.made, text: engraved.made } };
  }
}

/** Whether an operation has found no room, which another order or a larger flat may give it. */
export function isCramped(error: unknown): error is FabricationError {
  return error instanceof FabricationError && error.problem === "room";
}

async function hang(
  mesh: Mesh,
  options: AddBailOptions,
  wasmUrl: string | undefined,
): Promise<Step<MachinedBail> & { neck: Float64Array }> {
  const pendant = await addBail(mesh, { ...options, wasmUrl });
  const boreMm = options.boreMm ?? ADD_BAIL_DEFAULTS.boreMm;
  const made = { boreMm, centre: pendant.centre, direction: pendant.boreDirection };
  return { mesh: pendant.mesh, made, neck: pendant.neck };
}

async function drill(
  mesh: Mesh,
  crystals: readonly GemCrystal[],
  options: CordHoleOptions | DrillHoleOptions,
  wasmUrl: string | undefined,
): Promise<Step<MachinedHole> & { bore: Float64Array }> {
  const { bore, ends, ...drilled } =
    "through" in options
      ? await drillHole(mesh, { ...options, wasmUrl })
      : await drillCordHole(mesh, crystals, options, wasmUrl);
  const diameterMm = options.diameterMm ?? DRILL_HOLE_DEFAULTS.diameterMm;
  return { mesh: drilled.mesh, made: { diameterMm, ends }, bore };
}

async function excavate(
  mesh: Mesh,
  crystals: readonly GemCrystal[],
  options: HollowOptions,
  keepClear: readonly Float64Array[],
  wasmUrl: string | undefined,
): Promise<Step<MachinedHollow>> {
  const halfSpaces = crystals.map((crystal) => crystal.halfSpaces);
  const { wallMm, cavities, removedMm3, ...hollowed } = await hollow(mesh, halfSpaces, {
    ...options,
    keepClear,
    wasmUrl,
  });
  const diameterMm = options.drainMm ?? HOLLOW_DEFAULTS.drainMm;
  const drains = hollowed.drains.map(({ mouth, direction }) => ({ mouth, direction, diameterMm }));
  return { mesh: hollowed.mesh, made: { wallMm, cavities, drains, removedMm3 } };
}

/** Engraves the first setting that has room; the error of the last where none has. */
async function engrave(
  mesh: Mesh,
  { settings, ...options }: TextOperation,
  wasmUrl: string | undefined,
): Promise<Step<MachinedText>> {
  let cramped: unknown;
  for (const text of settings) {
    try {
      const { heightMm, strokeMm, middle, across, ...engraved } = await engraveText(mesh, text, {
        ...options,
        wasmUrl,
      });
      return { mesh: engraved.mesh, made: { text, heightMm, strokeMm, middle, across } };
    } catch (error) {
      if (!isCramped(error)) throw error;
      cramped = error;
    }
  }
  throw cramped;
}
