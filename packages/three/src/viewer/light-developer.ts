import { type Texture, Vector2, Vector3, type WebGLRenderer, type WebGLRenderTarget } from "three";
import { DEVELOP_DEFAULTS, type DevelopOptions } from "../picture/develop-picture.js";
import { FILM_GLSL, HALO_RADII } from "../picture/film.js";
import { FullScreenPass } from "./full-screen-pass.js";
import type { LightFormat } from "./light-format.js";
import type { LightPicture } from "./light-gatherer.js";

/** Widths of the pictures that halos are spread in: a halo has no detail that more would keep. */
const NEAR_WIDTH_PX = 192;
const FAR_WIDTH_PX = 96;

const SHRINK_GLSL = /* glsl */ `
uniform sampler2D light;
uniform vec2 block;
out vec4 color;
// The mean of all pixels that one stands for, so that no spark is missed or counted twice.
void main() {
  ivec2 from = ivec2(floor(floor(gl_FragCoord.xy) * block + 0.001));
  ivec2 to = max(from + 1, ivec2(floor((floor(gl_FragCoord.xy) + 1.0) * block + 0.001)));
  vec3 sum = vec3(0.0);
  for (int y = from.y; y < to.y; y++) {
    for (int x = from.x; x < to.x; x++) sum += texelFetch(light, ivec2(x, y), 0).rgb;
  }
  color = vec4(sum / float((to.x - from.x) * (to.y - from.y)), 1.0);
}
`;

const SPREAD_GLSL = /* glsl */ `
uniform sampler2D light;
uniform ivec2 along;
uniform float deviationPx;
out vec4 color;
// One way of a Gaussian; beyond the edges there is no light.
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  ivec2 size = textureSize(light, 0);
  int reach = int(ceil(3.0 * deviationPx));
  vec3 sum = vec3(0.0);
  float weights = 0.0;
  for (int step = -reach; step <= reach; step++) {
    float weight = exp(-0.5 * float(step * step) / (deviationPx * deviationPx));
    ivec2 from = at + along * step;
    if (all(greaterThanEqual(from, ivec2(0))) && all(lessThan(from, size))) sum += weight * texelFetch(light, from, 0).rgb;
    weights += weight;
  }
  color = vec4(sum / weights, 1.0);
}
`;

// What developPicture does, in a shader.
const DEVELOP_GLSL = /* glsl */ `${FILM_GLSL}
uniform sampler2D light;
uniform sampler2D near;
uniform sampler2D far;
uniform vec2 sizePx;
uniform vec2 lightPart;
uniform vec2 lightTexel;
uniform float exposure;
uniform float bloom;
uniform float vignette;
uniform vec3 background;
out vec4 color;

float edgeFade(float at, float size) {
  float near = min(1.0, min(at, size - at) / max(1e-6, vignette * size));
  return near * near * (3.0 - 2.0 * near);
}

// Light between pixels. A picture of fewer pixels than the canvas is spread by a cubic B-spline, in four looks (Sigg and Hadwiger 2005): it comes
// soft instead of in blocks.
vec3 lightAt(vec2 place) {
  vec2 least = 0.5 * lightTexel;
  vec2 most = lightPart - least;
  vec2 at = place * lightPart;
  if (sizePx.x * lightTexel.x < 1.5 * lightPart.x) return texture(light, clamp(at, least, most)).rgb;
  vec2 pixel = at / lightTexel - 0.5;
  vec2 f = fract(pixel);
  vec2 near = (pixel - f + 0.5) * lightTexel;
  vec2 w0 = (1.0 - f) * (1.0 - f) * (1.0 - f) / 6.0;
  vec2 w1 = 2.0 / 3.0 - 0.5 * f * f * (2.0 - f);
  vec2 w3 = f * f * f / 6.0;
  vec2 w2 = 1.0 - w0 - w1 - w3;
  vec2 below = near + (w1 / (w0 + w1) - 1.0) * lightTexel;
  vec2 above = near + (w3 / (w2 + w3) + 1.0) * lightTexel;
  vec2 share = w2 + w3;
  below = clamp(below, least, most);
  above = clamp(above, least, most);
  return mix(
    mix(texture(light, below).rgb, texture(light, vec2(above.x, below.y)).rgb, share.x),
    mix(texture(light, vec2(below.x, above.y)).rgb, texture(light, above).rgb, share.x),
    share.y
  );
}

// Less than one step of a display, so that dark slopes show no bands (Jimenez 2014).
float grain(vec2 at) {
  return (fract(52.9829189 * fract(dot(at, vec2(0.06711056, 0.00583715)))) - 0.5) / 255.0;
}

void main() {
  vec2 place = gl_FragCoord.xy / sizePx;
  vec3 sharp = lightAt(place);
  vec3 soft = 0.5 * (texture(near, place).rgb + texture(far, place).rgb);
  float fade = exposure * edgeFade(gl_FragCoord.x, sizePx.x) * edgeFade(gl_FragCoord.y, sizePx.y);
  vec3 film = mix(sharp, soft, bloom) * fade + background;
  color = vec4(exposeFilm(film) + grain(gl_FragCoord.xy), 1.0);
}
`;

