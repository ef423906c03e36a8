import { CLOUD_NODES, CLOUD_REACH, cloudLattice } from "./clouds.js";
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
const FAINT = 0.012;
const FAR = 1e9;

/**
 * Follows light through the union of a stone's convex crystals, each the points inside all its planes; no triangles. Where light leaves a
 * crystal and the point just beyond lies inside another, it goes on there unbent, so hidden walls are not seen. One object, no
 * allocation per ray.
 */
export class LightTracer {
  /** The facet that the ray of the last `firstEntry` comes in by; -1 where it misses the stone. */
  entered = -1;
  /** Light found by the last `shade`: red, green, blue, linear. */
  readonly light = new Float64Array(3);
  /** What the last `pass` let through, red, green, blue. */
  readonly passed = new Float64Array(3);
  private readonly everyCrystal: Int32Array;
  private readonly lattice: Float32Array;
  private readonly carried = new Float64Array(3);
  private readonly weight = new Float64Array(3);
  private readonly found = new Float64Array(3);
  private readonly index: Float64Array;
  private density = 1;
  private glow = 0;

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

  /** How far a ray from outside goes to the crystal it sees first, or -1; `entered` names the facet. */
  firstEntry(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    crystals: Int32Array = this.everyCrystal,
    count: number = crystals.length,
  ): number {
    const { planes, firstFacet, spheres } = this.stone;
    let nearest = FAR;
    this.entered = -1;
    for (let i = 0; i < count; i++) {
      const crystal = crystals[i];
      const sx = ox - spheres[4 * crystal];
      const sy = oy - spheres[4 * crystal + 1];
      const sz = oz - spheres[4 * crystal + 2];
      const along = sx * dx + sy * dy + sz * dz;
      const sphere = spheres[4 * crystal + 3];
      const reach = along * along - (sx * sx + sy * sy + sz * sz) + sphere * sphere;
      if (reach < 0 || -along - Math.sqrt(reach) > nearest) continue;
      const end = firstFacet[crystal + 1];
      let into = 0;
      let out = nearest;
      let facet = -1;
      for (let candidate = firstFacet[crystal]; candidate < end; candidate++) {
        const p = 4 * candidate;
        const slope = planes[p] * dx + planes[p + 1] * dy + planes[p + 2] * dz;
        const depth = planes[p + 3] - (planes[p] * ox + planes[p + 1] * oy + planes[p + 2] * oz);
        if (slope < 0) {
          if (depth < into * slope) {
            into = depth / slope;
            facet = candidate;
          }
        } else if (depth < out * slope) out = depth / slope;
        if (into > out) break;
      }
      if (facet >= 0 && into <= out && into < nearest) {
        nearest = into;
        this.entered = facet;
      }
    }
    return this.entered < 0 ? -1 : nearest;
  }

