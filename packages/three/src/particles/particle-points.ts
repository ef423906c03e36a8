import {
  AddEquation,
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  GLSL3,
  type IUniform,
  OneFactor,
  OneMinusSrcAlphaFactor,
  Points,
  ShaderMaterial,
  Sphere,
  Vector3,
  Vector4,
} from "three";
import type { GemParticles } from "vocalith";
import { PARTICLE_POINTS_DEFAULTS, type ParticlePointsOptions } from "./particle-options.js";
import { PARTICLE_FRAGMENT_GLSL, PARTICLE_VERTEX_GLSL } from "./particle-shader.js";

/** What may be changed on a cloud while it is shown. */
export interface ParticleUniforms extends Record<string, IUniform> {
  /** The time of the recording that is heard now, s; NaN while nothing plays. */
  readonly soundSeconds: IUniform<number>;
  /** Whose sound is heard: 0 or 1 of a twin, -1 for all particles. */
  readonly soundingIndividual: IUniform<number>;
  /** The clock of the breath, s: whoever draws the frames moves it on. */
  readonly seconds: IUniform<number>;
  /** How deeply the cloud breathes at rest, 0 (still, for reduced motion) to 1. */
  readonly breath: IUniform<number>;
  /** How far a particle flies while it sounds, in radii of the cloud; 0 for reduced motion. */
  readonly drift: IUniform<number>;
  /** Diameter of a particle at rest, in radii of the cloud. */
  readonly size: IUniform<number>;
  /** How much of what lies behind it a particle covers in its middle, 0 to 1. */
  readonly opacity: IUniform<number>;
}

/** The material of a cloud. */
export type ParticleMaterial = ShaderMaterial & { uniforms: ParticleUniforms };

/** A gem as a cloud of points: an object for a scene, and the way to free it. */
export type ParticlePoints = Points<BufferGeometry, ParticleMaterial> & {
  /** Frees the buffers and the shader; may be called twice. */
  dispose(): void;
};

/** What particles come from: a gem, or particles placed before, for instance in a worker. */
export type ParticleSource =
  | GemParticles
  | { particles(count: number): GemParticles; readonly individuals?: readonly unknown[] };

/** Share of the light of a particle that it takes from those behind it: 0 adds without end, 1 covers. */
const VEIL = 0.8;
/** Power on the weaker channels of a particle's colour against its strongest. */
const PURITY = 1.5;
/** Mean of the particles' strongest channel, as seen: dark voices glow as far as bright ones do, nearly. */
const GLOW = 0.75;
/** Share of the particles that the cloud's radius holds: some fly far. */
const HELD = 0.9;

/**
 * A gem as a cloud of soft points in one draw call, stained by the voice. It breathes slowly (move `uniforms.seconds` on, or set `uniforms.breath` to 0);
 * while the recording plays (`uniforms.soundSeconds` is the player's time), the particles of the moment swell, brighten and drift outwards and fall back.
 *
 * Points are sized by their distance, whatever the camera, and drawn without sorting: each adds its light and veils a part of what lies behind
 * it, so that no crowd of them washes out to white. Coordinates are the gem's own, mm with z upwards; the object may be moved, turned and scaled evenly. It
 * follows the renderer's tone mapping and colour space. WebGL 2.
 *
 * @returns An object that the caller owns: call its `dispose()`.
 * @throws ParticleCountError for a count that no gem can place; RangeError for another option out of range.
 *
 * @example
 * ```ts
 * import type { Scene } from "three";
 * import type { Gem } from "vocalith";
 * import { particlePoints } from "@vocalith/three";
 *
 * export function scatter(gem: Gem, scene: Scene, player: HTMLAudioElement): (seconds: number) => void {
 *   const cloud = particlePoints(gem, { count: 100_000 });
 *   cloud.rotation.x = -Math.PI / 2;
 *   scene.add(cloud);
 *   return (seconds) => {
 *     cloud.material.uniforms.seconds.value = seconds;
 *     cloud.material.uniforms.soundSeconds.value = player.paused ? NaN : player.currentTime;
 *   };
 * }
 * ```
 */
