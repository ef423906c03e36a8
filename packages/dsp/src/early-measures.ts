import type { Listener } from "./listener.js";
import { QualityGroups } from "./quality/quality-groups.js";
import { cycleRate, PITCH_RANGE_HZ } from "./quality/voice-quality-of.js";
import { voicedStretches } from "./quality/voiced-stretches.js";
import { HIGHEST_FORMANT_PITCH_HZ } from "./resonance/highest-formant-pitch.js";
import { ResonanceRuns, resonanceRate } from "./resonance/resonance-runs.js";

/** Looks are this far apart, in seconds of sound... */
const STEP_SECONDS = 2;
/** ...and judge the pitch of so much by itself. */
const CONTEXT_SECONDS = 20;
/** Nearer to its end than this that pitch may still change, and further than this from it it was looked at before. */
const UNSURE_SECONDS = 3;
const SETTLED_SECONDS = 11;
/** Beyond this an hour would hold too much. */
const MOST_SECONDS = 600;
/** Groups whose cycles are looked for again at each look, once the voice's setting is known better. */
const CATCHING_UP = 4;
/** Only on frames as far apart as this are cycles judged. */
const FRAME_SECONDS = 0.01;

/**
 * What of a human voice can be measured while it sounds: by the pitch that is likely, which is nearly everywhere the one that is found in the end. What was measured
 * by another is measured again then, so the numbers do not depend on it.
 */
export class EarlyMeasures {
  readonly quality = new QualityGroups();
  readonly resonances = new ResonanceRuns();
  readonly #listener: Listener;
  #next = CONTEXT_SECONDS / 2;
  /** The likely pitch of all frames so far, and how many that are. */
  #frequencyHz = new Float64Array(1024);
  #frames = 0;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** Looks again, if there is enough that is new. */
  goOn(): void {
    const listener = this.#listener;
    const ear = listener.humanEar;
    const { durationSeconds } = listener;
    if (ear === undefined || durationSeconds < this.#next || durationSeconds > MOST_SECONDS) return;
    this.#next = durationSeconds + STEP_SECONDS;
    const { frameSeconds } = ear;
    if (Math.abs(frameSeconds - FRAME_SECONDS) > 1e-9 || listener.stride("human") !== 1) return;
    const { firstFrame, frequencyHz: latest } = ear.latestPitch(CONTEXT_SECONDS);
    const end = firstFrame + latest.length - Math.round(UNSURE_SECONDS / frameSeconds);
    const begin = Math.max(
      0,
      Math.min(this.#frames, end - Math.round((SETTLED_SECONDS - UNSURE_SECONDS) / frameSeconds)),
    );
    if (end <= this.#frames) return;
    this.#keep(latest, firstFrame, Math.max(begin, firstFrame), end);
    const highestHz = Math.min(listener.sampleRateHz / 2, ear.bandEdgeHz());
    this.#measureQuality(begin, highestHz);
    this.#measureResonances(begin, highestHz);
  }

  #keep(latest: Float64Array, firstFrame: number, from: number, to: number): void {
    if (to > this.#frequencyHz.length) {
      const larger = new Float64Array(2 * to);
      larger.set(this.#frequencyHz);
      this.#frequencyHz = larger;
    }
    this.#frequencyHz.set(latest.subarray(from - firstFrame, to - firstFrame), from);
    this.#frames = to;
  }

  /** Of groups that reach beyond a frame, and of some before it whose cycles were looked for with another setting. */
  #measureQuality(begin: number, highestHz: number): void {
    const { soundBetween } = this.#listener;
    const frequencyHz = this.#frequencyHz.subarray(0, this.#frames);
    const stretches = voicedStretches(frequencyHz, PITCH_RANGE_HZ);
    // The last one may go on.
    if (stretches.at(-1)?.lastFrame === this.#frames - 1) stretches.pop();
    if (stretches.length === 0) return;
    const timeSeconds = new Float64Array(this.#frames);
    const { frameSeconds: hopSeconds } = this.#listener.humanEar ?? { frameSeconds: FRAME_SECONDS };
    for (let i = 0; i < timeSeconds.length; i++) timeSeconds[i] = i * hopSeconds;
    const sound = {
      between: soundBetween,
      pitch: { timeSeconds, frequencyHz, hopSeconds },
      cycleRateHz: cycleRate(highestHz),
    };
    const setting = this.quality.setting({ ...sound, stretches });
    const firstSeconds = timeSeconds[stretches[0].firstFrame];
    let late = 0;
    for (const group of this.quality.groupsOf(stretches, hopSeconds)) {
      const isNew = group[group.length - 1].lastFrame >= begin;
      if (!isNew && (late === CATCHING_UP || this.quality.isSettled(group[0].firstFrame, setting))) continue;
      if (!isNew) late++;
      this.quality.measure({ ...sound, stretches: group, setting, firstSeconds });
    }
  }

  #measureResonances(begin: number, highestHz: number): void {
    const { hopSeconds, soundBetween } = this.#listener;
    const pitchHz = this.#frequencyHz.subarray(0, this.#frames);
    const wanted = new Uint8Array(this.#frames);
    for (let i = 0; i < wanted.length; i++) {
      wanted[i] = pitchHz[i] > 0 && !(pitchHz[i] > HIGHEST_FORMANT_PITCH_HZ) ? 1 : 0;
    }
    // A run is looked at from its beginning.
    let from = begin;
    while (from > 0 && wanted[from - 1] === 1) from--;
    const sound = { soundBetween, rateHz: resonanceRate(highestHz), hopSeconds, pitchHz, wanted };
    this.resonances.measure(sound, undefined, from, this.#frames - 1);
  }
}
