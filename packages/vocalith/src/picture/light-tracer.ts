import { BodyLight } from "./body-light.js";
import { CrystalSpan } from "./crystal-span.js";
import { fresnel, refractedPart } from "./interface-optics.js";
import { smoothStep, wave } from "./smooth-functions.js";
import { StraightWay } from "./straight-way.js";
import { addStudioLight, KEY_WAY } from "./studio.js";
import type { TracedStone } from "./traced-stone.js";

/** How a stone takes light. */
export interface StoneOptics {
  /** Refractive indices for red, green and blue. */
  readonly index: readonly [number, number, number];
  /** Reflections inside the stone that are followed. */
  readonly bounces: number;
  /** Width of the worn edge between facets, in radii of their crystal. */
  readonly edgeWear: number;
}

/** Skin that rays start below or above, in radii of the stone. */
const SKIN = 1e-5;
/** Light that a fully worn edge under the key lamp scatters. */
const FROST = 0.035;
/** How far a slow swell turns grown faces, which are never quite flat. */
const SWELL = 0.03;
/** Light that carries less than this of what it began with is let go. */
const FAINT = 0.02;
const FAR = 1e9;
/** Straight ways that are followed at most: where two stones of a twin meet in an edge, light must not be handed to and fro for ever. */
const MOST_WAYS = 64;

/**
 * Follows light through the union of a stone's convex crystals, each the points inside all its planes; no triangles.
 *
 * Rays are handed over in arrays, x, y, z of a point and of a unit way: numbers handed over one by one would be put on the heap,
 * one object each.
 */
export class LightTracer {
  /** The ray that `firstEntry` and `shade` take: from outside the stone. */
  readonly ray = new Float64Array(6);
  /** The ray that `pass` takes. */
  readonly shadowRay: Float64Array;
  /** The facet that `ray` comes in by, as `firstEntry` found it; -1 where it misses the stone. */
  entered = -1;
  /** How far `ray` goes to there. */
  range = 0;
  /** Light found by the last `shade`: red, green, blue, linear. */
  readonly light = new Float64Array(3);
  /** What the last `pass` let through, red, green, blue. */
  readonly passed = new Float64Array(3);
  /** Reflections inside the stone that `shade` follows. */
  bounces: number;
  /** All crystals. */
  readonly everyCrystal: Int32Array;
  private readonly span: CrystalSpan;
  private readonly body: BodyLight;
  private readonly way: StraightWay;
  private readonly outer = new Float64Array(6);
  private readonly weight = new Float64Array(3);
  private readonly beyond = new Float64Array(3);
  private readonly index: Float64Array;

  constructor(
    private readonly stone: TracedStone,
    private readonly optics: StoneOptics,
  ) {
    this.bounces = optics.bounces;
    this.everyCrystal = Int32Array.from({ length: stone.crystalCount }, (_, i) => i);
    this.span = new CrystalSpan(stone);
    this.shadowRay = this.span.ray;
    this.body = new BodyLight(stone);
    this.way = new StraightWay(stone);
    this.index = Float64Array.from(optics.index);
  }

  /** Moves the three wavelengths, -1 to 1: half-way to the next. For pictures of several samples a pixel. */
  shiftSpectrum(shift: number): void {
    const [red, green, blue] = this.optics.index;
    const step = 0.25 * (blue - red) * shift;
    this.index[0] = red + step;
    this.index[1] = green + step;
    this.index[2] = blue + step;
  }

  /** Finds which of some crystals `ray` sees first: `entered` and `range`. */
  firstEntry(crystals: Int32Array): boolean {
    const { span, ray } = this;
    const { range } = span;
    for (let axis = 0; axis < 6; axis++) span.ray[axis] = ray[axis];
    let nearest = FAR;
    let entered = -1;
    for (let i = 0; i < crystals.length; i++) {
      range[0] = 0;
      range[1] = nearest;
      if (!span.narrow(crystals[i]) || span.facet < 0) continue;
      nearest = range[0];
      entered = span.facet;
    }
    this.entered = entered;
    this.range = nearest;
    return entered >= 0;
  }

