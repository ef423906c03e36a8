import log2 from "@stdlib/math-base-special-log2";
import { fromSamples, type Recording } from "@vocalith/audio";

/** Length of a block in seconds: shorter than a syllable, longer than a period of the deepest voice. */
const BLOCK_SECONDS = 0.02;
/** A block counts as loud within so much of the channel's loudest one. */
const LOUD_DB = 20;
/** Least that the channels must keep the voices apart by, both ways together. */
const LEAST_PARTING_DB = 16;
/** What rises less than this over the other speaker's crosstalk is crosstalk. */
const CROSSTALK_MARGIN_DB = 6;
const DECIBELS_AN_OCTAVE_OF_POWER = 10 / log2(10);
const SILENCE = 1e-12;

/** A recording that does not hold one speaker on each of two channels, although `speakers: 2` says so. */
export class SpeakersError extends Error {
  override readonly name = "SpeakersError";

  constructor(
    /** What the recording holds. */
    readonly found: string,
    /** What would have been parted. */
    readonly accepted = "a recording of two channels with one speaker on each",
  ) {
    super(
      `cannot part two speakers: found ${found}; accepted: ${accepted}. Record each speaker with a microphone and a channel of their own, pass two recordings, or leave speakers at 1.`,
    );
  }
}

/**
 * Parts a recording of two channels into its two speakers, on one clock. What each microphone hears of the other speaker is silenced: crosstalk
 * from one channel to the other is the tenth percentile of their difference in level over the blocks of 20 ms in which the one is loud, and a
 * block within 6 dB of it is not the speaker's own.
 *
 * Ordinary stereo, one sound on both channels, is refused: there the two crosstalks, there and back, make up for one another (0 dB), where
 * microphones that part the speakers lose on both ways; accepted from 16 dB on.
 *
 * @throws SpeakersError for another number of channels, or channels that hold the same sound.
 */
export function partSpeakers(recording: Recording): [left: Recording, right: Recording] {
  const { channels, sampleRateHz } = recording;
  if (channels.length !== 2) {
    throw new SpeakersError(channels.length === 1 ? "one channel" : `${channels.length} channels`);
  }
  const blockLength = Math.max(1, Math.round(BLOCK_SECONDS * sampleRateHz));
  const [left, right] = channels.map((channel) => blockLevels(channel, blockLength));
  const fromLeft = crosstalkDb(left, right);
  const fromRight = crosstalkDb(right, left);
  const partingDb = -(fromLeft + fromRight);
  if (!(partingDb >= LEAST_PARTING_DB)) {
    throw new SpeakersError(`channels that part the voices by ${Math.max(0, partingDb).toFixed(1)} dB`);
  }
  const own = (channel: Float32Array, levels: Float64Array, others: Float64Array, crosstalk: number) =>
    fromSamples(
      [
        withoutBlocks(channel, blockLength, (block) => {
          return levels[block] < others[block] + crosstalk + CROSSTALK_MARGIN_DB && others[block] > levels[block];
        }),
      ],
      sampleRateHz,
    );
  return [own(channels[0], left, right, fromRight), own(channels[1], right, left, fromLeft)];
}

/** Mean power of each block in dB. */
function blockLevels(samples: Float32Array, blockLength: number): Float64Array {
  const levels = new Float64Array(Math.ceil(samples.length / blockLength));
  for (let block = 0; block < levels.length; block++) {
    const start = block * blockLength;
    const end = Math.min(samples.length, start + blockLength);
    let power = 0;
    for (let i = start; i < end; i++) power += samples[i] * samples[i];
    levels[block] = DECIBELS_AN_OCTAVE_OF_POWER * log2(power / (end - start) + SILENCE);
  }
  return levels;
}

/** How loud a speaker comes over on the other channel, in dB. */
function crosstalkDb(own: Float64Array, other: Float64Array): number {
  const loudest = own.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  const differences: number[] = [];
  own.forEach((level, block) => {
    if (level >= loudest - LOUD_DB) differences.push(other[block] - level);
  });
  differences.sort((a, b) => a - b);
  return differences[Math.floor(0.1 * differences.length)];
}

/** The samples with blocks faded to silence: straight ramps over a block before and after. */
function withoutBlocks(samples: Float32Array, blockLength: number, isTaken: (block: number) => boolean): Float32Array {
  const kept = new Float32Array(samples.length);
  const blocks = Math.ceil(samples.length / blockLength);
  // The gain at the middle of each block; straight between.
  const gains = Float64Array.from({ length: blocks }, (_, block) => (isTaken(block) ? 0 : 1));
  for (let i = 0; i < samples.length; i++) {
    const at = Math.min(blocks - 1, Math.max(0, i / blockLength - 0.5));
    const block = Math.floor(at);
    const next = Math.min(blocks - 1, block + 1);
    kept[i] = samples[i] * (gains[block] + (at - block) * (gains[next] - gains[block]));
  }
  return kept;
}
