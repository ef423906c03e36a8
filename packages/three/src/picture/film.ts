/** Light up to which film is straight; above, it comes ever slower towards 1, by the softness of its shoulder. */
const [KNEE, SOFTNESS] = [0.5, 1.5];
/** Film layers are not perfectly separate: the share of light of one colour that reaches the others where it is brightest, and how bright half of it takes. */
const [CROSS_TALK, CROSS_TALK_LIGHT] = [0.16, 1.2];

/** Radii of the two halos of light that the lens scatters, in widths of the picture. */
export const HALO_RADII = { near: 0.006, far: 0.03 };

/**
 * What film shows of linear light: highlights keep from clipping, strong colours pale towards white as they grow bright.
 *
 * @param light Linear sRGB; replaced by sRGB as displays take it, 0 to 1.
 */
export function exposeFilm(light: [number, number, number]): void {
  const peak = Math.max(light[0], light[1], light[2]);
  const crossTalk = CROSS_TALK * (peak / (peak + CROSS_TALK_LIGHT));
  const grey = (light[0] + light[1] + light[2]) / 3;
  for (let channel = 0; channel < 3; channel++) {
    const value = light[channel] as number;
    light[channel] = encode(value + (grey - value) * crossTalk);
  }
}

function encode(light: number): number {
  const shown = light <= KNEE ? light : KNEE + (1 - KNEE) * (1 - Math.exp(-(light - KNEE) / (1 - KNEE) / SOFTNESS));
  return shown <= 0.0031308 ? 12.92 * shown : 1.055 * shown ** (1 / 2.4) - 0.055;
}

/** `exposeFilm` on the graphics card. */
export const FILM_GLSL = /* glsl */ `
vec3 exposeFilm(vec3 light) {
  const float KNEE = ${float(KNEE)};
  float peak = max(light.r, max(light.g, light.b));
  float crossTalk = ${float(CROSS_TALK)} * (peak / (peak + ${float(CROSS_TALK_LIGHT)}));
  light = mix(light, vec3((light.r + light.g + light.b) / 3.0), crossTalk);
  vec3 shoulder = KNEE + (1.0 - KNEE) * (1.0 - exp((KNEE - light) / ((1.0 - KNEE) * ${float(SOFTNESS)})));
  light = mix(light, shoulder, step(KNEE, light));
  return mix(12.92 * light, 1.055 * pow(max(light, 0.0), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, light));
}
`;

function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
