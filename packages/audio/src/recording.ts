/**
 * Sound as samples, with what its file said about it. Plain data: what `decode` gives and `analyzeVoice` takes.
 */
export interface Recording {
  /** One array a channel, all of the same length; full scale is -1 to 1, finite. Floating-point files may exceed it. */
  readonly channels: readonly Float32Array[];
  /** Samples a second of every channel, in Hz; 8,000 to 384,000 for files, any positive number for samples of the caller's. */
  readonly sampleRateHz: number;
  /** Length in seconds: samples of one channel divided by `sampleRateHz`. */
  readonly durationSeconds: number;
  /** What the bytes were, for reports and provenance. */
  readonly source: RecordingSource;
  /** What the file carried beside the sound; empty where it carried nothing. */
  readonly metadata: RecordingMetadata;
  /** What was mended or left out while reading, as sentences for a person; empty for a sound file. */
  readonly warnings: readonly string[];
}

/** The container and coding that samples came from. */
export interface RecordingSource {
  /** `samples` for sound that never was a file. */
  readonly container: "wav" | "mp3" | "flac" | "ogg" | "mp4" | "adts" | "webm" | "samples";
  /** The coding's usual name, such as `pcm-s16le`, `float32`, `a-law`, `opus`. */
  readonly codec: string;
  /** Bits of one sample as stored, where the coding has a fixed number. */
  readonly bitsPerSample?: number;
}

/** Text that a file carried beside its sound. */
export interface RecordingMetadata {
  /** Broadcast extension (EBU Tech 3285), where the file has a `bext` chunk. */
  readonly broadcast?: BroadcastExtension;
  /** `LIST`/`INFO` tags by their four-letter name, such as `IART`, `INAM`, `ICRD`. */
  readonly info?: Readonly<Record<string, string>>;
}

/** The text fields of a `bext` chunk (EBU Tech 3285). Empty text where the file left a field empty. */
export interface BroadcastExtension {
  readonly description: string;
  readonly originator: string;
  readonly originatorReference: string;
  /** `yyyy-mm-dd` as the file has it. */
  readonly originationDate: string;
  /** `hh:mm:ss` as the file has it. */
  readonly originationTime: string;
  /** Samples since midnight at the first sample. */
  readonly timeReferenceSamples: number;
}
