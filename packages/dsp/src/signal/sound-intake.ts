import { BLOCK_SECONDS } from "./channel-mixer.js";

/** What is shorter is passed on with so much silence after it that it lasts as long. */
const LEAST_SECONDS = 0.3;
/** A sound that breaks off is passed on with so much silence after it. */
const AFTER_SECONDS = 0.2;
/** It breaks off where its last so many seconds have at least this share of its mean power: a room's reverberation has less, so that it is not taken for a voice's end. */
const LAST_SECONDS = 0.03;
const BREAKING_OFF = 0.1;
/** Its mean power is told by one sample in so many. */
const SPARSE = 4;
/** A whole number of frames within so many is looked for that is a whole number of samples, too. */
const MOST_FRAMES = 400;

/** What comes in. */
export interface IntakeOptions {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Time between frames in seconds. */
  readonly hopSeconds: number;
}

/** Where that which was passed on lies in what came in. */
export interface HeardSpan {
  /** The frame of what came in that is the first of what was passed on: so many of silence were left out. */
  readonly firstFrame: number;
  /** When the sound begins and ends in what came in: its first and behind its last sample that is not zero, in seconds. */
  readonly beginSeconds: number;
  readonly endSeconds: number;
}

/** Where a sound goes. */
export interface SoundOutlet {
  /** Given block after block of the sound, all but the last of one length; valid until it returns. */
  readonly hear: (block: readonly Float32Array[]) => void;
  /** Given the silence after it, on one channel. */
  readonly hearSilence: (silence: Float32Array) => void;
}

/**
 * Takes a sound in pieces of any length and passes it on in blocks, without the digital silence before and after it: a voice is heard the same
 * however much of it a file holds. Silence before the sound is left out by whole frames, so that every frame holds the samples that it would
 * hold otherwise. After a sound that breaks off while it is loud there is silence again, since a voice that ends in nothing is in doubt to its end:
 * of a synthetic one the last 70 ms were missed.
 *
 * Tried and left: a fifth of a second of silence before and after every sound. Where noise goes on to the ends its sudden end looks like a voice's: with mains
 * hum 3.5 % of wrong frames for 2.7, in rooms 7.4 for 7.2; after the end alone 7.5 in rooms.
 */
export class SoundIntake {
  readonly #sampleRateHz: number;
  /** Samples of the fewest frames that are a whole number of them, and these frames; none where there are none. */
  readonly #unit: { readonly samples: number; readonly frames: number } | undefined;
  readonly #block: readonly Float32Array[];
  readonly #outlet: SoundOutlet;
  #filled = 0;
  #taken = 0;
  #passed = 0;
  /** Samples of silence that came last: the sound may go on after them, or begin. */
  #silent = 0;
  #begin: number | undefined;
  #firstFrame = 0;
  /** Sum of squares of the samples by which the mean power is told. */
  #energy = 0;

  constructor({ channels, hopSeconds, sampleRateHz }: IntakeOptions, outlet: SoundOutlet) {
    const length = Math.ceil(BLOCK_SECONDS[channels > 1 ? "several" : "one"] * sampleRateHz);
    this.#sampleRateHz = sampleRateHz;
    this.#unit = wholeFrames(hopSeconds * sampleRateHz);
    this.#block = Array.from({ length: channels }, () => new Float32Array(length));
    this.#outlet = outlet;
  }

  /** Number of samples that came in. */
  get taken(): number {
    return this.#taken;
  }

