import { type RecordingProvenance, traceRecording } from "vocalith";

/** A recording of one voice, kept in the page alone: one channel of 32-bit samples, held once. */
export class VoiceRecording {
  readonly #file: Uint8Array<ArrayBuffer>;
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRateHz: number;
  /** Share of the samples at full scale, 0 to 1: what the microphone could not hold. */
  readonly clippedShare: number;
  #provenance: Promise<RecordingProvenance> | undefined;

  /**
   * @param file - A WAV file of 32-bit floating-point samples, as `wavFile` lays it out.
   */
  constructor(file: Uint8Array<ArrayBuffer>, sampleRateHz: number, clippedShare: number) {
    this.#file = file;
    this.samples = new Float32Array(
      file.buffer,
      file.byteOffset + WAV_HEADER_BYTES,
      (file.byteLength - WAV_HEADER_BYTES) / 4,
    );
    this.sampleRateHz = sampleRateHz;
    this.clippedShare = clippedShare;
  }

  get durationSeconds(): number {
    return this.samples.length / this.sampleRateHz;
  }

  /** A WAV file with every bit of it: to listen back, to keep, for the command line. */
  wav(): Blob {
    return new Blob([this.#file], { type: "audio/wav" });
  }

  /** What the command line would say of this file. Its check sums are worked out beside the page when they are first asked for. */
  provenance(): Promise<RecordingProvenance> {
    const { durationSeconds, sampleRateHz, samples } = this;
    const source = { container: "wav", codec: "float32" } as const;
    const heard = { channels: [samples], sampleRateHz, durationSeconds, source, metadata: {}, warnings: [] };
    this.#provenance ??= traceRecording(heard, this.#file);
    return this.#provenance;
  }

  /** The same file's bytes, not copied. */
  wavBytes(): Uint8Array<ArrayBuffer> {
    return this.#file;
  }
}

/** Length of the header that `wavFile` writes: a multiple of 4, so that the samples behind it can be read where they lie. */
export const WAV_HEADER_BYTES = 56;

const FLOAT_FORMAT = 3;

/** A WAV file of so many 32-bit floating-point samples of one channel, all 0 yet. */
export function wavFile(samples: number, sampleRateHz: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(WAV_HEADER_BYTES + 4 * samples);
  writeWavHeader(bytes, sampleRateHz);
  return bytes;
}

/** Writes what stands before the samples: header, format, the `fact` of their number, and their place. */
export function writeWavHeader(bytes: Uint8Array<ArrayBuffer>, sampleRateHz: number): void {
  const samples = (bytes.length - WAV_HEADER_BYTES) / 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const name = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
  };
  name(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  name(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, FLOAT_FORMAT, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, 4 * sampleRateHz, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 32, true);
  name(36, "fact");
  view.setUint32(40, 4, true);
  view.setUint32(44, samples, true);
  name(48, "data");
  view.setUint32(52, 4 * samples, true);
}
