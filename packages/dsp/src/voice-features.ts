/** What a voice is and what it said, without the tracks in which it was measured: all that the law of the gem takes. Plain data. */
export interface VoiceOutline {
  /** Length of the recording in seconds. */
  readonly durationSeconds: number;
  /** In order of time, never overlapping; empty where nothing rose above the pauses. */
  readonly syllables: readonly Syllable[];
  readonly summary: VoiceSummary;
}

/**
 * Everything that was measured in a voice: tracks over time, syllables, and a summary. Plain data, as `analyzeVoice`
 * gives it. Frame `i` of every track is centred on `pitch.timeSeconds[i]`. Digital silence before or after the
 * voice moves the times and nothing else, where it is a whole number of frames; beyond the ends of the recording is silence.
 */
export interface VoiceFeatures extends VoiceOutline {
  /** Sample rate of the recording in Hz. */
  readonly sampleRateHz: number;
  /** Time between frames in seconds. */
  readonly hopSeconds: number;
  readonly pitch: PitchTrack;
  /** Root-mean-square level of each frame, 20 log10 re full scale, in dB; -120 for silence. */
  readonly levelDb: Float64Array;
  readonly loudness: LoudnessTrack;
  readonly timbre: TimbreTrack;
  readonly longTermSpectrum: LongTermSpectrum;
  readonly formants: FormantTrack;
  readonly quality: VoiceQuality;
  /** Between syllables, in order of time. */
  readonly pauses: readonly Pause[];
}

/** Pitch over time. The three arrays have one length. */
export interface PitchTrack {
  /** Centres of the frames in seconds from the first sample. */
  readonly timeSeconds: Float64Array;
  /** Fundamental frequency in Hz; NaN where the frame is not voiced or its pitch in doubt. */
  readonly frequencyHz: Float64Array;
  /** How probable it is that the frame is voiced, 0 to 1. */
  readonly voicedProbability: Float64Array;
}

/**
 * Loudness by ITU-R BS.1770-5 and EBU Tech 3342. It is the recording's, with its gain and all its channels, not the voice's: the gem leaves it out.
 */
export interface LoudnessTrack {
  /** Time between momentary values in seconds: 0.1. */
  readonly hopSeconds: number;
  /** Integrated loudness in LUFS, gated at -70 LUFS and 10 LU below the mean; NaN where no 400 ms pass the gate. */
  readonly integratedLufs: number;
  /** Loudness range in LU: 10th to 95th percentile over 3 s, gated at -70 LUFS and 20 LU below the mean; NaN where no 3 s pass. */
  readonly rangeLu: number;
  /** Loudness of 400 ms in LUFS, -120 at least; value `i` is of `i * hopSeconds` to 0.4 s later. Empty where the recording is shorter. */
  readonly momentaryLufs: Float64Array;
}

/** Short-time spectrum in numbers. Each array has one value a frame; NaN in digital silence. */
export interface TimbreTrack {
  /** Power-weighted mean frequency in Hz. */
  readonly centroidHz: Float32Array;
  /** Power-weighted standard deviation of frequency in Hz. */
  readonly spreadHz: Float32Array;
  /** Geometric over arithmetic mean of the power spectrum, 0 (tone) to 1 (white noise). */
  readonly flatness: Float32Array;
  /** Frequency below which 85 % of the power lies, in Hz. */
  readonly rolloffHz: Float32Array;
  /** Mel-frequency cepstral coefficients c1 to c12 of levels in dB, gain-invariant (c0 left out), frame after frame: `frames x 12`. */
  readonly melCepstrum: Float32Array;
  /**
   * How fast they change: slope of the least-squares line through five frames (Furui 1986), in dB a second, `frames x 12`; NaN where one of the five is silent.
   */
  readonly melCepstrumDelta: Float32Array;
  /** Slope of the least-squares line through the levels of 26 mel bands over log2 of frequency, in dB an octave; usually negative. */
  readonly slopeDbPerOctave: Float32Array;
  /**
   * Euclidean distance of the magnitude spectrum from that of the frame before (10 ms; 2.5 ms for birds), both of unit length, 0 to 1.41 (Tzanetakis and
   * Cook 2002); NaN in the first frame too.
   */
  readonly flux: Float32Array;
  /**
   * Sum of the specific loudness of 24 critical bands, in sone where full scale is 100 dB of sound pressure (Zwicker and Fastl 1990, without masking); 0 in
   * digital silence.
   */
  readonly loudnessSone: Float32Array;
  /** Centre of gravity of that loudness, high bands lifted, in acum (Peeters 2004); it does not change with gain. */
  readonly sharpnessAcum: Float32Array;
}

