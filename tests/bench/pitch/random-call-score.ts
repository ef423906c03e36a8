import { type CallNote, type CallScore, seededRandom } from "@vocalith/testkit";

const SECONDS = 4;
const LOWEST_HZ = 1000;
const HIGHEST_HZ = 8000;

/** How a bird sings. */
export interface CallManner {
  /** Shortest and longest note, and gap between notes of a motif and between motifs, in seconds. */
  readonly noteSeconds: readonly [number, number];
  readonly gapSeconds: readonly [number, number];
  readonly pauseSeconds: readonly [number, number];
  /** How far a note sweeps at most, in octaves to either side of where it starts. */
  readonly sweepOctaves: number;
  /** How far a note may lie below the loudest, in dB (20 log10). */
  readonly unevennessDb: number;
}

/** Short notes, close together, that sweep up to an octave. */
export const LIVELY: CallManner = {
  noteSeconds: [0.03, 0.25],
  gapSeconds: [0.02, 0.12],
  pauseSeconds: [0.05, 0.4],
  sweepOctaves: 1,
  unevennessDb: 12,
};

/** Long notes with pauses that nobody overhears. */
export const LEISURELY: CallManner = {
  noteSeconds: [0.15, 0.5],
  gapSeconds: [0.06, 0.15],
  pauseSeconds: [0.1, 0.3],
  sweepOctaves: 0.5,
  unevennessDb: 6,
};

/** Four seconds of a bird: whistled notes of 1 to 8 kHz that sweep, bend and trill, some with a harmonic or two; all from the seed. */
export function randomCallScore(seed: number, manner = LIVELY, sampleRateHz = 32_000): CallScore {
  const random = seededRandom(seed * 104_729 + 11);
  const within = (low: number, high: number) => low + (high - low) * random.uniform();
  const anywhere = () => LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** random.uniform();
  const bounded = (frequencyHz: number) => Math.min(HIGHEST_HZ, Math.max(LOWEST_HZ, frequencyHz));
  const notes: CallNote[] = [];
  let time = within(0.1, 0.3);
  while (time < SECONDS - 0.35) {
    // A motif is one note sung one to five times.
    const durationSeconds = within(...manner.noteSeconds);
    const startHz = anywhere();
    const isSweep = random.uniform() < 0.7;
    const turn = () =>
      bounded(startHz * 2 ** (isSweep ? within(-manner.sweepOctaves, manner.sweepOctaves) : within(-0.05, 0.05)));
    const note: Omit<CallNote, "startSeconds"> = {
      durationSeconds,
      frequencyHz: [
        [0, startHz],
        [durationSeconds * within(0.3, 0.7), turn()],
        [durationSeconds, turn()],
      ],
      strength: 10 ** (-within(0, manner.unevennessDb) / 20),
      rampSeconds: Math.min(durationSeconds / 3, within(0.003, 0.012)),
      harmonics: random.uniform() < 0.3 ? [1, within(0.05, 0.3), within(0, 0.1)] : [1],
      ...(random.uniform() < 0.25 && { warble: { rateHz: within(15, 40), depthCents: within(50, 250) } }),
    };
    const gapSeconds = within(...manner.gapSeconds);
    for (
      let times = 1 + Math.floor(random.uniform() * 5);
      times > 0 && time + durationSeconds < SECONDS - 0.1;
      times--
    ) {
      notes.push({ ...note, startSeconds: time });
      time += durationSeconds + gapSeconds;
    }
    time += within(...manner.pauseSeconds);
  }
  return { durationSeconds: SECONDS, sampleRateHz, seed, notes, levelDb: -22, backgroundDb: -72 };
}
