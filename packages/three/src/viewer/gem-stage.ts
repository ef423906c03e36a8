import { type BufferGeometry, Mesh, PlaneGeometry, Scene } from "three";
import type { GemBody } from "../gem-body.js";
import { type GemMaterial, gemMaterial } from "../material/gem-material.js";
import type { GemMaterialOptions } from "../material/gem-material-options.js";
import { replaceGem } from "../material/replace-gem.js";
import type { ParticlePoints } from "../particles/particle-points.js";
import { type GroundMaterial, groundMaterial } from "../picture/ground-material.js";
import type { SampleSpread } from "../picture/spread-sample.js";
import { toTracedGeometry } from "../to-traced-geometry.js";
import { lookAlike } from "./look-alike.js";
import { newCrystals } from "./new-crystals.js";
import { STANDING } from "./orbit-view.js";
import type { Sounding } from "./voice-follower.js";

/** The ground reaches farther than its light. */
const GROUND_RADII = 12;

/** The stone on its ground, or its particles in its place: everything that is drawn. */
export class GemStage {
  readonly scene = new Scene();
  readonly #material: GemMaterial;
  readonly #stone: Mesh<BufferGeometry, GemMaterial>;
  readonly #ground: Mesh<BufferGeometry, GroundMaterial>;
  readonly #hasGround: boolean;
  #cloud: ParticlePoints | undefined;
  #gem: GemBody;

  constructor(gem: GemBody, options: { readonly material: GemMaterialOptions; readonly ground: boolean }) {
    this.#gem = gem;
    this.#hasGround = options.ground;
    this.#material = gemMaterial(gem, { ...options.material, up: "y" });
    this.#stone = new Mesh(toTracedGeometry(gem), this.#material);
    this.#ground = new Mesh<BufferGeometry, GroundMaterial>(new PlaneGeometry(), groundMaterial(this.#material));
    this.#layGround();
    for (const object of [this.#stone, this.#ground]) {
      object.matrixAutoUpdate = false;
      object.matrix.copy(STANDING);
      this.scene.add(object);
    }
    this.#ground.visible = this.#hasGround;
  }

  /** The stone that stands there. */
  get gem(): GemBody {
    return this.#gem;
  }

  /** Bounces that the material was made for. */
  get bounces(): number {
    return Math.round(this.#material.options.bounces);
  }

  /** The particles in the stone's place; undefined shows the stone. The caller owns them. */
  set cloud(cloud: ParticlePoints | undefined) {
    if (this.#cloud !== undefined) this.scene.remove(this.#cloud);
    this.#cloud = cloud;
    if (cloud !== undefined) this.scene.add(cloud);
    this.#stone.visible = cloud === undefined;
    this.#ground.visible = cloud === undefined && this.#hasGround;
  }

  get cloud(): ParticlePoints | undefined {
    return this.#cloud;
  }

  /** Puts another stone there. Where it is to grow, `growth` is 0 afterwards. */
  show(gem: GemBody, grow: boolean): void {
    if (lookAlike(this.#gem, gem)) {
      this.#gem = gem;
      this.growth = 1;
      return;
    }
    replaceGem(this.#material, gem, { startGrowth: newCrystals(this.#gem, gem).map((isNew) => (isNew ? 0 : 1)) });
    this.#gem = gem;
    this.#stone.geometry.dispose();
    this.#stone.geometry = toTracedGeometry(gem);
    this.#ground.geometry.dispose();
    this.#layGround();
    this.growth = grow ? 0 : 1;
  }

  /** How far new crystals stand out, 0 to 1. */
  get growth(): number {
    return this.#material.uniforms.growth.value;
  }

  set growth(growth: number) {
    this.#material.uniforms.growth.value = growth;
  }

  /** Lights up what sounds. */
  set sounding({ crystal, light }: Sounding) {
    const { soundingCrystal, soundingLight } = this.#material.uniforms;
    soundingCrystal.value = crystal < this.#gem.crystals.length ? crystal : -1;
    soundingLight.value = light;
  }

  /**
   * Readies one of many samples.
   *
   * @param edgePixels Pixels that edges are wide at least.
   * @param lamp The lamp that lights the ground, -1 for all.
   * @param azimuth How far the camera has gone round, radians: the lamps go with it, so that it is the stone that seems to turn.
   */
  pose(edgePixels: number, lamp: number, spread: SampleSpread, bounces: number, azimuth: number): void {
    const { spectralShift, bounceLimit, studioFrame } = this.#material.uniforms;
    this.#material.uniforms.edgePixels.value = edgePixels;
    spectralShift.value = spread.spectrum * 2;
    bounceLimit.value = bounces;
    const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)];
    studioFrame.value.set(cos, 0, -sin, 0, 1, 0, sin, 0, cos);
    const { lampShift, lampTurn, glossShift } = this.#ground.material.uniforms;
    lampShift.value.set(spread.lampX * 2, spread.lampY * 2);
    lampTurn.value = lamp;
    glossShift.value.set(spread.glossX * 2, spread.glossY * 2);
  }

  /** Frees what is on the graphics card; all of it is made anew when it is drawn again. */
  release(): void {
    this.#cloud?.dispose();
    this.#stone.geometry.dispose();
    this.#ground.geometry.dispose();
    this.#ground.material.dispose();
    this.#material.dispose();
  }

  dispose(): void {
    this.cloud = undefined;
    this.release();
  }

  #layGround(): void {
    const { gemCenter, gemRadius } = this.#material.uniforms;
    const side = gemRadius.value * GROUND_RADII;
    this.#ground.geometry = new PlaneGeometry(side, side).translate(gemCenter.value.x, gemCenter.value.y, 0);
  }
}
