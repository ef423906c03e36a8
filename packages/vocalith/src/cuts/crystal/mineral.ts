import { type CrystalAxes, expandForm, type MillerIndices, type PointGroup } from "@vocalith/geometry";
import { FIELD_MAXIMA, type FormCode, type SpeciesCode } from "../../code/gem-code.js";

/** A mineral: the directions in which its crystals may have faces. Every angle between faces is fixed here. */
export interface Mineral {
  /** Forms that shape the crystal: x, y, z of unit normals, upright prisms and the faces that close them. */
  readonly primary: Float64Array;
  /** Forms that cut the corners of the primary shape, in the order of the code. */
  readonly secondary: readonly Float64Array[];
}

/**
 * Where a secondary form may lie: the indices at the corners of a patch of directions, with `turn` and `slope` at their ends as the names
 * say. Between them indices are mixed in whole parts, so that every face keeps to the law of rational indices.
 */
interface FormPatch {
  readonly turn0Slope0: MillerIndices;
  readonly turn1Slope0: MillerIndices;
  readonly turn0Slope1: MillerIndices;
  readonly turn1Slope1: MillerIndices;
}

interface MineralClass {
  readonly pointGroup: PointGroup;
  /** Axial ratios and angles from the height of the resonance, 0 to 1. */
  readonly axes: (height: number) => Partial<CrystalAxes>;
  readonly primary: (height: number) => readonly MillerIndices[];
  /** One for each form of the code; no two overlap. */
  readonly patches: readonly FormPatch[];
}

/** Axes of one length at right angles: what a class does not say of its own. */
const CUBE: CrystalAxes = { a: 1, b: 1, c: 1, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };

const between = (low: number, high: number, share: number) => low + share * (high - low);

/** A patch between two azimuths, given by their indices h and k, and from a steep l to a flat one. */
const patch = (
  [h0, k0]: readonly [number, number],
  [h1, k1]: readonly [number, number],
  steep: number,
  flat: number,
): FormPatch => ({
  turn0Slope0: [h0, k0, steep],
  turn1Slope0: [h1, k1, steep],
  turn0Slope1: [h0, k0, flat],
  turn1Slope1: [h1, k1, flat],
});

