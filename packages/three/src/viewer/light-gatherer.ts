import { type Texture, Vector4, type WebGLRenderer, type WebGLRenderTarget } from "three";
import { FullScreenPass } from "./full-screen-pass.js";
import type { LightFormat } from "./light-format.js";

const GATHER_GLSL = /* glsl */ `
uniform sampler2D sampled;
uniform sampler2D gathered;
uniform float share;
uniform float brightest;
out vec4 color;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec3 light = texelFetch(sampled, at, 0).rgb;
  // What is no number counts as dark, and lone sparks are tamed, before they spread into the mean.
  vec3 clean = vec3(light.r > 0.0 ? light.r : 0.0, light.g > 0.0 ? light.g : 0.0, light.b > 0.0 ? light.b : 0.0);
  clean = min(clean, vec3(brightest));
  color = vec4(share < 1.0 ? mix(texelFetch(gathered, at, 0).rgb, clean, share) : clean, 1.0);
}
`;

const BLEND_GLSL = /* glsl */ `
uniform sampler2D from;
uniform sampler2D into;
uniform vec4 scales;
uniform float share;
out vec4 color;
void main() {
  vec3 before = texture(from, gl_FragCoord.xy * scales.xy).rgb;
  vec3 after = texture(into, gl_FragCoord.xy * scales.zw).rgb;
  color = vec4(mix(before, after, share), 1.0);
}
`;

/** A picture of linear light: the lower left part of a texture. */
export interface LightPicture {
  readonly texture: Texture;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Gathers light sample by sample into a mean. Owns the pictures that this takes: the sample being drawn, the mean twice (one is read
 * while the other is written), and one kept to dissolve from.
 */
export class LightGatherer {
  readonly #format: LightFormat;
  /** Where a sample is drawn to. */
  readonly sample: WebGLRenderTarget;
  #mean: WebGLRenderTarget;
  #spare: WebGLRenderTarget;
  readonly #kept: WebGLRenderTarget;
  #keptPx: readonly [number, number] = [0, 0];
  #picture: LightPicture | undefined;
  #gathered = 0;
  readonly #gather;
  readonly #blend;

  constructor(format: LightFormat) {
    this.#format = format;
    this.sample = format.target(1, 1, true);
    this.#mean = format.target(1, 1, false);
    this.#spare = format.target(1, 1, false);
    this.#kept = format.target(1, 1, false);
    this.#gather = new FullScreenPass("GatherLight", GATHER_GLSL, {
      sampled: { value: this.sample.texture as Texture },
      gathered: { value: null as Texture | null },
      share: { value: 1 },
      brightest: { value: format.brightest },
    });
    this.#blend = new FullScreenPass("BlendLight", BLEND_GLSL, {
      from: { value: null as Texture | null },
      into: { value: null as Texture | null },
      scales: { value: new Vector4() },
      share: { value: 0 },
    });
  }

  /** Samples in the mean. */
  get gathered(): number {
    return this.#gathered;
  }

  /** Whether another sample would still change the mean. */
  get isOpen(): boolean {
    return this.#gathered < this.#format.mostSamples;
  }

  /** The mean so far, once there is any. */
  get picture(): LightPicture | undefined {
    return this.#picture;
  }

  /** Makes room for pictures of this size. What was gathered is lost. */
  setSize(widthPx: number, heightPx: number): void {
    for (const target of [this.sample, this.#mean, this.#spare]) target.setSize(widthPx, heightPx);
    this.#gathered = 0;
    this.#picture = undefined;
  }

  /** Forgets that anything was gathered: the next sample begins a new mean. The picture stays until then. */
  restart(): void {
    this.#gathered = 0;
  }

  /** Takes the sample that was drawn, so many pixels of it, into the mean. */
  gather(renderer: WebGLRenderer, widthPx: number, heightPx: number): void {
    const { uniforms } = this.#gather;
    uniforms.gathered.value = this.#mean.texture;
    uniforms.share.value = 1 / (this.#gathered + 1);
    this.#spare.viewport.set(0, 0, widthPx, heightPx);
    this.#gather.draw(renderer, this.#spare);
    [this.#mean, this.#spare] = [this.#spare, this.#mean];
    this.#gathered++;
    this.#picture = { texture: this.#mean.texture, widthPx, heightPx };
  }

  /** Keeps the picture as it is, to dissolve from. */
  keep(renderer: WebGLRenderer): boolean {
    const picture = this.#picture;
    if (picture === undefined) return false;
    this.#kept.setSize(picture.widthPx, picture.heightPx);
    this.#keptPx = [picture.widthPx, picture.heightPx];
    this.#draw(renderer, picture, this.#kept, picture, 1);
    return true;
  }

  /** The picture kept, with so much of the present one in it, 0 to 1. Spoils the mean: for pictures that move. */
  dissolved(renderer: WebGLRenderer, share: number): LightPicture | undefined {
    const picture = this.#picture;
    if (picture === undefined || this.#keptPx[0] === 0 || share >= 1) return picture;
    const kept = { texture: this.#kept.texture, widthPx: this.#keptPx[0], heightPx: this.#keptPx[1] };
    this.#spare.viewport.set(0, 0, picture.widthPx, picture.heightPx);
    this.#draw(renderer, kept, this.#spare, picture, share);
    return { ...picture, texture: this.#spare.texture };
  }

  /** Lets go of the picture kept. */
  forget(): void {
    this.#kept.setSize(1, 1);
    this.#keptPx = [0, 0];
  }

  dispose(): void {
    for (const target of [this.sample, this.#mean, this.#spare, this.#kept]) target.dispose();
    this.#gather.dispose();
    this.#blend.dispose();
  }

  #draw(renderer: WebGLRenderer, from: LightPicture, onto: WebGLRenderTarget, into: LightPicture, share: number): void {
    const { uniforms } = this.#blend;
    uniforms.from.value = from.texture;
    uniforms.into.value = into.texture;
    uniforms.scales.value.set(...scaleOf(from, into), ...scaleOf(into, into));
    uniforms.share.value = share;
    this.#blend.draw(renderer, onto);
  }
}

/** From pixels of one picture to the texture of another that shows the same view. */
function scaleOf(of: LightPicture, pixels: LightPicture): [number, number] {
  const { width, height } = of.texture.image as { width: number; height: number };
  return [of.widthPx / width / pixels.widthPx, of.heightPx / height / pixels.heightPx];
}