/** Mean spectrum of a recording, the digital silence at its ends left out. */
export interface LongTermSpectrum {
  /** Centres of third octaves in Hz (IEC 61260-1), those that lie within the register's band and the recording's. */
  readonly centreHz: Float64Array;
  /** Power of each in dB (10 log10) re the sum of all; -120 at least, NaN in digital silence. */
  readonly levelDb: Float64Array;
  /** Mean specific loudness of the 24 critical bands in sone a Bark; 0 beyond what the recording can hold. */
  readonly specificLoudness: Float64Array;
}

/**
 * Resonances of the vocal tract over time: prediction of 30 ms over the shut phases of the voice (quasi closed phase analysis, Airaksinen et al. 2014),
 * measured every 20 ms. NaN where a frame is not voiced or above 450 Hz, where one was not found, and for birds and whales; a whisper's are
 * those of its syllables.
 */
export interface FormantTrack {
  /** F1 to F4 in Hz, 150 to 5200, rising, frame after frame: `frames x 4`. */
  readonly frequencyHz: Float32Array;
  /** Their bandwidths at -3 dB in Hz, `frames x 4`. */
  readonly bandwidthHz: Float32Array;
}

/**
 * How a voice sounds apart from its pitch and its vowels; the spectral tilt, which belongs here too, is
 * `summary.speaker.spectralTiltDbPerOctave`. Frame `i` of a track is that of the pitch track. Birds and whales have no glottis:
 * NaN throughout and no cycles, as in a whisper.
 */
export interface VoiceQuality {
  /**
   * Harmonics-to-noise ratio: power of what repeats from cycle to cycle over power of what does not, by second differences along the
   * pitch (after Yumoto, Gould and Baer 1982), in dB (10 log10), -20 to 60; jitter and shimmer count as noise. NaN where not voiced, and in stretches shorter
   * than three cycles.
   */
  readonly harmonicsToNoiseDb: Float64Array;
  /**
   * Smoothed cepstral peak prominence (Hillenbrand and Houde 1996): height of the cepstrum's peak at the pitch period over the straight line
   * through it from 1 to 25 ms, in dB (10 log10 of the squared cepstrum), about 0 (no period) to 25 (a clear voice). NaN where not voiced or not
   * between 40 and 1000 Hz.
   */
  readonly cepstralPeakProminenceDb: Float64Array;
  /** The cycles that jitter and shimmer were read from. */
  readonly cycles: GlottalCycles;
  /** When the voice creaks, in order of time: three creaky cycles or more, each within 40 ms of the last. */
  readonly creaks: readonly Creak[];
  readonly summary: VoiceQualitySummary;
}

/** Every cycle of the glottis that was found, in order of time. The arrays have one length. */
export interface GlottalCycles {
  /** Instant of main excitation, where the glottis closes, in seconds. */
  readonly closureSeconds: Float64Array;
  /** Time since the closure before in seconds; NaN for the first of a voiced stretch. */
  readonly periodSeconds: Float64Array;
  /** Strength of the excitation, linear, in units that follow the recording's gain. */
  readonly strength: Float64Array;
  /** Correlation with the cycle before above 2 kHz, after inverse filtering, -1 to 1; NaN for the first of a voiced stretch. */
  readonly brightCorrelation: Float64Array;
}

