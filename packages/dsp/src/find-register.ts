import type { Listener } from "./listener.js";
import type { TrackedPitch } from "./pitch/pitch-tracker.js";
import { REGISTERS, type Register } from "./register.js";
import { finiteOf } from "./signal/quantile.js";
import { pitchDeviationSemitones, pitchRangeSemitones, syllablesPerSecond } from "./summary/utterance-traits.js";
import type { LongTermSpectrum } from "./voice-features.js";

/** Share of the power above which a bird is thought of. */
const WHISTLED = 0.4;
/** Share of the power above which a sound is a whistle that has no undertone. */
const PURE = 0.4;
/** Share of the power above which what is whistled is a voice's. */
const VOICED = 0.1;
/** It is a shout where the ear that knows voices hears at least this share of it; else it would be nothing. */
const LEAST_SHOUTED = 0.1;
/** A pitch further below a pure whistle than this share of it is a subharmonic, at which nothing sounds. */
const SUBHARMONIC = 0.7;
/** A human phrase shorter than this may be anything, so its tempo says nothing. */
const TEMPO_SECONDS = 5;
/** Slower and wider than this no human speaks, sings or laughs: sounds seconds apart, sweeping over octaves. */
const SLOW_PER_SECOND = 1.2;
/**
 * The same for swells that last as long as a whale's, whatever beats within them: 0.3 to 0.5 a second in a humpback's song, 0.9 and more in speech, in noise
 * of 0 dB too. The whale's ear counted 0.3 to 0.6 and 0.8, for half of all the time that an analysis takes.
 */
const SLOW_SWELLS_PER_SECOND = 0.7;
const SWELL_SECONDS = REGISTERS.whale.syllableSmoothingSeconds;
const WIDE_SEMITONES = 24;
/** Below this the human ear may be hearing the edge of what lies under its range; below the second no human creaks. */
const CREAKING_HZ = 40;
const LOWEST_CREAK_HZ = 31;
const WANDERING_SEMITONES = 5.5;
/** A tone below the first with this share of all power below the second has no vocal tract: in a creak the first formant is the loudest. */
const LOWEST_SPEECH_HZ = 60;
const MUFFLED_HZ = 200;
const MUFFLED_SHARE = 0.8;

/**
 * The register of a recording. A bird's where what is heard is whistled above the human range and no human pitch explains it; a whale's where the tone
 * lies below the human range, where it lies at its lower end and has no formants, or where it is so slow and sweeps over so many octaves as no human
 * voice does; else a human's. A whale
 * that keeps to one human-like pitch is taken for a human: from pitch and tempo alone it cannot be told.
 */
export function findRegister(listener: Listener): Register {
  const { pitch: human, swells, syllables } = listener.heard("human");
  const voiced = voicedSeconds(human);
  if (listener.whistledShare > WHISTLED) {
    // A shout whose first formant drowns its fundamental looks whistled too, but not to the ear that knows voices. That ear in turn
    // takes a whistle above its range for the harmonic of a voice, and rings on between short notes.
    const bird = listener.heard("bird").pitch;
    const whistled = voicedSeconds(bird);
    const explained = listener.pureWhistleShare > PURE ? agreedSeconds(human, bird) : voiced;
    const isShout = listener.voicedWhistleShare > VOICED && voiced > LEAST_SHOUTED * whistled;
    if (whistled > 2 * explained && !isShout) return "bird";
  }
  // The whale's range is only searched where the human one left most of the sound unexplained.
  const enough = 0.4 * listener.heardSeconds;
  if (secondsWithin(human, CREAKING_HZ, Infinity) < enough) {
    const whale = listener.heard("whale").pitch;
    const low = secondsWithin(whale, 0, 50);
    const below = secondsWithin(whale, 0, LOWEST_CREAK_HZ);
    if (low > Math.max(0.5, 2 * voiced) || below > Math.max(0.5, low / 2)) return "whale";
  }
  if (secondsWithin(human, LOWEST_SPEECH_HZ, Infinity) < enough) {
    const whale = listener.heard("whale");
    const low = secondsWithin(whale.pitch, 0, LOWEST_SPEECH_HZ);
    const isLow = low > Math.max(0.5, secondsWithin(whale.pitch, LOWEST_SPEECH_HZ, Infinity));
    if (isLow && shareBelow(whale.longTermSpectrum, MUFFLED_HZ) > MUFFLED_SHARE) return "whale";
  }
  if (listener.durationSeconds < TEMPO_SECONDS || voiced < 1) return "human";
  const pitch = finiteOf(human.frequencyHz);
  const isWide = pitchRangeSemitones(pitch) > WIDE_SEMITONES && pitchDeviationSemitones(pitch) > WANDERING_SEMITONES;
  if (!isWide) return "human";
  if (syllablesPerSecond(syllables) < SLOW_PER_SECOND) return "whale";
  return swells(SWELL_SECONDS).length < SLOW_SWELLS_PER_SECOND * listener.durationSeconds ? "whale" : "human";
}

/** Time in which the human pitch is none of the whistle's subharmonics. */
function agreedSeconds(human: TrackedPitch, bird: TrackedPitch): number {
  const agreed = human.frequencyHz.filter((f, i) => {
    const whistle = bird.frequencyHz[Math.round((i * human.hopSeconds) / bird.hopSeconds)];
    return f > SUBHARMONIC * whistle;
  });
  return agreed.length * human.hopSeconds;
}

function voicedSeconds(pitch: TrackedPitch): number {
  return secondsWithin(pitch, 0, Infinity);
}

/** Time in which the pitch lies above the first and below the second frequency. */
function secondsWithin({ frequencyHz, hopSeconds }: TrackedPitch, aboveHz: number, belowHz: number): number {
  let frames = 0;
  for (let i = 0; i < frequencyHz.length; i++) if (frequencyHz[i] > aboveHz && frequencyHz[i] < belowHz) frames++;
  return frames * hopSeconds;
}

/** Share of the power in third octaves whose centres lie below a frequency. */
function shareBelow({ centreHz, levelDb }: LongTermSpectrum, frequencyHz: number): number {
  let below = 0;
  let all = 0;
  levelDb.forEach((level, b) => {
    const power = 10 ** (level / 10);
    all += power;
    if (centreHz[b] < frequencyHz) below += power;
  });
  return below / all;
}
