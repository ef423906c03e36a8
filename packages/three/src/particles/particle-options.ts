/** What a cloud of particles looks like. A radius of the cloud holds nine tenths of its particles. Every field may be left out: see `PARTICLE_POINTS_DEFAULTS`. */
export interface ParticlePointsOptions {
  /** Particles, 0 to 5,000,000; where a cloud is given instead of a gem, its own number counts. */
  readonly count?: number;
  /** Diameter of a particle at rest, in radii of the cloud, 0.0005 to 0.2. */
  readonly size?: number;
  /** How much of what lies behind it a particle at rest covers in its middle, 0.01 to 1. */
  readonly opacity?: number;
  /** How far a particle flies while it sounds, in radii of the cloud, 0 to 1. */
  readonly drift?: number;
  /** How deeply the cloud breathes at rest, 0 (still) to 1. */
  readonly breath?: number;
  /** Seconds that the voice lasts: spreads over the time of playing particles that do not know when they sounded. Above 0. */
  readonly durationSeconds?: number;
}

/** What `particlePoints` takes for fields left out. */
export const PARTICLE_POINTS_DEFAULTS: Required<ParticlePointsOptions> = {
  count: 200_000,
  size: 0.014,
  opacity: 0.32,
  drift: 0.22,
  breath: 1,
  durationSeconds: 1,
};
