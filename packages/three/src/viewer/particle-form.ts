import { PARTICLE_POINTS_DEFAULTS } from "../particles/particle-options.js";
import { type ParticlePoints, particlePoints } from "../particles/particle-points.js";
import { STANDING } from "./orbit-view.js";
import type { ViewedGem } from "./viewed-gem.js";

/** What moves particles. */
export interface ParticleMotion {
  /** Play time of the voice; NaN when silent. */
  readonly soundSeconds: number;
  /** The place in `gem.individuals` of the voice that plays. */
  readonly individual: number;
  /** Whether they are to stay where they are: for those who ask for reduced motion. */
  readonly isCalm: boolean;
}

/** The particles of a viewer's gem: asks for them, waits for them, moves them. */
export class ParticleForm {
  readonly #count: number;
  #cloud: ParticlePoints | undefined;
  /** Counts what was asked: particles that come after something else was asked are not wanted. */
  #asked = 0;
  #seconds = 0;

  constructor(count: number) {
    this.#count = count;
  }

  /** The particles that are shown. */
  get cloud(): ParticlePoints | undefined {
    return this.#cloud;
  }

  /**
   * Asks a gem for its particles.
   *
   * @param durationSeconds How long its voice lasts, for particles that do not know when they sounded.
   * @returns The particles for `take`; undefined where something else was asked meanwhile.
   */
  async ask(gem: ViewedGem, durationSeconds: number): Promise<ParticlePoints | undefined> {
    const asked = ++this.#asked;
    try {
      const particles = await gem.particles?.(this.#count);
      if (asked !== this.#asked || particles === undefined) return undefined;
      const cloud = particlePoints(
        { particles: () => particles, individuals: gem.individuals ?? [] },
        { durationSeconds: Math.max(0.1, durationSeconds) },
      );
      cloud.matrixAutoUpdate = false;
      cloud.matrix.copy(STANDING);
      return cloud;
    } catch (error) {
      if (asked !== this.#asked) return undefined;
      throw error;
    }
  }

  /** Takes particles in the place of those there are, or none. */
  take(cloud: ParticlePoints | undefined): void {
    this.#asked++;
    this.#cloud?.dispose();
    this.#cloud = cloud;
  }

  /** Moves them on. Returns whether they have moved. */
  move(seconds: number, { soundSeconds, individual, isCalm }: ParticleMotion): boolean {
    if (this.#cloud === undefined) return false;
    const { uniforms } = this.#cloud.material;
    const changed = !isCalm || !Object.is(uniforms.soundSeconds.value, soundSeconds);
    this.#seconds += seconds;
    uniforms.seconds.value = this.#seconds;
    uniforms.breath.value = isCalm ? 0 : PARTICLE_POINTS_DEFAULTS.breath;
    uniforms.drift.value = isCalm ? 0 : PARTICLE_POINTS_DEFAULTS.drift;
    uniforms.soundingIndividual.value = individual;
    uniforms.soundSeconds.value = soundSeconds;
    return changed;
  }
}