/** In the order of the code's `system` field. Habits after minerals named beside each. */
const MINERAL_CLASSES: readonly MineralClass[] = [
  {
    // Monoclinic, as orthoclase and gypsum.
    pointGroup: "2/m",
    axes: (height) => ({ b: 0.9, c: between(0.75, 1.25, height), betaDegrees: 107 }),
    primary: () => [
      [1, 1, 0],
      [1, 1, 1],
      [-1, 1, 1],
    ],
    patches: [
      patch([1, 3], [3, 3], 1, 2),
      patch([3, 2], [3, 0], 1, 2),
      patch([-1, 3], [-3, 3], 1, 2),
      patch([-3, 2], [-3, 0], 1, 2),
    ],
  },
  {
    // Hexagonal, as beryl and apatite; without mirrors, as high quartz.
    pointGroup: "622",
    axes: (height) => ({ c: between(0.75, 1.4, height), gammaDegrees: 120 }),
    primary: () => [
      [1, 0, 0],
      [1, 0, 1],
    ],
    patches: [
      patch([23, 2], [16, 9], 8, 17),
      patch([9, 16], [2, 23], 8, 17),
      patch([23, 2], [16, 9], 30, 47),
      patch([9, 16], [2, 23], 30, 47),
    ],
  },
  {
    // Trigonal, as dogtooth calcite.
    pointGroup: "-3m",
    axes: (height) => ({ c: between(0.42, 0.78, height), gammaDegrees: 120 }),
    primary: () => [
      [1, 0, 0],
      [2, 1, 1],
    ],
    patches: [
      patch([23, 2], [16, 9], 3, 7),
      patch([9, 16], [2, 23], 3, 7),
      patch([23, 2], [16, 9], 13, 22),
      patch([9, 16], [2, 23], 13, 22),
    ],
  },
  {
    // Tetragonal, as zircon and apophyllite.
    pointGroup: "422",
    axes: (height) => ({ c: between(1.1, 1.7, height) }),
    primary: () => [
      [1, 1, 0],
      [1, 0, 1],
    ],
    patches: [
      patch([23, 2], [16, 9], 8, 15),
      patch([9, 16], [2, 23], 8, 15),
      patch([23, 2], [16, 9], 30, 47),
      patch([9, 16], [2, 23], 30, 47),
    ],
  },
  {
    // Orthorhombic, as topaz.
    pointGroup: "mmm",
    axes: (height) => ({ a: 0.78, c: between(0.7, 1.3, height) }),
    primary: () => [
      [1, 1, 0],
      [1, 1, 1],
    ],
    patches: [
      patch([23, 2], [16, 9], 5, 12),
      patch([9, 16], [2, 23], 5, 12),
      patch([23, 2], [16, 9], 20, 37),
      patch([9, 16], [2, 23], 20, 37),
    ],
  },
  {
    // Cubic, as pyrite and garnet: from nearly a cube to a rhombic dodecahedron.
    pointGroup: "23",
    axes: () => ({}),
    primary: (height) => [[0, 32, 10 + Math.round(20 * Math.min(1, Math.max(0, (height - 0.8) / 0.2)))]],
    patches: [
      { turn0Slope0: [20, 2, 7], turn1Slope0: [20, 9, 7], turn0Slope1: [20, 2, 15], turn1Slope1: [20, 9, 15] },
      { turn0Slope0: [20, 12, 7], turn1Slope0: [20, 19, 7], turn0Slope1: [20, 12, 15], turn1Slope1: [20, 19, 15] },
      { turn0Slope0: [20, 2, -7], turn1Slope0: [20, 9, -7], turn0Slope1: [20, 2, -15], turn1Slope1: [20, 9, -15] },
      { turn0Slope0: [20, 12, -7], turn1Slope0: [20, 19, -7], turn0Slope1: [20, 12, -15], turn1Slope1: [20, 19, -15] },
    ],
  },
];

/** The mineral that a species is. */
export function mineralOf(species: SpeciesCode): Mineral {
  const { system, resonance } = species;
  return {
    primary: primaryNormals(system, resonance),
    secondary: species.forms.map((form, i) => formNormals(system, resonance, i, form)),
  };
}

/** Unit normals of the faces that shape a mineral's crystals, all forms one after another. */
export function primaryNormals(system: number, resonance: number): Float64Array {
  const height = resonance / FIELD_MAXIMA.species.resonance;
  const mineral = MINERAL_CLASSES[system];
  return Float64Array.from(mineral.primary(height).flatMap((indices) => [...expand(mineral, height, indices)]));
}

/** Unit normals of the faces of one of the four forms of a code, the face with the indices themselves first. */
export function formNormals(system: number, resonance: number, place: number, form: FormCode): Float64Array {
  const mineral = MINERAL_CLASSES[system];
  return expand(mineral, resonance / FIELD_MAXIMA.species.resonance, indicesIn(mineral.patches[place], form));
}

function expand(mineral: MineralClass, height: number, indices: MillerIndices): Float64Array {
  return expandForm(mineral.pointGroup, indices, { ...CUBE, ...mineral.axes(height) });
}

const { turn: turnSteps, slope: slopeSteps } = FIELD_MAXIMA.form;

/** The indices at a place of a patch: its corners mixed in whole parts. */
function indicesIn(where: FormPatch, { turn, slope }: FormCode): MillerIndices {
  const index = (i: 0 | 1 | 2) =>
    (turnSteps - turn) * (slopeSteps - slope) * where.turn0Slope0[i] +
    turn * (slopeSteps - slope) * where.turn1Slope0[i] +
    (turnSteps - turn) * slope * where.turn0Slope1[i] +
    turn * slope * where.turn1Slope1[i];
  const h = index(0);
  const k = index(1);
  const l = index(2);
  const divisor = greatestDivisor(greatestDivisor(h, k), l);
  return [h / divisor, k / divisor, l / divisor];
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestDivisor(b, a % b);
}