/** Turns linear light into display colours on the graphics card as `developPicture` does on the processor. */
export class LightDeveloper {
  readonly #near: readonly [WebGLRenderTarget, WebGLRenderTarget];
  readonly #far: readonly [WebGLRenderTarget, WebGLRenderTarget];
  readonly #shrink = new FullScreenPass("ShrinkLight", SHRINK_GLSL, {
    light: { value: null as Texture | null },
    block: { value: new Vector2() },
  });
  readonly #spread = new FullScreenPass("SpreadLight", SPREAD_GLSL, {
    light: { value: null as Texture | null },
    along: { value: new Vector2() },
    deviationPx: { value: 1 },
  });
  readonly #develop;

  constructor(format: LightFormat, options: DevelopOptions) {
    this.#near = [format.target(1, 1, false), format.target(1, 1, false)];
    this.#far = [format.target(1, 1, false), format.target(1, 1, false)];
    this.#develop = new FullScreenPass("DevelopLight", DEVELOP_GLSL, {
      light: { value: null as Texture | null },
      near: { value: this.#near[0].texture as Texture },
      far: { value: this.#far[0].texture as Texture },
      sizePx: { value: new Vector2() },
      lightPart: { value: new Vector2() },
      lightTexel: { value: new Vector2() },
      exposure: { value: options.exposure ?? DEVELOP_DEFAULTS.exposure },
      bloom: { value: options.bloom ?? DEVELOP_DEFAULTS.bloom },
      vignette: { value: options.vignette ?? DEVELOP_DEFAULTS.vignette },
      background: { value: new Vector3(...(options.background ?? DEVELOP_DEFAULTS.background)) },
    });
  }

  /** Develops a picture onto a target of so many pixels, or onto the canvas where it is null. */
  develop(
    renderer: WebGLRenderer,
    picture: LightPicture,
    target: WebGLRenderTarget | null,
    widthPx: number,
    heightPx: number,
  ): void {
    const { uniforms } = this.#develop;
    if (uniforms.bloom.value > 0) this.#halo(renderer, picture);
    const { width, height } = picture.texture.image as { width: number; height: number };
    uniforms.light.value = picture.texture;
    uniforms.sizePx.value.set(widthPx, heightPx);
    uniforms.lightPart.value.set(picture.widthPx / width, picture.heightPx / height);
    uniforms.lightTexel.value.set(1 / width, 1 / height);
    this.#develop.draw(renderer, target);
  }

  dispose(): void {
    for (const target of [...this.#near, ...this.#far]) target.dispose();
    this.#shrink.dispose();
    this.#spread.dispose();
    this.#develop.dispose();
  }

  #halo(renderer: WebGLRenderer, picture: LightPicture): void {
    const { widthPx, heightPx } = picture;
    const [near] = this.#near;
    shape(this.#near, widthPx, heightPx, NEAR_WIDTH_PX);
    shape(this.#far, widthPx, heightPx, FAR_WIDTH_PX);
    this.#shrunk(renderer, picture, near);
    const whole = { texture: near.texture, widthPx: near.width, heightPx: near.height };
    this.#shrunk(renderer, whole, this.#far[0]);
    this.#gaussian(renderer, this.#near, deviationOf(HALO_RADII.near, 1, widthPx) * (near.width / widthPx));
    this.#gaussian(renderer, this.#far, deviationOf(HALO_RADII.far, 2, widthPx) * (this.#far[0].width / widthPx));
  }

  #shrunk(renderer: WebGLRenderer, { texture, widthPx, heightPx }: LightPicture, into: WebGLRenderTarget): void {
    this.#shrink.uniforms.light.value = texture;
    this.#shrink.uniforms.block.value.set(widthPx / into.width, heightPx / into.height);
    this.#shrink.draw(renderer, into);
  }

  #gaussian(renderer: WebGLRenderer, [kept, passing]: readonly WebGLRenderTarget[], deviationPx: number): void {
    if (kept === undefined || passing === undefined) return;
    const { uniforms } = this.#spread;
    uniforms.deviationPx.value = Math.max(0.3, deviationPx);
    uniforms.light.value = kept.texture;
    uniforms.along.value.set(1, 0);
    this.#spread.draw(renderer, passing);
    uniforms.light.value = passing.texture;
    uniforms.along.value.set(0, 1);
    this.#spread.draw(renderer, kept);
  }
}

function shape(targets: readonly WebGLRenderTarget[], widthPx: number, heightPx: number, mostPx: number): void {
  const width = Math.min(mostPx, widthPx);
  const height = Math.max(1, Math.round((heightPx * width) / widthPx));
  for (const target of targets) target.setSize(width, height);
}

/** Standard deviation of the three box blurs of a radius that `developPicture` spreads light by, pixels. */
function deviationOf(radius: number, least: number, widthPx: number): number {
  const radiusPx = Math.max(least, Math.round(widthPx * radius));
  return Math.sqrt(radiusPx * (radiusPx + 1));
}
