export type { BroadcastExtension, Recording, RecordingMetadata, RecordingSource } from "./recording.js";