export function particlePoints(source: ParticleSource, options: ParticlePointsOptions = {}): ParticlePoints {
  const settled = settle(options);
  const { positions, colors, timesSeconds } = "particles" in source ? source.particles(settled.count) : source;
  const count = positions.length / 3;
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(positions, 3));
  geometry.setAttribute("color", new BufferAttribute(colors, 3));
  const times = timesSeconds ?? evenly(count, settled.durationSeconds);
  geometry.setAttribute("timeSeconds", new BufferAttribute(times, 1));
  const { center, radius, reach } = extentOf(positions);
  // What flies must not vanish with the sphere of what rests.
  geometry.boundingSphere = new Sphere(center, 1.1 * reach + 1.5 * radius);

  const uniforms = {
    soundSeconds: { value: NaN },
    soundingIndividual: { value: -1 },
    seconds: { value: 0 },
    breath: { value: settled.breath },
    drift: { value: settled.drift },
    size: { value: settled.size },
    opacity: { value: settled.opacity },
    // No-numbers do not reach the shader: what plays is said in a word of its own before each frame.
    playing: { value: false },
    moment: { value: 0 },
    cloudCenter: { value: center },
    cloudRadius: { value: radius },
    particleCount: { value: count },
    individuals: { value: "particles" in source ? Math.max(1, source.individuals?.length ?? 1) : 1 },
    exposure: { value: exposureOf(colors) },
    viewportHeight: { value: 1 },
  };
  const material = Object.assign(
    new ShaderMaterial({
      name: "ParticleMaterial",
      glslVersion: GLSL3,
      precision: "highp",
      uniforms,
      defines: { VEIL: VEIL.toFixed(3), PURITY: PURITY.toFixed(3) },
      vertexShader: PARTICLE_VERTEX_GLSL,
      fragmentShader: PARTICLE_FRAGMENT_GLSL,
      transparent: true,
      depthWrite: false,
      premultipliedAlpha: true,
      blending: CustomBlending,
      blendEquation: AddEquation,
      blendSrc: OneFactor,
      blendDst: OneMinusSrcAlphaFactor,
    }),
    { uniforms },
  );
  const points = new Points(geometry, material);
  const viewport = new Vector4();
  points.onBeforeRender = (renderer) => {
    const { value } = uniforms.soundSeconds;
    uniforms.playing.value = Number.isFinite(value);
    uniforms.moment.value = Number.isFinite(value) ? value : 0;
    uniforms.viewportHeight.value = renderer.getCurrentViewport(viewport).w;
    material.uniformsNeedUpdate = true;
  };
  return Object.assign(points, {
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  });
}

function settle(options: ParticlePointsOptions): Required<ParticlePointsOptions> {
  const settled = {
    count: options.count ?? PARTICLE_POINTS_DEFAULTS.count,
    size: options.size ?? PARTICLE_POINTS_DEFAULTS.size,
    opacity: options.opacity ?? PARTICLE_POINTS_DEFAULTS.opacity,
    drift: options.drift ?? PARTICLE_POINTS_DEFAULTS.drift,
    breath: options.breath ?? PARTICLE_POINTS_DEFAULTS.breath,
    durationSeconds: options.durationSeconds ?? PARTICLE_POINTS_DEFAULTS.durationSeconds,
  };
  for (const [name, found, least, most] of [
    ["size", settled.size, 0.0005, 0.2],
    ["opacity", settled.opacity, 0.01, 1],
    ["drift", settled.drift, 0, 1],
    ["breath", settled.breath, 0, 1],
    ["durationSeconds", settled.durationSeconds, Number.MIN_VALUE, Number.MAX_VALUE],
  ] as const) {
    if (!(found >= least && found <= most)) throw new RangeError(`${name} is ${found}; accepted: ${least} to ${most}`);
  }
  return settled;
}

function evenly(count: number, durationSeconds: number): Float32Array {
  return Float32Array.from({ length: count }, (_, place) => ((place + 0.5) / count) * durationSeconds);
}

/** Brings dark clouds most of the way to the light of bright ones. */
function exposureOf(colors: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < colors.length; at += 3) {
    sum += Math.max(colors[at] as number, colors[at + 1] as number, colors[at + 2] as number);
  }
  const mean = sum / Math.max(1, colors.length / 3);
  return (GLOW / Math.max(mean, 0.02)) ** 0.8;
}

/** The middle of the particles, and the way from there that holds nearly all; and the way to the farthest. */
function extentOf(positions: Float32Array): { center: Vector3; radius: number; reach: number } {
  const center = new Vector3();
  const count = positions.length / 3;
  if (count === 0) return { center, radius: 1, reach: 1 };
  const point = new Vector3();
  for (let at = 0; at < positions.length; at += 3) center.add(point.fromArray(positions, at));
  center.divideScalar(count);
  const ways = new Float32Array(count);
  for (let place = 0; place < count; place++) {
    ways[place] = point.fromArray(positions, place * 3).distanceTo(center);
  }
  ways.sort();
  const radius = ways[Math.floor(HELD * (count - 1))] as number;
  const reach = ways[count - 1] as number;
  return { center, radius: Math.max(radius, reach / 10, 1e-6), reach };
}