/** A time in which the voice creaks. */
export interface Creak {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Voice quality in a few numbers; each NaN where there is too little voice to measure it. */
export interface VoiceQualitySummary {
  /** Jitter (local): mean difference of neighbouring periods over the mean period, a fraction; a healthy voice has under 0.01. */
  readonly jitterLocal: number;
  /** Relative average perturbation: mean distance of each period from the mean of three over the mean period, a fraction (Koike 1973). */
  readonly jitterRap: number;
  /** Five-point period perturbation quotient: the same from the mean of five, a fraction (Davis 1976). */
  readonly jitterPpq5: number;
  /** Shimmer (local): mean difference of neighbouring cycles' strengths over the mean strength, a fraction; a healthy voice has under 0.04. */
  readonly shimmerLocal: number;
  /** Three-point amplitude perturbation quotient: mean distance of each strength from the mean of three over the mean strength, a fraction. */
  readonly shimmerApq3: number;
  /** Five-point amplitude perturbation quotient: the same from the mean of five, a fraction. */
  readonly shimmerApq5: number;
  /** Median of the track, in dB. */
  readonly harmonicsToNoiseDb: number;
  /** Median of the track, in dB. */
  readonly cepstralPeakProminenceDb: number;
  /**
   * Breathiness: share of noise in the excitation from about 2 to 6 kHz, 0 to 1: one less the median correlation of neighbouring cycles there (after
   * Hillenbrand, Cleveland and Erickson 1994).
   */
  readonly breathiness: number;
  /** Creak: share of the voiced time in cycles longer than 1/65 s, or longer than 1/130 s and uneven by more than 12 %, 0 to 1. */
  readonly creak: number;
}

/** One beat of the voice: a rise and fall of loudness around a nucleus. */
export interface Syllable {
  readonly startSeconds: number;
  /** Where it is loudest. */
  readonly nucleusSeconds: number;
  /** Middle of its loudness: the mean of its times, each weighed by the power of the syllable band there. Steadier than the peak of a flat vowel. */
  readonly middleSeconds: number;
  readonly endSeconds: number;
  /** Median fundamental frequency in Hz; NaN where nothing of it is voiced. */
  readonly frequencyHz: number;
  /** Rise (positive) or fall of pitch through it, in semitones from its first to its last third; 0 where unvoiced. */
  readonly pitchSlopeSemitones: number;
  /** Level of the nucleus in dB below the loudest nucleus of the recording; 0 or negative. */
  readonly levelDb: number;
  /** Median spectral centroid in Hz. */
  readonly centroidHz: number;
  /** Share of its frames that are voiced, 0 to 1. */
  readonly voicedFraction: number;
  /** Irregularity of its voice (cycle-to-cycle or noise), 0 (a clean tone) to 1: one less its median harmonics-to-noise ratio over 25 dB. */
  readonly roughness: number;
}

/** A silence between two syllables of at least 0.25 s (Goldman-Eisler 1968). */
export interface Pause {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A voice in a few numbers: what lasts in the speaker, apart from what was said this once. */
export interface VoiceSummary {
  readonly speaker: SpeakerTraits;
  readonly utterance: UtteranceTraits;
}

/** What lasts: it should hardly change between two recordings of one speaker, whatever is said. */
export interface SpeakerTraits {
  /** The kind of voice whose pitch range was searched. */
  readonly register: "human" | "bird" | "whale";
  /** The speaker's habitual low tone: tenth percentile of the voiced fundamental frequency, in Hz; NaN in a whisper. */
  readonly pitchBaseHz: number;
  /** Median fundamental frequency in Hz; NaN in a whisper. */
  readonly pitchMedianHz: number;
  /**
   * Frequencies of the first four resonances over voiced frames below 450 Hz (all syllables of a whisper), in Hz: of each the mean of the
   * logarithms of the middle half. NaN where one was found in fewer than a third of the frames, and for birds and whales. F1 tells of the vowels and of the
   * microphone, the room and the noise as much as of the speaker: the identity leaves it out, and the tract's length hardly heeds it.
   */
  readonly formantHz: readonly [number, number, number, number];
  /** Mean spacing of the formants, in Hz (Fitch 1997); NaN where fewer than two were found. */
  readonly formantDispersionHz: number;
  /**
   * Length of the vocal tract in millimetres: geometric mean of the uniform tubes `(2n - 1) c / (4 Fn)`, c = 350 m/s, weighted 1, 4, 30 and 42
   * for F1 to F4, since the upper formants tell of the tract and the lower ones of the vowel; NaN where fewer than two were found.
   */
  readonly vocalTractLengthMm: number;
  /**
   * Mel cepstrum c1 to c12 of the mean levels over voiced frames (in a whisper over its syllables), the noise floor taken out. Of the 26 filters the lowest
   * three are left out, since they hold the pitch and what a recording does to low sounds, and a human's above the end of the recording's band are
   * those to be expected from all else. A telephone, a room or noise at 20 dB still moves single ones by 0.4 to 1.4 of what speakers differ by (c1 in a room
   * that rings for 0.6 s by 2): tell speakers by `identity`, whose first axis moves by 0.2 to 0.4.
   */
  readonly melCepstrumMean: readonly number[];
  /** Standard deviation of c1 to c12 over voiced frames. It says more of the recording's noise and room than of the speaker. */
  readonly melCepstrumDeviation: readonly number[];
  /** Median spectral centroid over voiced frames, in Hz. It moves with band and room as much as with the speaker: compare it within one recording. */
  readonly centroidHz: number;
  /**
   * Spectral tilt: slope of the long-term average spectrum over voiced frames between 300 and 3400 Hz (for birds and whales over their whole band), its
   * noise floor taken out, in dB an octave; usually negative, and less so in a pressed voice. It tells the mood rather than the speaker.
   */
  readonly spectralTiltDbPerOctave: number;
  /**
   * Power between 1 and 3.1 kHz over that between 300 Hz and 1 kHz, in dB (10 log10), of the same spectrum: the alpha ratio (Sundberg and Nordenberg 2006)
   * within the band of a telephone. It rises with vocal effort. NaN for birds and whales.
   */
  readonly alphaRatioDb: number;
  /**
   * Median harmonics-to-noise ratio over voiced frames, in dB (10 log10): -20 to 60, from `quality`; of birds and whales from the normalised
   * autocorrelation `r` at the period, `10 log10(r / (1 - r))` (Boersma 1993), -10 to 40. -20 in a whisper. A room takes 3 to
   * 5 dB off it.
   */
  readonly harmonicsToNoiseDb: number;
  /**
   * Who speaks, in twelve numbers: levels of the mel filters, formants and pitch, along the axes on which speakers differ most for how much one speaker
   * varies with sentence, mood and recording (within-class covariance normalisation: Hatch, Kajarekar and Stolcke 2006; linear discriminants); the axis that tells
   * most first. A step of 1 is the deviation within one speaker, so the Euclidean distance of two identities says how far apart two voices
   * are. Empty for birds and whales.
   */
  readonly identity: readonly number[];
}

/** What was said and felt this once. */
export interface UtteranceTraits {
  /** Median absolute distance of pitch from its median, in semitones. */
  readonly pitchDeviationSemitones: number;
  /** From the 5th to the 95th percentile of pitch, in semitones. */
  readonly pitchRangeSemitones: number;
  /** Syllables a second, pauses at both ends left out. */
  readonly syllablesPerSecond: number;
  /** The same with the pauses left out: articulation rate (de Jong and Wempe 2009). */
  readonly articulatedSyllablesPerSecond: number;
  /** Share of the time between the first and the last syllable that is pause, 0 to 1. */
  readonly pauseFraction: number;
  /** Share of the frames that are voiced, the digital silence at both ends left out, 0 to 1. */
  readonly voicedFraction: number;
  /** From the 10th to the 95th percentile of level within syllables, in dB. */
  readonly levelRangeDb: number;
  /** 95th percentile of level, the digital silence at both ends left out, 20 log10 re full scale, in dB. It is the recording's, not the voice's: the law leaves it out. */
  readonly levelDb: number;
  /** How aroused the voice is, 0 (calm, slow, even) to 1 (beside itself), from gain-invariant ingredients. */
  readonly arousal: number;
}
