/**
 * A stone as a cloud of particles. A voice's loudness over time and frequency places them: each crystal has the particles of its syllables,
 * the more the louder they were; low frequencies stand at its root, high ones at its point, and time runs once round it. They come in
 * order of time, so that the first tenth of them is the first tenth of the voice (of a twin half of them are the first speaker's,
 * then come the second's). A code alone has no tracks: its syllables then give the loudness.
 *
 * Calm holds them together: at excitement 0 every particle lies inside its crystal. With excitement they are pulled outwards, those
 * near the surface farthest, along the crystal and away from its axis.
 */
export interface GemParticles {
  /** x, y, z of each, mm, gem coordinates. */
  readonly positions: Float32Array;
  /**
   * Red, green and blue of each: linear-light sRGB, 0 to 1, as three.js takes vertex colours. Hue runs with frequency about that of the stone,
   * lightness rises with loudness.
   */
  readonly colors: Float32Array;
  /** When the sound of each was made, in seconds from the beginning of the recording of its voice; absent when the gem was cut from a code alone. */
  readonly timesSeconds?: Float32Array;
}
