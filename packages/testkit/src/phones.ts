/** How one speech sound is made by an adult man with a tract of 17 cm. */
export interface Phone {
  /** Length at an even pace, in seconds; vowels take what their syllable leaves. */
  readonly seconds: number;
  /** First three resonances in Hz; absent where the sound leaves them to its neighbours. */
  readonly formantHz?: readonly [number, number, number];
  /** Strength of voice against a vowel's, 0 to 1. */
  readonly voicing: number;
  /** Strength of breath, 0 to 1. */
  readonly aspiration: number;
  /** Noise of the mouth, if it makes any. */
  readonly frication?: { readonly centreHz: number; readonly bandwidthHz: number; readonly strength: number };
  /** Plosives: the noise comes as a burst at the end, after a closure. */
  readonly isPlosive?: boolean;
  readonly isVowel?: boolean;
}

const vowel = (f1: number, f2: number, f3: number): Phone => ({
  seconds: 0.12,
  formantHz: [f1, f2, f3],
  voicing: 1,
  aspiration: 0,
  isVowel: true,
});

const sonorant = (seconds: number, voicing: number, f1: number, f2: number, f3: number): Phone => ({
  seconds,
  formantHz: [f1, f2, f3],
  voicing,
  aspiration: 0,
});

const fricative = (voicing: number, strength: number, centreHz: number, bandwidthHz: number, f2: number): Phone => ({
  seconds: voicing > 0 ? 0.065 : 0.09,
  formantHz: [320, f2, 2600],
  voicing,
  aspiration: 0,
  frication: { centreHz, bandwidthHz, strength },
});

const plosive = (voicing: number, strength: number, centreHz: number, bandwidthHz: number, f2: number): Phone => ({
  seconds: voicing > 0 ? 0.06 : 0.075,
  formantHz: [250, f2, 2500],
  voicing,
  aspiration: 0,
  frication: { centreHz, bandwidthHz, strength },
  isPlosive: true,
});

/**
 * Speech sounds by one letter each (X-SAMPA where it has one). Vowels: mean formants of men (Peterson and Barney 1952).
 * Consonants: loci and noise bands after Stevens (1998), rounded.
 */
export const PHONES: Readonly<Record<string, Phone>> = {
  i: vowel(270, 2290, 3010),
  I: vowel(390, 1990, 2550),
  e: vowel(450, 2100, 2600),
  E: vowel(530, 1840, 2480),
  a: vowel(730, 1090, 2440),
  A: vowel(660, 1720, 2410),
  V: vowel(640, 1190, 2390),
  O: vowel(570, 840, 2410),
  o: vowel(450, 820, 2400),
  u: vowel(300, 870, 2240),
  "@": vowel(500, 1450, 2450),
  m: sonorant(0.065, 0.2, 260, 1000, 2200),
  n: sonorant(0.06, 0.2, 260, 1600, 2600),
  N: sonorant(0.065, 0.2, 260, 2100, 2500),
  l: sonorant(0.06, 0.3, 350, 1150, 2700),
  r: sonorant(0.055, 0.3, 350, 1200, 1650),
  w: sonorant(0.06, 0.3, 300, 700, 2200),
  j: sonorant(0.055, 0.3, 280, 2200, 3000),
  h: { seconds: 0.06, voicing: 0, aspiration: 0.5 },
  // The breath between two bursts of laughter.
  H: { seconds: 0.115, voicing: 0, aspiration: 0.28 },
  s: fricative(0, 0.4, 5600, 1800, 1650),
  S: fricative(0, 0.4, 3000, 1300, 1850),
  f: fricative(0, 0.13, 5500, 5000, 1100),
  z: fricative(0.3, 0.15, 5400, 1900, 1650),
  v: fricative(0.4, 0.05, 5200, 5000, 1100),
  p: plosive(0, 0.25, 900, 900, 900),
  t: plosive(0, 0.4, 4200, 2200, 1750),
  k: plosive(0, 0.35, 1900, 800, 1900),
  b: plosive(0.12, 0.15, 900, 900, 900),
  d: plosive(0.12, 0.25, 4000, 2200, 1750),
  g: plosive(0.12, 0.2, 1900, 800, 1900),
};
