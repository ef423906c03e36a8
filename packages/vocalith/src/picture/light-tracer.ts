import { CLOUD_NODES, CLOUD_REACH, cloudLattice } from "./clouds.js";
import { fresnel, refractedPart } from "./interface-optics.js";
import { decay, smoothStep, wave } from "./smooth-functions.js";
import { BODY_STOPS } from "./stone-body.js";
import { addStudioLight, KEY_WAY } from "./studio.js";
import { BODY_STRIDE, type TracedStone } from "./traced-stone.js";

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
/** Share of light the body scatters over one radius. */
const HAZE = 0.11;
/** Light that carries less than this of what it began with is let go. */
const FAINT = 0.02;
const FAR = 1e9;

/**
 * Follows light through the union of a stone's convex crystals, each the points inside all its planes; no triangles. Where light leaves a
 * crystal and the point just beyond lies inside another, it goes on there unbent, so hidden walls are not seen.
 *
 * Rays are handed over in arrays, x, y, z of a point and of a unit way: numbers handed over one by one would be put on the heap,
 * one object each.
 */
export class LightTracer {
  /** The ray that `firstEntry` and `shade` take: from outside the stone. */
  readonly ray = new Float64Array(6);
  /** The ray that `pass` takes. */
  readonly shadowRay = new Float64Array(6);
  /** The facet that `ray` comes in by, as `firstEntry` found it; -1 where it misses the stone. */
  entered = -1;
  /** How far `ray` goes to there. */
  range = 0;
  /** Light found by the last `shade`: red, green, blue, linear. */
  readonly light = new Float64Array(3);
  /** What the last `pass` let through, red, green, blue. */
  readonly passed = new Float64Array(3);
  /** All crystals. */
  readonly everyCrystal: Int32Array;
  private readonly lattice: Float32Array;
  private readonly inner = new Float64Array(6);
  private readonly outer = new Float64Array(6);
  private readonly carried = new Float64Array(3);
  private readonly weight = new Float64Array(3);
  private readonly found = new Float64Array(3);
  private readonly beyond = new Float64Array(3);
  private readonly index: Float64Array;
  /** Density and glow at the point last asked for. */
  private readonly cloud = new Float64Array(2);

  constructor(
    private readonly stone: TracedStone,
    private readonly optics: StoneOptics,
  ) {
    this.everyCrystal = Int32Array.from({ length: stone.crystalCount }, (_, i) => i);
    this.lattice = cloudLattice(stone.toGem);
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
    const { slabs, firstSlab, slabFacets, spheres } = this.stone;
    const ox = this.ray[0];
    const oy = this.ray[1];
    const oz = this.ray[2];
    const dx = this.ray[3];
    const dy = this.ray[4];
    const dz = this.ray[5];
    let nearest = FAR;
    let entered = -1;
    for (let i = 0; i < crystals.length; i++) {
      const crystal = crystals[i];
      const sx = ox - spheres[4 * crystal];
      const sy = oy - spheres[4 * crystal + 1];
      const sz = oz - spheres[4 * crystal + 2];
      const along = sx * dx + sy * dy + sz * dz;
      const sphere = spheres[4 * crystal + 3];
      const reach = along * along - (sx * sx + sy * sy + sz * sz) + sphere * sphere;
      if (reach < 0 || -along - Math.sqrt(reach) > nearest) continue;
      const end = firstSlab[crystal + 1];
      let into = 0;
      let out = nearest;
      let facet = -1;
      for (let slab = firstSlab[crystal]; slab < end; slab++) {
        const p = 5 * slab;
        const slope = slabs[p] * dx + slabs[p + 1] * dy + slabs[p + 2] * dz;
        const height = slabs[p] * ox + slabs[p + 1] * oy + slabs[p + 2] * oz;
        const along1 = (slabs[p + 3] - height) / slope;
        const along2 = (-slabs[p + 4] - height) / slope;
        if (slope > 0) {
          if (along1 < out) out = along1;
          if (along2 > into) {
            into = along2;
            facet = slabFacets[2 * slab + 1];
          }
        } else {
          if (along2 < out) out = along2;
          if (along1 > into) {
            into = along1;
            facet = slabFacets[2 * slab];
          }
        }
        if (into > out) break;
      }
      if (facet >= 0 && into <= out && into < nearest) {
        nearest = into;
        entered = facet;
      }
    }
    this.entered = entered;
    this.range = nearest;
    return entered >= 0;
  }

