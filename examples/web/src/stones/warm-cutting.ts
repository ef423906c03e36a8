import { cutGem, FIELD_MAXIMA, FORM_COUNT, type GemCode } from "vocalith";
import { stoneOf } from "./stone-of.js";
import { warmUp } from "./warm-up.js";

/** As many as a stone has crystals: with twelve the first spray of a visitor took twice as long as the next. */
const SYLLABLES = 32;
/** So many are enough to remember the way (the stops of a minute took as long), and a voice that ends meanwhile waits 25 to 96 ms instead of 41 to 158, seldom longer. */
const REMEMBERED_SYLLABLES = 10;
/** A spray cut so often runs nearly as fast as it ever will... */
const LEAST_CUTS = 3;
/** ...and, for so many ms, as fast. */
const IDLE_MS = 1500;

/** Cuts stones for nobody, so that the engine knows the way when a voice is waiting for its own. */
export function warmCutting(othersWait: () => boolean): Promise<undefined> {
  return warmUp(() => cutForNobody(SYLLABLES), { leastTimes: LEAST_CUTS, idleMs: IDLE_MS, othersWait });
}

/** How many were cut so far. */
let rehearsed = 0;

/**
 * Cuts one more, for what lies idle the engine forgets: after three minutes of speech the same stone took 111 to 381 ms, and where one was cut now
 * and then meanwhile 65 to 149, a page's first 212. No two alike: what an engine has made for one stone it takes back at the first that goes another way.
 */
export async function rehearseCutting(): Promise<undefined> {
  await cutForNobody(REMEMBERED_SYLLABLES);
  return undefined;
}

async function cutForNobody(syllables: number): Promise<void> {
  stoneOf(await cutGem(rehearsalCode(rehearsed++, syllables)), 0);
}

/** The stone of each rehearsal in turn: an excited voice whose beats are unlike one another, so it has many crystals, which is the most work. */
export function rehearsalCode(variant: number, syllables = SYLLABLES): GemCode {
  const { form, species, specimen, syllable } = FIELD_MAXIMA;
  const share = (maximum: number, i: number) =>
    Math.floor(((maximum + 1) * ((5 * i + 7 * variant) % SYLLABLES)) / SYLLABLES);
  return {
    version: "vl0",
    species: {
      system: (1 + variant) % (species.system + 1),
      forms: Array.from({ length: FORM_COUNT }, (_, i) => ({
        turn: share(form.turn, i),
        slope: share(form.slope, i + 1),
      })),
      resonance: Math.floor(species.resonance / 2),
      shade: species.shade,
      purity: species.purity,
    },
    specimen: {
      // Fanned out in full, and three quarters of the way.
      excitement: variant % 2 === 0 ? specimen.excitement : Math.floor(0.75 * specimen.excitement),
      syllables: Array.from({ length: syllables }, (_, i) => ({
        time: Math.floor((syllable.time * i) / (syllables - 1)),
        pitch: share(syllable.pitch, i),
        force: syllable.force - share(Math.floor(syllable.force / 2), i),
        length: share(syllable.length, i),
        brightness: share(syllable.brightness, i),
        roughness: share(syllable.roughness, i),
      })),
    },
  };
}
