/** How a gem takes light. Every field may be left out: see `GEM_MATERIAL_DEFAULTS`. */
export interface GemMaterialOptions {
  /** Refractive index for green light, 1.3 to 2.5: quartz 1.54, beryl 1.58, topaz 1.62, sapphire 1.77, diamond 2.42. */
  readonly refractiveIndex?: number;
  /** Index of blue minus index of green, and of green minus red, 0 to 0.06: how much fire. */
  readonly dispersion?: number;
  /** Mean chords of the stone that light crosses to take on the body colour, 0.1 to 10; greater is clearer. */
  readonly depth?: number;
  /** Reflections inside the stone that are followed, 1 to 32: more is richer and slower. */
  readonly bounces?: number;
  /** Whether red, green and blue go each their own way inside (true, three times the work) or part at the exits only. */
  readonly splitPaths?: boolean;
  /** Width of the worn edge between facets, in radii of their crystal, 0 to 0.05. */
  readonly edgeWear?: number;
  /** Which way is up in the scene: where the lamps hang. */
  readonly up?: "y" | "z";
}

/** What `gemMaterial` takes for fields left out. */
export const GEM_MATERIAL_DEFAULTS: Required<GemMaterialOptions> = {
  refractiveIndex: 1.6,
  dispersion: 0.02,
  depth: 1.2,
  bounces: 8,
  splitPaths: false,
  edgeWear: 0.006,
  up: "y",
};
