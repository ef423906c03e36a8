import { type CallNote, type CallScore, seededRandom } from "@vocalith/testkit";

const SECONDS = 4;
const LOWEST_HZ = 1000;
const HIGHEST_HZ = 8000;

/** Four seconds of a bird: whistled notes of 1 to 8 kHz that sweep, bend and trill, some with a harmonic or two; all from the seed. */
export function randomCallScore(seed: number, sampleRateHz = 32_000): CallScore {
  const random = seededRandom(seed * 104_729 + 11);
  const within = (low: number, high: number) => low + (high - low) * random.uniform();
  const anywhere = () => LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** random.uniform();
  const bounded = (frequencyHz: number) => Math.min(HIGHEST_HZ, Math.max(LOWEST_HZ, frequencyHz));
  const notes: CallNote[] = [];
  let time = within(0.1, 0.3);
  while (time < SECONDS - 0.35) {
    // A motif is one note sung one to five times.
    const durationSeconds = within(0.03, 0.25);
    const startHz = anywhere();
    const isSweep = random.uniform() < 0.7;
    const turn = () => bounded(startHz * 2 ** (isSweep ? within(-1, 1) : within(-0.05, 0.05)));
    const note: Omit<CallNote, "startSeconds"> = {
      durationSeconds,
      frequencyHz: [
        [0, startHz],
        [durationSeconds * within(0.3, 0.7), turn()],
        [durationSeconds, turn()],
      ],
      strength: 10 ** (-within(0, 12) / 20),
      rampSeconds: Math.min(durationSeconds / 3, within(0.003, 0.012)),
      harmonics: random.uniform() < 0.3 ? [1, within(0.05, 0.3), within(0, 0.1)] : [1],
      ...(random.uniform() < 0.25 && { warble: { rateHz: within(15, 40), depthCents: within(50, 250) } }),
    };
    const gapSeconds = within(0.02, 0.12);
    for (
      let times = 1 + Math.floor(random.uniform() * 5);
      times > 0 && time + durationSeconds < SECONDS - 0.1;
      times--
    ) {
      notes.push({ ...note, startSeconds: time });
      time += durationSeconds + gapSeconds;
    }
    time += within(0.05, 0.4);
  }
  return { durationSeconds: SECONDS, sampleRateHz, seed, notes, levelDb: -22, backgroundDb: -72 };
}
