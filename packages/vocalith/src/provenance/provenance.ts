/** What the caller states of a voice. Every field may be absent; texts are kept as they are, at most 2,000 characters each. */
export interface ProvenanceStatement {
  /** Who speaks. */
  readonly speaker?: string;
  /**
   * When: a date or time as ISO 8601 writes it, as exact as it is known: `1961`, `1961-01`, `1961-01-20`, `1961-01-20T12:52`, or with
   * seconds and `Z` or an offset. Never read from a clock.
   */
  readonly recordedAt?: string;
  /** Where. */
  readonly place?: string;
  /** On what terms the recording may be used: a name, such as `CC-BY-4.0`, or an address. */
  readonly licence?: string;
  /** Whether the speaker, or who may speak for them, agreed. */
  readonly consent?: ConsentStatement;
  /** Anything else worth keeping. */
  readonly note?: string;
}

/** Leave to make a gem of a voice, given or refused. */
export interface ConsentStatement {
  readonly given: boolean;
  /** Who gave it, where it was not the speaker. */
  readonly by?: string;
  /** The day, as {@link ProvenanceStatement.recordedAt} writes it. */
  readonly on?: string;
  /** What for. */
  readonly scope?: string;
}

/** Where a gem comes from. Plain data for JSON; it holds no samples. */
export interface Provenance {
  /** One for each individual of the gem, in the same order. */
  readonly voices: readonly VoiceProvenance[];
  /** What made the gem. */
  readonly versions: GemVersions;
}

/** Where one voice of a gem comes from: the caller's statement and what was found in the recording. */
export interface VoiceProvenance extends ProvenanceStatement {
  readonly recording: RecordingProvenance;
}

/** A recording by its check sums. */
export interface RecordingProvenance {
  /**
   * SHA-256 (FIPS 180-4) of the voice's samples as decoded: the channels one after another, each as little-endian float32; 64 hexadecimal
   * digits. Of a recording that was parted between two speakers, of the speaker's own channel. Decoders of lossy formats may differ in
   * the last bit: the file's sum is the one to go by. Absent where the engine has no WebCrypto, as in a page that came by plain HTTP.
   */
  readonly samplesSha256?: string;
  /** SHA-256 of the sound file's bytes; absent too where no bytes were given. */
  readonly fileSha256?: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly durationSeconds: number;
  /** Container and coding of the file, such as `wav` and `pcm-s16le`; `samples` where there was none. */
  readonly container: string;
  readonly codec: string;
}

/** What made a gem. */
export interface GemVersions {
  /** Version of this package. */
  readonly vocalith: string;
  /** Version of the law that the code is written in. */
  readonly code: string;
}
