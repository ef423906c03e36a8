import type { RecordingMetadata, RecordingSource } from "./recording.js";

/** What a container's decoder hands back: a recording before it is checked and measured. */
export interface DecodedSound {
  readonly channels: Float32Array[];
  readonly sampleRateHz: number;
  readonly source: RecordingSource;
  readonly metadata: RecordingMetadata;
  readonly warnings: string[];
}
