import type { Listener } from "./listener.js";
import { QualityGroups } from "./quality/quality-groups.js";
import { cycleRate, PITCH_RANGE_HZ } from "./quality/voice-quality-of.js";
import { voicedStretches } from "./quality/voiced-stretches.js";
import { HIGHEST_FORMANT_PITCH_HZ } from "./resonance/highest-formant-pitch.js";
import { ResonanceRuns, resonanceRate } from "./resonance/resonance-runs.js";
import { EarlyCepstra } from "./timbre/early-cepstra.js";

/** Looks are this far apart, in seconds of sound... */
const STEP_SECONDS = 2;
/** ...and judge the pitch of so much by itself. */
const CONTEXT_SECONDS = 20;
/** Nearer to its end than this that pitch may still change, and further than this from it it was looked at before. */
const UNSURE_SECONDS = 3;
const SETTLED_SECONDS = 11;
/** Beyond this an hour would hold too much. */
const MOST_SECONDS = 600;
/** Now and then all pitch so far is judged together, as it will be in the end: after so many seconds, and so large a share of what there is. */
const WHOLE_STEP_SECONDS = 10;
const WHOLE_STEP_SHARE = 1 / 8;
/** Groups that are measured again at each look, where their pitch or the voice's setting is known better by now. */
const CATCHING_UP = 8;
/** Only on frames as far apart as this are cycles judged. */
const FRAME_SECONDS = 0.01;

/**
 * What of a human voice can be measured while it sounds: by the pitch that is likely, which is nearly everywhere the one that is found in the end. What was measured
 * by another is measured again then, so the numbers do not depend on it.
 */
export class EarlyMeasures {
  readonly quality = new QualityGroups();
  readonly resonances = new ResonanceRuns();
  /** Of a sound whose band holds all mel filters. */
  readonly cepstra = new EarlyCepstra();
  readonly #listener: Listener;
  #next = CONTEXT_SECONDS / 2;
  #nextWhole = CONTEXT_SECONDS;
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
    ear.weighAhead();
    const melPower = ear.melPowerSoFar();
    if (melPower !== undefined) this.cepstra.goOn(melPower);
    const isWhole = durationSeconds >= this.#nextWhole;
    if (isWhole) this.#nextWhole = durationSeconds + Math.max(WHOLE_STEP_SECONDS, WHOLE_STEP_SHARE * durationSeconds);
    const { firstFrame, frequencyHz: latest } = ear.latestPitch(isWhole ? durationSeconds : CONTEXT_SECONDS);
    const end = firstFrame + latest.length - Math.round(UNSURE_SECONDS / frameSeconds);
    const settled = end - Math.round((SETTLED_SECONDS - UNSURE_SECONDS) / frameSeconds);
    const recent = Math.max(0, Math.min(this.#frames, settled));
    if (end <= this.#frames) return;
    const changed = isWhole ? firstFrame : Math.max(recent, firstFrame);
    this.#keep(latest, firstFrame, changed, end);
    const highestHz = Math.min(listener.sampleRateHz / 2, ear.bandEdgeHz());
    this.#measureQuality(recent, highestHz);
    this.#measureResonances(Math.min(changed, recent), highestHz);
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

  /** Of groups that reach beyond a frame, and of some before it of which something else is known by now. */
  #measureQuality(recent: number, highestHz: number): void {
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
    for (const part of this.quality.groupsOf(stretches, hopSeconds)) {
      const group = { ...sound, stretches: part, setting, firstSeconds };
      const isRecent = part[part.length - 1].lastFrame >= recent;
      if (!isRecent && (late === CATCHING_UP || this.quality.isMeasured(group))) continue;
      if (!isRecent) late++;
      this.quality.measure(group);
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
