import type { Listener } from "./listener.js";
import type { TrackedPitch } from "./pitch/pitch-tracker.js";
import type { Register } from "./register.js";
import { utteranceTraits } from "./summary/utterance-traits.js";

/** Share of the power above which a bird is thought of. */
const WHISTLED = 0.4;
/** Share of the power above which a sound is a whistle that has no undertone. */
const PURE = 0.4;
/** A pitch further below a pure whistle than this share of it is a subharmonic, at which nothing sounds. */
const SUBHARMONIC = 0.7;
/** A human phrase shorter than this may be anything, so its tempo says nothing. */
const TEMPO_SECONDS = 5;
/** Slower and wider than this no human speaks, sings or laughs: sounds seconds apart, sweeping over octaves. */
const SLOW_PER_SECOND = 1.2;
const WIDE_SEMITONES = 24;
/** Below this the human ear may be hearing the edge of what lies under its range; below the second no human creaks. */
const CREAKING_HZ = 40;
const LOWEST_CREAK_HZ = 31;
const WANDERING_SEMITONES = 7;

/**
 * The register of a recording. A bird's where what is heard is whistled above the human range and no human pitch explains it; a whale's where the tone
 * lies below the human range, or where it is so slow and sweeps over so many octaves as no human voice does; else a human's. A whale
 * that keeps to one human-like pitch is taken for a human: from pitch and tempo alone it cannot be told.
 */
export function findRegister(listener: Listener): Register {
  const { pitch: human, syllables } = listener.heard("human");
  const voiced = voicedSeconds(human.frequencyHz, human.hopSeconds);
  if (listener.whistledShare > WHISTLED) {
    // A shout whose first formant drowns its fundamental looks whistled too, but not to the ear that knows voices. That ear in turn
    // takes a whistle above its range for the harmonic of a voice, and rings on between short notes.
    const bird = listener.heard("bird").pitch;
    const explained = listener.pureWhistleShare > PURE ? agreedSeconds(human, bird) : voiced;
    if (voicedSeconds(bird.frequencyHz, bird.hopSeconds) > 2 * explained) return "bird";
  }
  // The whale's range is only searched where the human one left most of the sound unexplained.
  const clearlyHuman = voicedSeconds(
    human.frequencyHz.filter((f) => f > CREAKING_HZ),
    human.hopSeconds,
  );
  if (clearlyHuman < 0.4 * listener.heardSeconds) {
    const whale = listener.heard("whale").pitch;
    const low = voicedSeconds(
      whale.frequencyHz.filter((f) => f < 50),
      whale.hopSeconds,
    );
    const below = voicedSeconds(
      whale.frequencyHz.filter((f) => f < LOWEST_CREAK_HZ),
      whale.hopSeconds,
    );
    if (low > Math.max(0.5, 2 * voiced) || below > Math.max(0.5, low / 2)) return "whale";
  }
  if (listener.durationSeconds < TEMPO_SECONDS || voiced < 1) return "human";
  const traits = utteranceTraits({
    hopSeconds: human.hopSeconds,
    frequencyHz: human.frequencyHz,
    levelDb: listener.levelDb,
    syllables,
  });
  const wide = traits.pitchRangeSemitones > WIDE_SEMITONES && traits.pitchDeviationSemitones > WANDERING_SEMITONES;
  return wide && traits.syllablesPerSecond < SLOW_PER_SECOND ? "whale" : "human";
}

/** Time in which the human pitch is none of the whistle's subharmonics. */
function agreedSeconds(human: TrackedPitch, bird: TrackedPitch): number {
  const agreed = human.frequencyHz.filter((f, i) => {
    const whistle = bird.frequencyHz[Math.round((i * human.hopSeconds) / bird.hopSeconds)];
    return f > SUBHARMONIC * whistle;
  });
  return agreed.length * human.hopSeconds;
}

function voicedSeconds(frequencyHz: Float64Array, hopSeconds: number): number {
  let frames = 0;
  for (const f of frequencyHz) if (f > 0) frames++;
  return frames * hopSeconds;
}
