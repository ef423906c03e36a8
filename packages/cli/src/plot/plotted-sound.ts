/** The mean of the channels loses this share of the strongest one's energy only where they cancel each other. */
const CANCELLED_SHARE = 0.1;

/** One sound to draw from many channels: their mean, or the strongest where they cancel each other; without its offset from zero. */
export function plottedSound(channels: readonly Float32Array[]): Float32Array {
  const sound = oneOf(channels);
  let offset = 0;
  for (let i = 0; i < sound.length; i++) offset += sound[i] / sound.length;
  return sound.map((sample) => sample - offset);
}

function oneOf(channels: readonly Float32Array[]): Float32Array {
  if (channels.length === 1) return channels[0];
  const mean = channels[0].map((_, i) => channels.reduce((sum, channel) => sum + channel[i], 0) / channels.length);
  const energies = channels.map(energy);
  const most = Math.max(...energies);
  return energy(mean) >= (CANCELLED_SHARE * most) / channels.length ? mean : channels[energies.indexOf(most)];
}

function energy(sound: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < sound.length; i++) sum += sound[i] * sound[i];
  return sum;
}
