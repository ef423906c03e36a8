import { decode, fromSamples, type Recording } from "@vocalith/audio";

/** The part of the Web Audio API's `AudioBuffer` that is read. */
export interface AudioBufferLike {
  readonly numberOfChannels: number;
  readonly sampleRate: number;
  getChannelData(channel: number): Float32Array;
}

/** Samples of the caller's own: one array a channel, or one array for a single channel. */
export interface Samples {
  readonly samples: Float32Array | readonly Float32Array[];
  readonly sampleRateHz: number;
}

/**
 * What a voice may come as: the bytes of a sound file (WAV, MP3, FLAC, Ogg, M4A), a `Blob` of them, an `AudioBuffer`, samples,
 * or a {@link Recording} that was decoded before.
 */
export type VoiceInput = Uint8Array | ArrayBuffer | Blob | AudioBufferLike | Samples | Recording;

/** A value that no voice can be read from. */
export class VoiceInputError extends Error {
  override readonly name = "VoiceInputError";

  constructor(
    /** What was given. */
    readonly found: string,
    /** What would have been read. */
    readonly accepted = "bytes of a sound file, a Blob, an AudioBuffer, { samples, sampleRateHz } or a Recording",
  ) {
    super(`no voice can be read from ${found}; accepted: ${accepted}. Pass one of these.`);
  }
}

/** A voice that was read. */
export interface ReadVoice {
  readonly recording: Recording;
  /** The bytes of its file, where it came as one. */
  readonly bytes?: Uint8Array;
}

/** Any voice input as a recording, with the bytes it came in. */
export async function readVoice(input: VoiceInput, signal?: AbortSignal): Promise<ReadVoice> {
  const file = typeof Blob !== "undefined" && input instanceof Blob ? await input.arrayBuffer() : input;
  if (file instanceof Uint8Array || file instanceof ArrayBuffer) {
    const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
    return { recording: await decode(bytes, { signal }), bytes };
  }
  return { recording: toRecording(file as Exclude<typeof file, Blob>) };
}

function toRecording(input: AudioBufferLike | Samples | Recording): Recording {
  if (typeof input !== "object" || input === null) throw new VoiceInputError(input === null ? "null" : typeof input);
  if ("getChannelData" in input) {
    const channels = Array.from({ length: input.numberOfChannels }, (_, channel) => input.getChannelData(channel));
    return fromSamples(channels, input.sampleRate);
  }
  if ("samples" in input) {
    const { samples, sampleRateHz } = input;
    return fromSamples(samples instanceof Float32Array ? [samples] : samples, sampleRateHz);
  }
  if ("channels" in input && "sampleRateHz" in input) return input;
  throw new VoiceInputError(`an object with ${Object.keys(input).slice(0, 5).join(", ") || "no fields"}`);
}