  /** Lets `ray` come in by a facet that is known to be the first on its way. */
  enter(facet: number): void {
    const { planes } = this.stone;
    const { ray } = this;
    const p = 4 * facet;
    const height = planes[p] * ray[0] + planes[p + 1] * ray[1] + planes[p + 2] * ray[2];
    const slope = planes[p] * ray[3] + planes[p + 1] * ray[4] + planes[p + 2] * ray[5];
    this.entered = facet;
    this.range = (planes[p + 3] - height) / slope;
  }

  /**
   * Light let through to `shadowRay` on its straight way past some of `crystals`, into `passed`: what stands between a lamp and a point.
   *
   * @returns Whether anything stands there.
   */
  pass(crystals: Int32Array, from: number, to: number): boolean {
    const { passed, span } = this;
    const { range, ray } = span;
    let isFree = true;
    for (let i = from; i < to; i++) {
      range[0] = 4 * SKIN;
      range[1] = FAR;
      if (!span.narrow(crystals[i])) continue;
      // Facets throw part of it aside.
      if (isFree) passed.fill(0.7);
      isFree = false;
      this.body.shade(passed, ray, range, crystals[i]);
    }
    return !isFree;
  }

  /** Light that `ray` finds where it comes in, into `light`: the sheen of the surface, and what the body sends back. */
  shade(): void {
    const { planes, crystalOfFacet, spheres, edges, edgeSteepness } = this.stone;
    const { light, weight, beyond, index, outer, way, body } = this;
    const dx = this.ray[3];
    const dy = this.ray[4];
    const dz = this.ray[5];
    const facet = this.entered;
    const x = this.ray[0] + dx * this.range;
    const y = this.ray[1] + dy * this.range;
    const z = this.ray[2] + dz * this.range;
    const nx = planes[4 * facet];
    const ny = planes[4 * facet + 1];
    const nz = planes[4 * facet + 2];
    const crystal = crystalOfFacet[facet];

    // Every real edge is a little worn: near one, the normal leans towards the next facet and the surface is frosted.
    let wx = nx;
    let wy = ny;
    let wz = nz;
    let frost = 0;
    const width = this.optics.edgeWear * spheres[4 * crystal + 3];
    for (let edge = edges.first[facet]; edge < edges.first[facet + 1]; edge++) {
      const other = 4 * edges.entries[edge];
      const inside = planes[other + 3] - (planes[other] * x + planes[other + 1] * y + planes[other + 2] * z);
      const apart = inside * edgeSteepness[edge];
      if (apart >= width) continue;
      const wear = 1 - smoothStep(0, width, apart);
      wx += planes[other] * wear;
      wy += planes[other + 1] * wear;
      wz += planes[other + 2] * wear;
      if (wear > frost) frost = wear;
    }
    wx += SWELL * wave(1.11 * y + 0.64 * z + 1.43 * nx);
    wy += SWELL * wave(1.11 * z + 0.64 * x + 1.43 * ny);
    wz += SWELL * wave(1.11 * x + 0.64 * y + 1.43 * nz);
    const length = 1 / Math.sqrt(wx * wx + wy * wy + wz * wz);
    wx *= length;
    wy *= length;
    wz *= length;

    // A polariser before the lens, as mineral photographers use it, takes more than half of the glare.
    const facing = -(dx * wx + dy * wy + dz * wz);
    const sheen = 0.35 * fresnel(Math.max(facing, 0.2), 1 / index[1]);
    outer[0] = x;
    outer[1] = y;
    outer[2] = z;
    outer[3] = dx + 2 * facing * wx;
    outer[4] = dy + 2 * facing * wy;
    outer[5] = dz + 2 * facing * wz;
    weight[0] = sheen;
    weight[1] = sheen;
    weight[2] = sheen;
    beyond[0] = 0;
    beyond[1] = 0;
    beyond[2] = 0;
    addStudioLight(beyond, 0, 3, weight, outer, 0.25);
    this.shadow(facet, 0.01);
    const lit = FROST * frost * (0.25 + 0.75 * Math.max(wx * KEY_WAY[0] + wy * KEY_WAY[1] + wz * KEY_WAY[2], 0));
    for (let channel = 0; channel < 3; channel++) light[channel] = beyond[channel] + lit;

    const cosine = -(dx * nx + dy * ny + dz * nz);
    const ratio = 1 / index[1];
    const bend = -refractedPart(cosine, ratio);
    const inner = way.ray;
    inner[0] = x - nx * SKIN;
    inner[1] = y - ny * SKIN;
    inner[2] = z - nz * SKIN;
    inner[3] = ratio * dx + bend * nx;
    inner[4] = ratio * dy + bend * ny;
    inner[5] = ratio * dz + bend * nz;
    way.crystal = crystal;
    way.facet = facet;
    this.follow();
    for (let channel = 0; channel < 3; channel++) light[channel] += body.found[channel] * (1 - sheen);
  }

