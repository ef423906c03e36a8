import type { GemBody } from "../gem-body.js";
import type { GemMaterial } from "./gem-material.js";
import { gemUniforms } from "./gem-uniforms.js";

/** How another stone comes into a material. */
export interface ReplaceGemOptions {
  /**
   * How far each crystal of the new stone stands out of its root when the uniform `growth` is 0, each 0 to 1, in the order of `gem.crystals`: 1 for those
   * that were there before. Crystals without a number grow from nothing.
   */
  readonly startGrowth?: readonly number[];
}

/**
 * Gives a material another stone, without compiling it again: planes, colour and size change, everything that was set at run time stays, but for the
 * crystal that sounds, which the new stone need not have. The object's geometry is the caller's to change: `toBufferGeometry(gem)`.
 *
 * @throws RangeError and HalfSpaceError as `gemMaterial`; the material then keeps the stone it has.
 *
 * @example
 * ```ts
 * import type { BufferGeometry, Mesh } from "three";
 * import { type GemMaterial, replaceGem, toBufferGeometry } from "@vocalith/three";
 * import type { Gem } from "vocalith";
 *
 * export function show(object: Mesh<BufferGeometry, GemMaterial>, gem: Gem): void {
 *   replaceGem(object.material, gem);
 *   object.geometry.dispose();
 *   object.geometry = toBufferGeometry(gem);
 * }
 * ```
 */
export function replaceGem(material: GemMaterial, gem: GemBody, options: ReplaceGemOptions = {}): void {
  const { uniforms } = material;
  const next = gemUniforms(gem, material.options, options.startGrowth);
  uniforms.crystals.value.dispose();
  uniforms.crystals.value = next.crystals.value;
  uniforms.crystalCount.value = next.crystalCount.value;
  uniforms.gemCenter.value.copy(next.gemCenter.value);
  uniforms.gemRadius.value = next.gemRadius.value;
  uniforms.gemHeights.value.copy(next.gemHeights.value);
  uniforms.absorption.value = next.absorption.value;
  uniforms.bodyColor.value = next.bodyColor.value;
  uniforms.machined.value = next.machined.value;
  uniforms.soundingCrystal.value = -1;
}