  /**
   * Light let through to `shadowRay` on its straight way past some of `crystals`, into `passed`: what stands between a lamp and a point.
   *
   * @returns Whether anything stands there.
   */
  pass(crystals: Int32Array, from: number, to: number): boolean {
    const { slabs, firstSlab, spheres } = this.stone;
    const { passed } = this;
    const ox = this.shadowRay[0];
    const oy = this.shadowRay[1];
    const oz = this.shadowRay[2];
    const dx = this.shadowRay[3];
    const dy = this.shadowRay[4];
    const dz = this.shadowRay[5];
    let isFree = true;
    for (let i = from; i < to; i++) {
      const crystal = crystals[i];
      const sx = ox - spheres[4 * crystal];
      const sy = oy - spheres[4 * crystal + 1];
      const sz = oz - spheres[4 * crystal + 2];
      const along = sx * dx + sy * dy + sz * dz;
      const sphere = spheres[4 * crystal + 3];
      const reach = along * along - (sx * sx + sy * sy + sz * sz) + sphere * sphere;
      if (reach < 0 || Math.sqrt(reach) < along) continue;
      const end = 5 * firstSlab[crystal + 1];
      let into = 4 * SKIN;
      let out = FAR;
      for (let p = 5 * firstSlab[crystal]; p < end; p += 5) {
        const slope = 1 / (slabs[p] * dx + slabs[p + 1] * dy + slabs[p + 2] * dz);
        const height = slabs[p] * ox + slabs[p + 1] * oy + slabs[p + 2] * oz;
        const along1 = (slabs[p + 3] - height) * slope;
        const along2 = (-slabs[p + 4] - height) * slope;
        if (slope > 0) {
          if (along1 < out) out = along1;
          if (along2 > into) into = along2;
        } else {
          if (along2 < out) out = along2;
          if (along1 > into) into = along1;
        }
        if (into >= out) break;
      }
      if (into >= out) continue;
      // Facets throw part of it aside.
      if (isFree) passed.fill(0.7);
      isFree = false;
      const middle = this.bodyStop(crystal, oy + dy * 0.5 * (into + out));
      for (let channel = 0; channel < 3; channel++) {
        passed[channel] *= decay(this.stone.absorption[middle + channel] * (out - into));
      }
    }
    return !isFree;
  }

  /** Light that `ray` finds where it comes in, into `light`: the sheen of the surface, and what the body sends back. */
  shade(): void {
    const { planes, crystalOfFacet, spheres, edges, edgeSteepness, above } = this.stone;
    const { light, weight, found, index, inner, outer, shadowRay } = this;
    const ox = this.ray[0];
    const oy = this.ray[1];
    const oz = this.ray[2];
    const dx = this.ray[3];
    const dy = this.ray[4];
    const dz = this.ray[5];
    const facet = this.entered;
    const x = ox + dx * this.range;
    const y = oy + dy * this.range;
    const z = oz + dz * this.range;
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
      const wear = 1 - smoothStep(0, width, inside * edgeSteepness[edge]);
      if (wear <= 0) continue;
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
    weight.fill(sheen);
    const from = above.first[facet];
    const to = above.first[facet + 1];
    if (to > from) {
      shadowRay.set(outer);
      shadowRay[0] += nx * SKIN;
      shadowRay[1] += ny * SKIN;
      shadowRay[2] += nz * SKIN;
      if (this.pass(above.entries, from, to)) {
        for (let channel = 0; channel < 3; channel++) weight[channel] *= this.passed[channel];
      }
    }
    const lit = 0.25 + 0.75 * Math.max(wx * KEY_WAY[0] + wy * KEY_WAY[1] + wz * KEY_WAY[2], 0);
    found.fill(0);
    addStudioLight(found, 0, 3, weight, outer, 0.25);
    for (let channel = 0; channel < 3; channel++) light[channel] = found[channel] + FROST * frost * lit;

    const cosine = -(dx * nx + dy * ny + dz * nz);
    const ratio = 1 / index[1];
    const bend = -refractedPart(cosine, ratio);
    inner[0] = x - nx * SKIN;
    inner[1] = y - ny * SKIN;
    inner[2] = z - nz * SKIN;
    inner[3] = ratio * dx + bend * nx;
    inner[4] = ratio * dy + bend * ny;
    inner[5] = ratio * dz + bend * nz;
    found.fill(0);
    this.follow(crystal);
    for (let channel = 0; channel < 3; channel++) light[channel] += found[channel] * (1 - sheen);
  }