  /** Light let through on a straight way past the stone, into `passed`: what stands between a lamp and a point. */
  pass(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    crystals: Int32Array = this.everyCrystal,
    from = 0,
    to: number = crystals.length,
  ): boolean {
    const { planes, firstFacet, spheres } = this.stone;
    const { passed } = this;
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
      const end = 4 * firstFacet[crystal + 1];
      let into = 4 * SKIN;
      let out = FAR;
      for (let p = 4 * firstFacet[crystal]; p < end; p += 4) {
        const slope = planes[p] * dx + planes[p + 1] * dy + planes[p + 2] * dz;
        const depth = planes[p + 3] - (planes[p] * ox + planes[p + 1] * oy + planes[p + 2] * oz);
        if (slope < 0) {
          if (depth < into * slope) into = depth / slope;
        } else if (depth < out * slope) out = depth / slope;
        if (into >= out) break;
      }
      if (into >= out) continue;
      // Facets throw part of it aside.
      if (isFree) passed.fill(0.7);
      isFree = false;
      for (let channel = 0; channel < 3; channel++) {
        passed[channel] *= decay(this.absorption(crystal, channel, oy + dy * into, oy + dy * out) * (out - into));
      }
    }
    return !isFree;
  }

  /**
   * Light that a ray from outside finds where it comes in by `facet` after `range`, into `light`: the sheen of the surface, and what the body
   * sends back.
   *
   * @param isSplit Whether red, green and blue go each their own way inside, or part where they leave.
   */
  shade(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    facet: number,
    range: number,
    isSplit: boolean,
  ): void {
    const { planes, crystalOfFacet, spheres, edges, edgeSteepness, above } = this.stone;
    const { light, weight, found, index } = this;
    const x = ox + dx * range;
    const y = oy + dy * range;
    const z = oz + dz * range;
    const p = 4 * facet;
    const nx = planes[p];
    const ny = planes[p + 1];
    const nz = planes[p + 2];
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
    const mx = dx + 2 * facing * wx;
    const my = dy + 2 * facing * wy;
    const mz = dz + 2 * facing * wz;
    weight.fill(sheen);
    const from = above.first[facet];
    const to = above.first[facet + 1];
    if (to > from && this.pass(x + nx * SKIN, y + ny * SKIN, z + nz * SKIN, mx, my, mz, above.entries, from, to)) {
      for (let channel = 0; channel < 3; channel++) weight[channel] *= this.passed[channel];
    }
    const lit = 0.25 + 0.75 * Math.max(wx * KEY_WAY[0] + wy * KEY_WAY[1] + wz * KEY_WAY[2], 0);
    found.fill(FROST * frost * lit);
    addStudioLight(found, 0, 3, weight, x, y, z, mx, my, mz, 0.25);
    for (let channel = 0; channel < 3; channel++) light[channel] = found[channel];

    const cosine = -(dx * nx + dy * ny + dz * nz);
    for (let first = 0; first < 3; first += isSplit ? 1 : 3) {
      const last = isSplit ? first + 1 : 3;
      const ratio = 1 / index[isSplit ? first : 1];
      const bend = ratio * cosine - Math.sqrt(1 - ratio * ratio * (1 - cosine * cosine));
      found.fill(0);
      this.follow(
        x - nx * SKIN,
        y - ny * SKIN,
        z - nz * SKIN,
        ratio * dx + bend * nx,
        ratio * dy + bend * ny,
        ratio * dz + bend * nz,
        crystal,
        first,
        last,
      );
      for (let channel = first; channel < last; channel++) light[channel] += found[channel] * (1 - sheen);
    }
  }

  /** Adds to `found` the light on a way from inside `crystal` until it has left or fades, for channels `first` to before `last`. */
  private follow(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    crystal: number,
    first: number,
    last: number,
  ): void {
    const { planes, firstFacet, behind, above } = this.stone;
    const { carried, found, weight, index } = this;
    carried.fill(1);
    let bounces = 0;
    // A spray needs steps to cross from crystal to crystal; those bend nothing and are cheap.
    for (let step = 3 * this.optics.bounces; step > 0; step--) {
      let range = FAR;
      let exit = -1;
      const end = 4 * firstFacet[crystal + 1];
      for (let p = 4 * firstFacet[crystal]; p < end; p += 4) {
        const slope = planes[p] * dx + planes[p + 1] * dy + planes[p + 2] * dz;
        if (slope <= 0) continue;
        const depth = planes[p + 3] - (planes[p] * ox + planes[p + 1] * oy + planes[p + 2] * oz);
        if (depth < range * slope) {
          range = depth / slope;
          exit = p;
        }
      }
      if (exit < 0) return;
      if (range < 0) range = 0;
      const y = oy + dy * range;
      this.crossBody(ox, oy, oz, dx, dy, dz, range, crystal, first, last);
      ox += dx * range;
      oy = y;
      oz += dz * range;

      const facet = exit >> 2;
      const neighbour = this.crystalAt(
        ox + dx * SKIN,
        oy + dy * SKIN,
        oz + dz * SKIN,
        behind.entries,
        behind.first[facet],
        behind.first[facet + 1],
      );
      if (neighbour >= 0) {
        crystal = neighbour;
        continue;
      }

      const nx = planes[exit];
      const ny = planes[exit + 1];
      const nz = planes[exit + 2];
      const cosine = dx * nx + dy * ny + dz * nz;
      let wayOutX = nx;
      let wayOutY = ny;
      let wayOutZ = nz;
      let leaving = 0;
      for (let channel = first; channel < last; channel++) {
        const reflected = fresnel(cosine, index[channel]);
        weight[channel] = carried[channel] * (1 - reflected);
        carried[channel] *= reflected;
        leaving = Math.max(leaving, weight[channel]);
      }
      if (leaving > 1e-3) {
        if (last - first === 1 || bounces > 5) {
          const channel = last - first === 1 ? first : 1;
          const bend = bentBy(cosine, index[channel]);
          wayOutX = index[channel] * dx + bend * nx;
          wayOutY = index[channel] * dy + bend * ny;
          wayOutZ = index[channel] * dz + bend * nz;
          this.weighByWay(
            ox,
            oy,
            oz,
            nx,
            ny,
            nz,
            wayOutX,
            wayOutY,
            wayOutZ,
            above.first[facet],
            above.first[facet + 1],
            first,
            last,
          );
          addStudioLight(found, first, last, weight, ox, oy, oz, wayOutX, wayOutY, wayOutZ, 1);
        } else {
          const bend = bentBy(cosine, index[1]);
          this.weighByWay(
            ox,
            oy,
            oz,
            nx,
            ny,
            nz,
            index[1] * dx + bend * nx,
            index[1] * dy + bend * ny,
            index[1] * dz + bend * nz,
            above.first[facet],
            above.first[facet + 1],
            first,
            last,
          );
          for (let channel = 0; channel < 3; channel++) {
            if (weight[channel] < 1e-3) continue;
            const bent = bentBy(cosine, index[channel]);
            wayOutX = index[channel] * dx + bent * nx;
            wayOutY = index[channel] * dy + bent * ny;
            wayOutZ = index[channel] * dz + bent * nz;
            addStudioLight(found, channel, channel + 1, weight, ox, oy, oz, wayOutX, wayOutY, wayOutZ, 1);
          }
        }
      }
      let strongest = 0;
      for (let channel = first; channel < last; channel++) strongest = Math.max(strongest, carried[channel]);
      if (strongest < FAINT || ++bounces >= this.optics.bounces) break;
      dx -= 2 * cosine * nx;
      dy -= 2 * cosine * ny;
      dz -= 2 * cosine * nz;
      ox -= nx * SKIN;
      oy -= ny * SKIN;
      oz -= nz * SKIN;
    }
    // Light still on its way has met the body from all sides: it keeps the body's colour.
    this.sampleClouds(ox, oy, oz);
    const stop = this.bodyStop(crystal, oy);
    const color = this.stone.bodyColor;
    const strongest = Math.max(color[stop], color[stop + 1], color[stop + 2]);
    for (let channel = first; channel < last; channel++) {
      found[channel] += (carried[channel] * this.glow * color[stop + channel]) / (0.3 + strongest);
    }
  }

  /** Takes the body's share of the light on a way of `range`, and adds what its haze sends along. */
  private crossBody(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    range: number,
    crystal: number,
    first: number,
    last: number,
  ): void {
    const { carried, found } = this;
    const color = this.stone.bodyColor;
    const near = 0.25 * range;
    this.sampleClouds(ox + dx * near, oy + dy * near, oz + dz * near);
    let { density, glow } = this;
    this.sampleClouds(ox + 3 * dx * near, oy + 3 * dy * near, oz + 3 * dz * near);
    density = 0.5 * (density + this.density);
    glow = 0.5 * (glow + this.glow);
    const stop = this.bodyStop(crystal, oy + dy * 0.5 * range);
    const strongest = Math.max(color[stop], color[stop + 1], color[stop + 2]);
    const sent = (glow * (1 - decay(HAZE * range))) / (0.3 + strongest);
    for (let channel = first; channel < last; channel++) {
      found[channel] += carried[channel] * sent * color[stop + channel];
      carried[channel] *= decay(this.absorption(crystal, channel, oy, oy + dy * range) * range * density);
    }
  }

  /** The weight of light that leaves by a facet, less what others in its way take. */
  private weighByWay(
    x: number,
    y: number,
    z: number,
    nx: number,
    ny: number,
    nz: number,
    dx: number,
    dy: number,
    dz: number,
    from: number,
    to: number,
    first: number,
    last: number,
  ): void {
    if (to === from) return;
    if (!this.pass(x + nx * SKIN, y + ny * SKIN, z + nz * SKIN, dx, dy, dz, this.stone.above.entries, from, to)) return;
    for (let channel = first; channel < last; channel++) this.weight[channel] *= this.passed[channel];
  }

  /** The first of some crystals that holds a point, or -1. */
  private crystalAt(x: number, y: number, z: number, crystals: Int32Array, from: number, to: number): number {
    const { planes, firstFacet } = this.stone;
    for (let i = from; i < to; i++) {
      const end = 4 * firstFacet[crystals[i] + 1];
      let p = 4 * firstFacet[crystals[i]];
      while (p < end && planes[p] * x + planes[p + 1] * y + planes[p + 2] * z <= planes[p + 3]) p += 4;
      if (p >= end) return crystals[i];
    }
    return -1;
  }

  /** Mean absorption of one channel on a way between two heights. */
  private absorption(crystal: number, channel: number, fromY: number, toY: number): number {
    const { absorption } = this.stone;
    const middle = absorption[this.bodyStop(crystal, 0.5 * (fromY + toY)) + channel];
    if (!this.stone.isZoned) return middle;
    const low = absorption[this.bodyStop(crystal, fromY) + channel];
    const high = absorption[this.bodyStop(crystal, toY) + channel];
    // Simpson's rule.
    return (low + 4 * middle + high) / 6;
  }

  /** Where the colour of a crystal's body at a height stands in the tables. */
  private bodyStop(crystal: number, y: number): number {
    const { footHeight, topHeight, individualOf } = this.stone;
    const share = (y - footHeight) / (topHeight - footHeight);
    const stop = share <= 0 ? 0 : share >= 1 ? BODY_STOPS - 1 : Math.floor(share * (BODY_STOPS - 1) + 0.5);
    return individualOf[crystal] * BODY_STRIDE + 3 * stop;
  }

  /** Density and glow of the clouds at a point, into `density` and `glow`. */
  private sampleClouds(x: number, y: number, z: number): void {
    const { lattice } = this;
    const scale = (CLOUD_NODES - 1) / (2 * CLOUD_REACH);
    const most = CLOUD_NODES - 1.001;
    const gx = Math.min(most, Math.max(0, (x + CLOUD_REACH) * scale));
    const gy = Math.min(most, Math.max(0, (y + CLOUD_REACH) * scale));
    const gz = Math.min(most, Math.max(0, (z + CLOUD_REACH) * scale));
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
    this.density =
      (1 - fx) * (wa * lattice[a] + wb * lattice[b] + wc * lattice[c] + wd * lattice[d]) +
      fx * (wa * lattice[a + 2] + wb * lattice[b + 2] + wc * lattice[c + 2] + wd * lattice[d + 2]);
    this.glow =
      (1 - fx) * (wa * lattice[a + 1] + wb * lattice[b + 1] + wc * lattice[c + 1] + wd * lattice[d + 1]) +
      fx * (wa * lattice[a + 3] + wb * lattice[b + 3] + wc * lattice[c + 3] + wd * lattice[d + 3]);
  }
}

/** Unpolarised Fresnel reflectance; `ratio` is the index on the ray's side over the index beyond. */
export function fresnel(cosine: number, ratio: number): number {
  const sineSquared = ratio * ratio * (1 - cosine * cosine);
  if (sineSquared >= 1) return 1;
  const beyond = Math.sqrt(1 - sineSquared);
  const s = (ratio * cosine - beyond) / (ratio * cosine + beyond);
  const p = (ratio * beyond - cosine) / (ratio * beyond + cosine);
  return 0.5 * (s * s + p * p);
}

/** Part of the normal in a way bent on leaving by Snell's law: the way out is `ratio` times the way in and this of the normal. */
function bentBy(cosine: number, ratio: number): number {
  return Math.sqrt(Math.max(0, 1 - ratio * ratio * (1 - cosine * cosine))) - ratio * cosine;
}
