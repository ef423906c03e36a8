import { type CrystalAxes, expandForm, type MillerIndices, type PointGroup } from "@vocalith/geometry";
import { FIELD_MAXIMA, type SpeciesCode } from "../../code/gem-code.js";

/** A mineral: the directions in which its crystals may have faces. Every angle between faces is fixed here. */
export interface Mineral {
  /** Forms that shape the crystal: x, y, z of unit normals, upright prisms and the faces that close them. */
  readonly primary: Float64Array;
  /** Forms that may cut the corners and edges of the primary shape, largest first. */
  readonly secondary: readonly Float64Array[];
}

interface MineralClass {
  readonly pointGroup: PointGroup;
  /** Axial ratios and angles from two shares of 0 to 1. */
  readonly axes: (axial: number, second: number) => Partial<CrystalAxes>;
  readonly primary: readonly MillerIndices[];
  /** Secondary forms to choose from: the three bits of the habit take them in or leave them out. */
  readonly secondary: readonly MillerIndices[];
}

/** Axes of one length at right angles: what a class does not say of its own. */
const CUBE: CrystalAxes = { a: 1, b: 1, c: 1, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };

const between = (low: number, high: number, share: number) => low + share * (high - low);

/** In the order of the code's `system` field. Habits after minerals named beside each. */
const MINERAL_CLASSES: readonly MineralClass[] = [
  {
    // Monoclinic, as orthoclase and gypsum.
    pointGroup: "2/m",
    axes: (axial, second) => ({ b: 0.9, c: between(0.75, 1.25, axial), betaDegrees: between(98, 116, second) }),
    primary: [
      [1, 1, 0],
      [1, 1, 1],
      [-1, 1, 1],
    ],
    secondary: [
      [0, 0, 1],
      [0, 1, 0],
      [-2, 0, 1],
    ],
  },
  {
    // Hexagonal, as beryl and apatite.
    pointGroup: "6/mmm",
    axes: (axial) => ({ c: between(0.75, 1.4, axial), gammaDegrees: 120 }),
    primary: [
      [1, 0, 0],
      [1, 0, 1],
    ],
    secondary: [
      [1, 1, 2],
      [1, 1, 0],
      [1, 0, 2],
    ],
  },
  {
    // Trigonal, as dogtooth calcite.
    pointGroup: "-3m",
    axes: (axial) => ({ c: between(0.42, 0.78, axial), gammaDegrees: 120 }),
    primary: [
      [1, 0, 0],
      [2, 1, 1],
    ],
    secondary: [
      [1, 0, 1],
      [1, 1, 0],
      [0, 1, 2],
    ],
  },
  {
    // Tetragonal, as zircon and apophyllite.
    pointGroup: "4/mmm",
    axes: (axial) => ({ c: between(0.8, 1.6, axial) }),
    primary: [
      [1, 1, 0],
      [1, 0, 1],
    ],
    secondary: [
      [1, 1, 1],
      [1, 0, 0],
      [1, 1, 3],
    ],
  },
  {
    // Orthorhombic, as topaz.
    pointGroup: "mmm",
    axes: (axial, second) => ({ a: between(0.6, 0.92, second), c: between(0.7, 1.3, axial) }),
    primary: [
      [1, 1, 0],
      [1, 1, 1],
    ],
    secondary: [
      [0, 2, 1],
      [0, 1, 0],
      [1, 0, 1],
    ],
  },
  {
    // Cubic, as garnet.
    pointGroup: "m-3m",
    axes: () => ({}),
    primary: [[1, 1, 0]],
    secondary: [
      [2, 1, 1],
      [1, 0, 0],
      [1, 1, 1],
    ],
  },
];

/** The mineral that a species is. */
export function mineralOf(species: SpeciesCode): Mineral {
  const mineral = MINERAL_CLASSES[species.system];
  const axial = species.axialRatio / FIELD_MAXIMA.species.axialRatio;
  const second = species.secondRatio / FIELD_MAXIMA.species.secondRatio;
  const axes = { ...CUBE, ...mineral.axes(axial, second) };
  const expand = (indices: MillerIndices) => expandForm(mineral.pointGroup, indices, axes);
  return {
    primary: Float64Array.from(mineral.primary.flatMap((indices) => [...expand(indices)])),
    secondary: mineral.secondary.filter((_, i) => (species.habit >> i) & 1).map(expand),
  };
}