  /** Adds to `found` the light on the way of `inner` from inside a crystal until it has left or fades. */
  private follow(crystal: number): void {
    const { planes, slabs, firstSlab, slabFacets, behind, bodyColor } = this.stone;
    const { carried, found, inner, cloud } = this;
    carried.fill(1);
    let bounces = 0;
    // A spray needs steps to cross from crystal to crystal; those bend nothing and are cheap.
    for (let step = 3 * this.optics.bounces; step > 0; step--) {
      const ox = inner[0];
      const oy = inner[1];
      const oz = inner[2];
      const dx = inner[3];
      const dy = inner[4];
      const dz = inner[5];
      let range = FAR;
      let exit = -1;
      const end = firstSlab[crystal + 1];
      for (let slab = firstSlab[crystal]; slab < end; slab++) {
        const p = 5 * slab;
        const slope = slabs[p] * dx + slabs[p + 1] * dy + slabs[p + 2] * dz;
        const height = slabs[p] * ox + slabs[p + 1] * oy + slabs[p + 2] * oz;
        const depth = slope > 0 ? slabs[p + 3] - height : slabs[p + 4] + height;
        const steep = Math.abs(slope);
        if (depth < range * steep) {
          range = depth / steep;
          exit = slope > 0 ? 2 * slab : 2 * slab + 1;
        }
      }
      if (exit < 0) return;
      if (range < 0) range = 0;
      this.crossBody(range, crystal);
      inner[0] = ox + dx * range;
      inner[1] = oy + dy * range;
      inner[2] = oz + dz * range;

      const facet = slabFacets[exit];
      const neighbour = this.crystalBehind(behind.first[facet], behind.first[facet + 1]);
      if (neighbour >= 0) {
        crystal = neighbour;
        continue;
      }
      const nx = planes[4 * facet];
      const ny = planes[4 * facet + 1];
      const nz = planes[4 * facet + 2];
      const cosine = dx * nx + dy * ny + dz * nz;
      this.leave(facet, cosine, bounces);
      if (Math.max(carried[0], carried[1], carried[2]) < FAINT || ++bounces >= this.optics.bounces) break;
      inner[0] -= nx * SKIN;
      inner[1] -= ny * SKIN;
      inner[2] -= nz * SKIN;
      inner[3] -= 2 * cosine * nx;
      inner[4] -= 2 * cosine * ny;
      inner[5] -= 2 * cosine * nz;
    }
    // Light still on its way has met the body from all sides: it keeps the body's colour.
    this.sampleClouds(0);
    const stop = this.bodyStop(crystal, inner[1]);
    const strongest = Math.max(bodyColor[stop], bodyColor[stop + 1], bodyColor[stop + 2]);
    for (let channel = 0; channel < 3; channel++) {
      found[channel] += (carried[channel] * cloud[1] * bodyColor[stop + channel]) / (0.3 + strongest);
    }
  }

  /** Takes the body's share of the light of `inner` on a way of `range`, and adds what its haze sends along. */
  private crossBody(range: number, crystal: number): void {
    const { carried, found, inner, cloud } = this;
    const { absorption, bodyColor, isZoned } = this.stone;
    this.sampleClouds(0.25 * range);
    const density = cloud[0];
    const glow = cloud[1];
    this.sampleClouds(0.75 * range);
    const dense = 0.5 * (density + cloud[0]) * range;
    const stop = this.bodyStop(crystal, inner[1] + inner[4] * 0.5 * range);
    const low = isZoned ? this.bodyStop(crystal, inner[1]) : stop;
    const high = isZoned ? this.bodyStop(crystal, inner[1] + inner[4] * range) : stop;
    const strongest = Math.max(bodyColor[stop], bodyColor[stop + 1], bodyColor[stop + 2]);
    const sent = (0.5 * (glow + cloud[1]) * (1 - decay(HAZE * range))) / (0.3 + strongest);
    for (let channel = 0; channel < 3; channel++) {
      found[channel] += carried[channel] * sent * bodyColor[stop + channel];
      // Simpson's rule where the colour changes on the way.
      const mean = (absorption[low + channel] + 4 * absorption[stop + channel] + absorption[high + channel]) / 6;
      carried[channel] *= decay(mean * dense);
    }
  }

