import { FIELD_MAXIMA, FORM_COUNT, type FormCode, type SpeciesCode } from "../../code/gem-code.js";
import { criticalAngleDegrees, leastRefractiveIndex } from "./faceting-material.js";

/** The angles of a species' tiers from the axis, in degrees, to the tenth that a faceting machine's dial shows. */
export interface FacetingAngles {
  /** Lower halves, under the sides of the girdle: those on the marked sides and the others. */
  readonly lowerHalves: MarkedAngles;
  /** Pavilion mains. */
  readonly pavilionMains: number;
  /** The rows of the crown from the girdle up: upper halves, crown mains, stars and on; each flatter than the one below. */
  readonly crown: readonly MarkedAngles[];
}

/** Angles of a tier's facets on the marked sides of an index pattern, and on the others. */
export interface MarkedAngles {
  readonly marked: number;
  readonly plain: number;
}

/** Least distance of the pavilion mains from the critical angle: below it light that comes straight in falls through. */
const MARGIN_DEGREES = 1.5;
/** Below this the light of a stone of high index, though it stays inside, is not sent back up through the crown. */
const LEAST_MAINS_DEGREES = 41;

/** The mains move by a degree only, lest quartz leak: tenths of a degree for a step of the code. */
const MAINS_DIAL_STEPS = 2 / 3;

// Where the scales of the species begin, in degrees: against the pavilion mains, and the rows of the crown against its mains.
const LOWER_HALVES_FROM = 1.5;
const UPPER_HALVES_FROM = { marked: 9.8, plain: 8 } as const;
const STARS_FROM = { marked: -7.2, plain: -8 } as const;
const UPPER_MAINS_FROM = -13;
/** The rows above as parts of the upper mains' angle. */
const TOP_SHARES = [0.76, 0.54, 0.35] as const;

/**
 * The angles that make a stone bright, by the rules of the craft: pavilion mains just above the critical angle, but at least 41 degrees; a crown
 * the lower the higher the refractive index (Vargas, Faceting for Amateurs, 1969; Long and Steele, Introduction to Meetpoint Faceting, 1985). Within the
 * range that stays bright the voice chooses: the resonance the crown mains in 64 steps of a tenth of a degree, each of the eight numbers of the
 * four forms one tier in 16 steps: pavilion mains, lower halves on the marked sides and on the others, upper halves likewise, stars likewise,
 * upper mains. So a goniometer reads the species from the stone, the one that the pavilion mains carry within a step, the others exactly.
 */
export function facetingAngles(species: SpeciesCode): FacetingAngles {
  const { system, resonance, forms } = species;
  const [mains, marks, heights, tops] = forms;
  const base = baseAngles(system);
  const pavilionMains = toDial(base.pavilionMains + Math.round(mains.slope * MAINS_DIAL_STEPS) / 10);
  const crownMains = toDial(base.crownMains + resonance / 10);
  const crown = (from: number, step: number) => toDial(crownMains + from + step / 10);
  const upperMains = crown(UPPER_MAINS_FROM, tops.slope);
  return {
    pavilionMains,
    lowerHalves: {
      marked: toDial(pavilionMains + LOWER_HALVES_FROM + mains.turn / 10),
      plain: toDial(pavilionMains + LOWER_HALVES_FROM + marks.turn / 10),
    },
    crown: [
      {
        marked: crown(UPPER_HALVES_FROM.marked, marks.slope),
        plain: crown(UPPER_HALVES_FROM.plain, heights.turn),
      },
      alike(crownMains),
      { marked: crown(STARS_FROM.marked, heights.slope), plain: crown(STARS_FROM.plain, tops.turn) },
      alike(upperMains),
      ...TOP_SHARES.map((share) => alike(toDial(share * upperMains))),
    ],
  };
}

/** What a stone's tiers measure, in degrees to the tenth. */
export interface TierAngles {
  readonly pavilionMains: number;
  readonly lowerHalves: MarkedAngles;
  readonly upperHalves: MarkedAngles;
  readonly crownMains: number;
  readonly stars: MarkedAngles;
  readonly upperMains: number;
}

/** The way back: resonance and forms of a system's species from the angles of its tiers, each kept within its range. */
export function speciesOfAngles(system: number, angles: TierAngles): { resonance: number; forms: FormCode[] } {
  const { pavilionMains, lowerHalves, upperHalves, crownMains, stars, upperMains } = angles;
  const base = baseAngles(system);
  const step = (from: number, angle: number, most: number) =>
    Math.min(most, Math.max(0, Math.round(10 * (angle - from))));
  const { turn, slope } = FIELD_MAXIMA.form;
  return {
    resonance: step(base.crownMains, crownMains, FIELD_MAXIMA.species.resonance),
    forms: [
      {
        turn: step(pavilionMains + LOWER_HALVES_FROM, lowerHalves.marked, turn),
        slope: Math.min(slope, Math.round(step(base.pavilionMains, pavilionMains, slope) / MAINS_DIAL_STEPS)),
      },
      {
        turn: step(pavilionMains + LOWER_HALVES_FROM, lowerHalves.plain, turn),
        slope: step(crownMains + UPPER_HALVES_FROM.marked, upperHalves.marked, slope),
      },
      {
        turn: step(crownMains + UPPER_HALVES_FROM.plain, upperHalves.plain, turn),
        slope: step(crownMains + STARS_FROM.marked, stars.marked, slope),
      },
      {
        turn: step(crownMains + STARS_FROM.plain, stars.plain, turn),
        slope: step(crownMains + UPPER_MAINS_FROM, upperMains, slope),
      },
    ].slice(0, FORM_COUNT),
  };
}

/** Where the mains' scales begin: the same for every stone of a crystal system, so that the angles tell the species without its material. */
function baseAngles(system: number): { pavilionMains: number; crownMains: number } {
  const refractiveIndex = leastRefractiveIndex(system);
  return {
    pavilionMains: toDial(Math.max(LEAST_MAINS_DEGREES, criticalAngleDegrees(refractiveIndex) + MARGIN_DEGREES)),
    crownMains: toDial(30.5 - 8 * (refractiveIndex - 1.5)),
  };
}

function alike(angle: number): MarkedAngles {
  return { marked: angle, plain: angle };
}

/** Rounded up to a tenth of a degree. */
function toDial(degrees: number): number {
  return Math.ceil(10 * degrees - 1e-9) / 10;
}
