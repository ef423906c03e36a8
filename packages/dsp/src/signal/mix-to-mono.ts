/**
 * One channel from many: their mean, after channels that run against the strongest one have been turned around, so that a
 * recording with one microphone wired in reverse does not cancel; a slowly varying offset (below about 5 Hz) is taken out.
 *
 * @param channels - At least one, all of one length.
 * @returns A new array; full scale stays -1 to 1.
 *
 * @example
 * ```ts
 * const left = Float32Array.of(0, 0.5, 0, -0.5);
 * const mono = mixToMono([left, left.map((x) => -x)], 48_000);
 * ```
 */
export function mixToMono(channels: readonly Float32Array[], sampleRateHz: number): Float32Array {
  const length = channels[0].length;
  const energies = channels.map((channel) => innerProduct(channel, channel));
  const strongest = channels[energies.indexOf(Math.max(...energies))];
  const strongestEnergy = Math.max(...energies);
  const mono = new Float32Array(length);
  channels.forEach((channel, c) => {
    const agreement = innerProduct(channel, strongest);
    // Only a clear reversal counts: two far microphones are uncorrelated, and turning one by chance would not be steady.
    const against = agreement < -0.5 * Math.sqrt(energies[c] * strongestEnergy);
    const weight = (against ? -1 : 1) / channels.length;
    for (let i = 0; i < length; i++) mono[i] += weight * channel[i];
  });
  removeOffset(mono, sampleRateHz);
  return mono;
}

function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** First-order high-pass at 5 Hz, started at the first tenth of a second's mean so that a constant offset makes no step. */
function removeOffset(sound: Float32Array, sampleRateHz: number): void {
  const follow = 1 - Math.exp((-2 * Math.PI * 5) / sampleRateHz);
  const head = Math.min(sound.length, Math.ceil(sampleRateHz / 10));
  let offset = 0;
  for (let i = 0; i < head; i++) offset += sound[i] / head;
  let before = 0;
  for (let i = 0; i < sound.length; i++) {
    const sample = sound[i];
    const value = sample - offset;
    // Digital silence stays silence: nothing rings on into it.
    if (sample !== 0 || before !== 0) {
      offset += follow * value;
      sound[i] = value;
    }
    before = sample;
  }
}