  /** Adds the light that comes in by a facet to `inner`'s way, each colour by its own, and leaves in `carried` what the facet reflects. */
  private leave(facet: number, cosine: number, bounces: number): void {
    const { planes, above } = this.stone;
    const { carried, found, weight, beyond, index, inner, outer, shadowRay } = this;
    const nx = planes[4 * facet];
    const ny = planes[4 * facet + 1];
    const nz = planes[4 * facet + 2];
    beyond.fill(0);
    for (let channel = 0; channel < 3; channel++) {
      const reflected = fresnel(cosine, index[channel]);
      weight[channel] = carried[channel] * (1 - reflected);
      carried[channel] *= reflected;
      if (weight[channel] < 1e-3) continue;
      const bend = refractedPart(cosine, index[channel]);
      outer[0] = inner[0];
      outer[1] = inner[1];
      outer[2] = inner[2];
      outer[3] = index[channel] * inner[3] + bend * nx;
      outer[4] = index[channel] * inner[4] + bend * ny;
      outer[5] = index[channel] * inner[5] + bend * nz;
      addStudioLight(beyond, channel, channel + 1, weight, outer, 1);
    }
    // Worth asking what stands in the way only where there is light to lose.
    const from = above.first[facet];
    const to = above.first[facet + 1];
    if (to > from && bounces < 3 && Math.max(beyond[0], beyond[1], beyond[2]) > 0.05) {
      shadowRay.set(outer);
      shadowRay[0] += nx * SKIN;
      shadowRay[1] += ny * SKIN;
      shadowRay[2] += nz * SKIN;
      if (this.pass(above.entries, from, to)) {
        for (let channel = 0; channel < 3; channel++) beyond[channel] *= this.passed[channel];
      }
    }
    for (let channel = 0; channel < 3; channel++) found[channel] += beyond[channel];
  }

  /** The first crystal among some entries of `behind` that holds the point just beyond `inner`'s, or -1. */
  private crystalBehind(from: number, to: number): number {
    const { slabs, firstSlab, behind } = this.stone;
    const { inner } = this;
    const x = inner[0] + inner[3] * SKIN;
    const y = inner[1] + inner[4] * SKIN;
    const z = inner[2] + inner[5] * SKIN;
    for (let i = from; i < to; i++) {
      const crystal = behind.entries[i];
      const end = 5 * firstSlab[crystal + 1];
      let p = 5 * firstSlab[crystal];
      for (; p < end; p += 5) {
        const height = slabs[p] * x + slabs[p + 1] * y + slabs[p + 2] * z;
        if (height > slabs[p + 3] || -height > slabs[p + 4]) break;
      }
      if (p >= end) return crystal;
    }
    return -1;
  }

  /** Where the colour of a crystal's body at a height stands in the tables. */
  private bodyStop(crystal: number, y: number): number {
    const { footHeight, topHeight, individualOf } = this.stone;
    const share = (y - footHeight) / (topHeight - footHeight);
    const stop = share <= 0 ? 0 : share >= 1 ? BODY_STOPS - 1 : Math.floor(share * (BODY_STOPS - 1) + 0.5);
    return individualOf[crystal] * BODY_STRIDE + 3 * stop;
  }

  /** Density and glow of the clouds so far along `inner`, into `cloud`. */
  private sampleClouds(range: number): void {
    const { lattice, inner } = this;
    const scale = (CLOUD_NODES - 1) / (2 * CLOUD_REACH);
    const most = CLOUD_NODES - 1.001;
    const gx = Math.min(most, Math.max(0, (inner[0] + inner[3] * range + CLOUD_REACH) * scale));
    const gy = Math.min(most, Math.max(0, (inner[1] + inner[4] * range + CLOUD_REACH) * scale));
    const gz = Math.min(most, Math.max(0, (inner[2] + inner[5] * range + CLOUD_REACH) * scale));
    const i = Math.floor(gx);
    const j = Math.floor(gy);
    const k = Math.floor(gz);
    const fx = gx - i;
    const fy = gy - j;
    const fz = gz - k;
    const a = 2 * (i + CLOUD_NODES * (j + CLOUD_NODES * k));
    const b = a + 2 * CLOUD_NODES;
    const c = a + 2 * CLOUD_NODES * CLOUD_NODES;
    const d = c + 2 * CLOUD_NODES;
    const wa = (1 - fy) * (1 - fz);
    const wb = fy * (1 - fz);
    const wc = (1 - fy) * fz;
    const wd = fy * fz;
    for (let value = 0; value < 2; value++) {
      const near =
        wa * lattice[a + value] + wb * lattice[b + value] + wc * lattice[c + value] + wd * lattice[d + value];
      const far =
        wa * lattice[a + 2 + value] +
        wb * lattice[b + 2 + value] +
        wc * lattice[c + 2 + value] +
        wd * lattice[d + 2 + value];
      this.cloud[value] = near + (far - near) * fx;
    }
  }
}