  /** Finds the light on the inner way from where it begins until it has left or fades. */
  private follow(): void {
    const { planes } = this.stone;
    const { way, body } = this;
    const { carried } = body;
    const inner = way.ray;
    body.begin();
    let bounces = 0;
    for (let ways = 0; ways < MOST_WAYS && bounces < this.bounces; ways++) {
      const { crystal } = way;
      const goesOn = way.go(bounces);
      body.cross(inner, way.range, crystal);
      if (goesOn) continue;
      const { facet } = way;
      const nx = planes[4 * facet];
      const ny = planes[4 * facet + 1];
      const nz = planes[4 * facet + 2];
      const cosine = inner[3] * nx + inner[4] * ny + inner[5] * nz;
      this.leave(facet, cosine, bounces);
      if (Math.max(carried[0], carried[1], carried[2]) < FAINT) break;
      bounces++;
      inner[0] -= nx * SKIN;
      inner[1] -= ny * SKIN;
      inner[2] -= nz * SKIN;
      inner[3] -= 2 * cosine * nx;
      inner[4] -= 2 * cosine * ny;
      inner[5] -= 2 * cosine * nz;
    }
    body.settle(inner, way.crystal);
  }

  /** Adds the light that comes in by a facet to the inner way, each colour by its own, and leaves in `carried` what the facet reflects. */
  private leave(facet: number, cosine: number, bounces: number): void {
    const { planes } = this.stone;
    const { weight, beyond, index, outer } = this;
    const { carried, found } = this.body;
    const inner = this.way.ray;
    const nx = planes[4 * facet];
    const ny = planes[4 * facet + 1];
    const nz = planes[4 * facet + 2];
    outer[0] = inner[0];
    outer[1] = inner[1];
    outer[2] = inner[2];
    beyond[0] = 0;
    beyond[1] = 0;
    beyond[2] = 0;
    for (let channel = 0; channel < 3; channel++) {
      const reflected = fresnel(cosine, index[channel]);
      weight[channel] = carried[channel] * (1 - reflected);
      carried[channel] *= reflected;
      if (weight[channel] < 1e-3) continue;
      const bend = refractedPart(cosine, index[channel]);
      outer[3] = index[channel] * inner[3] + bend * nx;
      outer[4] = index[channel] * inner[4] + bend * ny;
      outer[5] = index[channel] * inner[5] + bend * nz;
      addStudioLight(beyond, channel, channel + 1, weight, outer, 1);
    }
    if (bounces < 3) this.shadow(facet, 0.05);
    for (let channel = 0; channel < 3; channel++) found[channel] += beyond[channel];
  }

  /** Takes from `beyond` what other crystals stand in the way of on `outer`'s way from a facet; worth asking only where there is light to lose. */
  private shadow(facet: number, worth: number): void {
    const { planes, above } = this.stone;
    const { beyond, outer, passed, shadowRay } = this;
    const from = above.first[facet];
    const to = above.first[facet + 1];
    if (from === to || Math.max(beyond[0], beyond[1], beyond[2]) < worth) return;
    for (let axis = 0; axis < 3; axis++) {
      shadowRay[axis] = outer[axis] + planes[4 * facet + axis] * SKIN;
      shadowRay[axis + 3] = outer[axis + 3];
    }
    if (!this.pass(above.entries, from, to)) return;
    for (let channel = 0; channel < 3; channel++) beyond[channel] *= passed[channel];
  }
}