  /** Where that which was passed on lies, as far as it is known. */
  get span(): HeardSpan {
    const begin = this.#begin ?? this.#taken;
    return {
      firstFrame: this.#firstFrame,
      beginSeconds: begin / this.#sampleRateHz,
      endSeconds: Math.max(begin, this.#taken - this.#silent) / this.#sampleRateHz,
    };
  }

  /** Takes the next samples, as many of each channel. They are copied. */
  push(channels: readonly Float32Array[]): void {
    const { length } = channels[0];
    const end = soundEnd(channels);
    if (end > 0) {
      const from = this.#begin === undefined ? soundBegin(channels) : 0;
      const silent = this.#silent + from;
      if (this.#begin === undefined) this.#begin = silent;
      this.#passSilence(this.#passed > 0 ? silent : this.#leaveOut(silent));
      this.#pass(channels, from, end);
      this.#silent = 0;
    }
    this.#silent += length - end;
    this.#taken += length;
  }

  /** Ends the sound, and passes on what is left of it. */
  finish(): HeardSpan {
    const { span } = this;
    this.#measure();
    const least = LEAST_SECONDS * this.#sampleRateHz - this.#passed;
    const after = this.#breaksOff() ? AFTER_SECONDS * this.#sampleRateHz : 0;
    if (this.#filled > 0) this.#outlet.hear(this.#block.map((channel) => channel.subarray(0, this.#filled)));
    this.#filled = 0;
    const silence = new Float32Array(Math.ceil(Math.max(0, least, after)));
    if (silence.length > 0) this.#outlet.hearSilence(silence);
    return span;
  }

  /** Leaves out all whole frames of the silence before the sound; how much of it is left. */
  #leaveOut(silent: number): number {
    if (this.#unit === undefined) return silent;
    const { frames, samples } = this.#unit;
    const units = Math.floor(silent / samples);
    this.#firstFrame = units * frames;
    return silent - units * samples;
  }

  /** Whether the sound is loud where it ends. */
  #breaksOff(): boolean {
    const size = this.#block[0].length;
    const count = Math.min(size, this.#passed, Math.round(LAST_SECONDS * this.#sampleRateHz));
    let last = 0;
    for (const channel of this.#block) {
      // Behind what fills it a block still holds the one before.
      for (let k = 1; k <= count; k++) {
        const sample = channel[(this.#filled - k + size) % size];
        last += sample * sample;
      }
    }
    return last / count > (BREAKING_OFF * SPARSE * this.#energy) / this.#passed;
  }

  #pass(channels: readonly Float32Array[], from: number, to: number): void {
    for (let at = from; at < to; ) {
      const count = Math.min(this.#block[0].length - this.#filled, to - at);
      for (let c = 0; c < channels.length; c++) {
        this.#block[c].set(channels[c].subarray(at, at + count), this.#filled);
      }
      at += count;
      this.#fill(count);
    }
  }

  #passSilence(length: number): void {
    for (let left = length; left > 0; ) {
      const count = Math.min(this.#block[0].length - this.#filled, left);
      for (const channel of this.#block) channel.fill(0, this.#filled, this.#filled + count);
      left -= count;
      this.#fill(count);
    }
  }

  #fill(count: number): void {
    this.#filled += count;
    this.#passed += count;
    if (this.#filled < this.#block[0].length) return;
    this.#measure();
    this.#filled = 0;
    this.#outlet.hear(this.#block);
  }

  /** Of what fills the block. */
  #measure(): void {
    for (const channel of this.#block) {
      for (let i = 0; i < this.#filled; i += SPARSE) this.#energy += channel[i] * channel[i];
    }
  }
}

/** The fewest frames that are a whole number of samples. */
function wholeFrames(samplesAFrame: number) {
  for (let frames = 1; frames <= MOST_FRAMES; frames++) {
    const samples = Math.round(frames * samplesAFrame);
    if (Math.abs(frames * samplesAFrame - samples) < 1e-6) return { frames, samples };
  }
  return undefined;
}

/** The first sample that is not silence in all channels; there is one. */
function soundBegin(channels: readonly Float32Array[]): number {
  let begin = channels[0].length;
  for (const channel of channels) {
    let at = 0;
    while (at < begin && channel[at] === 0) at++;
    begin = at;
  }
  return begin;
}

/** Behind the last sample that is not silence in all channels; 0 where all is. */
function soundEnd(channels: readonly Float32Array[]): number {
  let end = 0;
  for (const channel of channels) {
    let at = channel.length;
    while (at > end && channel[at - 1] === 0) at--;
    end = at;
  }
  return end;
}
