import { FIELD_MAXIMA, type GemCode } from "../code/gem-code.js";
import { smoothStep } from "../cuts/smooth-step.js";
import type { Gem, GemIndividual } from "../gem.js";
import { middleOf } from "../middle-of.js";
import { type CrystalFrame, frameOf } from "./crystal-frame.js";
import { BANDS, type EnergyMap, energyOfCode, energyOfFeatures } from "./energy-map.js";
import type { GemParticles } from "./gem-particles.js";
import { MOST_PARTICLES, ParticleCountError } from "./particle-count-error.js";
import { particlePalette, SHADES } from "./particle-palette.js";

/** Excitement below which nothing leaves the stone, and how far a particle on the surface may fly, as a share of its crystal's length. */
const CALM = 0.25;
const FLIGHT = 0.9;

/**
 * Places particles through a stone. Nothing is random: the same gem and count give the same particles (numbers by SplitMix: Steele, Lea
 * and Flood 2014, in 32 bits).
 *
 * @throws ParticleCountError unless the count is a whole number from 0 to 5,000,000.
 */
export function scatterParticles(
  { crystals, individuals }: Pick<Gem, "crystals" | "individuals">,
  voices: readonly GemCode[],
  count: number,
): GemParticles {
  if (!(Number.isInteger(count) && count >= 0 && count <= MOST_PARTICLES)) throw new ParticleCountError(count);
  const particles: GemParticles = {
    positions: new Float32Array(3 * count),
    colors: new Float32Array(3 * count),
    ...(individuals.every(({ features }) => features) && { timesSeconds: new Float32Array(count) }),
  };
  individuals.forEach((individual, i) => {
    const from = Math.ceil((count * i) / individuals.length);
    const to = Math.ceil((count * (i + 1)) / individuals.length);
    if (to > from) scatterVoice(particles, from, to, crystals.slice(...individual.crystals), individual, voices[i]);
  });
  return particles;
}

function scatterVoice(
  { positions, colors, timesSeconds }: GemParticles,
  from: number,
  to: number,
  crystals: Gem["crystals"],
  { features, color }: GemIndividual,
  code: GemCode,
): void {
  const map = features ? energyOfFeatures(features) : energyOfCode(code);
  const syllableCount = code.specimen.syllables.length;
  const frames = framesOf(crystals);
  const crystalOf = new Uint16Array(syllableCount);
  crystals.forEach(({ syllables }, crystal) => {
    for (const syllable of syllables) crystalOf[syllable] = crystal;
  });
  const palette = particlePalette(color);
  const flight = FLIGHT * smoothStep(CALM, 1, code.specimen.excitement / FIELD_MAXIMA.specimen.excitement);
  const cells = cumulate(map);
  const total = cells[cells.length - 1];
  const draw = splitMix(from + 1);
  let cell = 0;
  for (let i = from; i < to; i++) {
    const goal = ((i - from + draw()) / (to - from)) * total;
    while (cell < cells.length - 1 && cells[cell] <= goal) cell++;
    const column = Math.floor(cell / BANDS);
    const band = cell - column * BANDS;
    const syllable = Math.min(syllableCount - 1, map.syllables[column]);
    const crystal = crystalOf[syllable];
    const { foot, axis, height, across, faces } = frames[crystal];

    // Time runs round the heart once in the whole utterance, round any other crystal once in its syllable.
    const blur = 0.08 * (draw() + draw() - 1);
    const turn = crystal === 0 ? map.times[column] + blur / syllableCount : map.places[column] + blur;
    // A band fades into its neighbours; beyond the ends it turns back.
    const rise = (band + draw() + draw() - 0.5) / BANDS;
    const along = height * (rise < 0 ? -rise : rise > 1 ? 2 - rise : rise);
    // A share of a square's outline, as the faces of the crystals count the way round.
    const quarter = 4 * (turn - Math.floor(turn));
    let x = quarter < 2 ? 1 - quarter : quarter - 3;
    let y = quarter < 1 ? quarter : quarter < 3 ? 2 - quarter : quarter - 4;
    const length = Math.sqrt(x * x + y * y);
    x /= length;
    y /= length;
    // The nearest face has the largest slope for its room; no division until it is found.
    let slope = 0;
    let room = 1;
    for (let f = 0; f < faces.length; f += 4) {
      const nextSlope = faces[f + 2] * x + faces[f + 3] * y;
      const nextRoom = faces[f] - faces[f + 1] * along;
      if (nextSlope * room > slope * nextRoom) {
        slope = nextSlope;
        room = Math.max(0, nextRoom);
      }
    }
    const reach = room / slope;

    // Evenly over the disc about the axis; 0.999 keeps single precision inside.
    const share = 0.999 * Math.sqrt(draw());
    const pull = draw();
    const flown = flight * share * share * pull * pull * pull;
    const outward = reach * share + 0.35 * height * flown;
    const risen = along + (crystal === 0 ? 0.5 : 1) * height * flown;
    for (let k = 0; k < 3; k++) {
      positions[3 * i + k] = foot[k] + risen * axis[k] + outward * (x * across[0][k] + y * across[1][k]);
    }
    // What would fly into the ground leaves it again.
    positions[3 * i + 2] = Math.abs(positions[3 * i + 2]);
    const shade = Math.min(SHADES - 1, Math.floor(map.loudness[cell] * SHADES));
    const entry = 3 * (band * SHADES + shade);
    for (let k = 0; k < 3; k++) colors[3 * i + k] = palette[entry + k];
    if (timesSeconds && map.seconds) timesSeconds[i] = map.seconds[column];
  }
}

function framesOf(crystals: Gem["crystals"]): CrystalFrame[] {
  const heartMiddle = middleOf(crystals[0].corners);
  return crystals.map((crystal, i) => frameOf(crystal, i === 0 ? undefined : heartMiddle));
}

/** Running sum of loudness over all bands of all columns. */
function cumulate({ loudness }: EnergyMap): Float64Array {
  const sums = new Float64Array(loudness.length);
  let sum = 0;
  for (let i = 0; i < loudness.length; i++) {
    sum += loudness[i];
    sums[i] = sum;
  }
  return sums;
}

/** Numbers from 0 to below 1, evenly spread, the same for the same seed. */
function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 0x1_0000_0000;
  };
}
