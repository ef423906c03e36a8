import { FABRICATED } from "@vocalith/geometry";
import { DataTexture, FloatType, type IUniform, Matrix3, NearestFilter, RGBAFormat, Vector2, Vector3 } from "three";
import type { GemBody } from "../gem-body.js";
import { bodyAbsorption } from "./body-absorption.js";
import type { GemMaterialOptions } from "./gem-material-options.js";
import { type PackCrystalsOptions, packCrystals } from "./pack-crystals.js";

/** Most colours in one stone: those of a twin. */
export const INDIVIDUALS = 2;

/** What the tracing shader knows of a gem. Lengths are in radii of the stone about its middle. */
export interface GemUniforms extends Record<string, IUniform> {
  /** One row a crystal: see `PackedCrystals.texels`. Owned by whoever made the uniforms. */
  readonly crystals: IUniform<DataTexture>;
  readonly crystalCount: IUniform<number>;
  /** Middle of the stone, mm, gem coordinates. */
  readonly gemCenter: IUniform<Vector3>;
  /** One unit of the traced space, mm. */
  readonly gemRadius: IUniform<number>;
  /** Height of the foot and of the top. */
  readonly gemHeights: IUniform<Vector2>;
  /** Absorption coefficients by height, foot first; of one individual after the other. */
  readonly absorption: IUniform<Vector3[]>;
  /** Body colour by height, linear sRGB; of one individual after the other. */
  readonly bodyColor: IUniform<Vector3[]>;
  /** Turns the scene's axes into the studio's, y up. */
  readonly studioFrame: IUniform<Matrix3>;
  readonly refractiveIndex: IUniform<number>;
  readonly dispersion: IUniform<number>;
  /** Shifts the three wavelengths, -1 to 1 half-way to the next: for pictures of many samples. */
  readonly spectralShift: IUniform<number>;
  /** Reflections inside the stone that are followed now, 1 to the `bounces` that the material was made with: fewer is faster. */
  readonly bounceLimit: IUniform<number>;
  /** Edges are drawn at least so many pixels wide, and as faint as they are finer: 1 where one ray stands for a pixel, else they sparkle; 0 where many do. */
  readonly edgePixels: IUniform<number>;
  /** How far crystals have grown out of their roots, from where each began (0) to the whole stone (1). */
  readonly growth: IUniform<number>;
  /** The place in `gem.crystals` of the crystal that glows, -1 for none. */
  readonly soundingCrystal: IUniform<number>;
  /** How brightly it glows, 0 to 1. */
  readonly soundingLight: IUniform<number>;
  /** Whether the mesh has surfaces that machining left, which lie on no crystal's face. */
  readonly machined: IUniform<boolean>;
}

/**
 * The shader's data, from the gem: pure data, no graphics card needed.
 *
 * @param startGrowth How far each crystal stands out of its root when `growth` is 0.
 */
export function gemUniforms(
  gem: GemBody,
  options: Required<GemMaterialOptions>,
  startGrowth?: PackCrystalsOptions["startGrowth"],
): GemUniforms {
  const individuals = gem.individuals ?? [];
  if (individuals.length > INDIVIDUALS) {
    throw new RangeError(`the gem has ${individuals.length} individuals; accepted: up to ${INDIVIDUALS}`);
  }
  const packed = packCrystals(gem.crystals, gem.mesh.positions, {
    individuals: individuals.map(({ crystals }) => crystals),
    ...(startGrowth && { startGrowth }),
  });
  // The shader's arrays have one length: what is not there looks as the first.
  const bodies = Array.from({ length: INDIVIDUALS }, (_, i) =>
    bodyAbsorption((individuals[i] ?? gem).color, gem.mesh, options.depth),
  );
  const texture = new DataTexture(packed.texels, packed.width, packed.height, RGBAFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  const studioFrame = new Matrix3();
  if (options.up === "z") studioFrame.set(1, 0, 0, 0, 0, 1, 0, -1, 0);
  return {
    crystals: { value: texture },
    crystalCount: { value: packed.height },
    gemCenter: { value: new Vector3(...packed.center) },
    gemRadius: { value: packed.radius },
    gemHeights: { value: new Vector2(-packed.halfHeight, packed.halfHeight) },
    absorption: {
      value: bodies.flatMap(({ perMm }) => perMm.map((stop) => new Vector3(...stop).multiplyScalar(packed.radius))),
    },
    bodyColor: { value: bodies.flatMap(({ linearSrgb }) => linearSrgb.map((stop) => new Vector3(...stop))) },
    studioFrame: { value: studioFrame },
    refractiveIndex: { value: options.refractiveIndex },
    dispersion: { value: options.dispersion },
    spectralShift: { value: 0 },
    bounceLimit: { value: Math.round(options.bounces) },
    edgePixels: { value: 1 },
    growth: { value: 1 },
    soundingCrystal: { value: -1 },
    soundingLight: { value: 0 },
    machined: { value: gem.mesh.facets.some(({ solid }) => solid === FABRICATED) },
  };
}
