import type { SolidBody } from "../solid-document.js";

/** Darkest absorption that is written: nothing at all coming through has no logarithm, which renderers take. */
const LEAST_CHANNEL = 0.001;
/** Every mean chord takes half of the colour (a square root) by absorption; the surface's colour gives the other half. */
const ATTENUATION_CHORDS = 2;

/** A glTF material of clear, coloured stone, by the extensions for transmission, refraction, volume and dispersion. */
export function gemMaterial(body: SolidBody, name: string, chordMetres: number): object {
  const { linearSrgb, refractiveIndex, abbeNumber } = body;
  if (!(refractiveIndex >= 1 && refractiveIndex < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`refractiveIndex = ${refractiveIndex}; accepted: 1 and above, such as 1.54 for quartz`);
  }
  if (!(abbeNumber > 0 && abbeNumber < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`abbeNumber = ${abbeNumber}; accepted: above 0, such as 69 for quartz`);
  }
  const color = linearSrgb.map((channel) => Math.min(1, Math.max(LEAST_CHANNEL, channel)));
  return {
    name,
    pbrMetallicRoughness: {
      baseColorFactor: [...color.map((channel) => Math.sqrt(channel)), 1],
      metallicFactor: 0,
      roughnessFactor: 0,
    },
    extensions: {
      KHR_materials_transmission: { transmissionFactor: 1 },
      KHR_materials_ior: { ior: refractiveIndex },
      KHR_materials_volume: {
        thicknessFactor: chordMetres,
        attenuationDistance: ATTENUATION_CHORDS * chordMetres,
        attenuationColor: color,
      },
      KHR_materials_dispersion: { dispersion: 20 / abbeNumber },
    },
  };
}
