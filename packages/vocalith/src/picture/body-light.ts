import { CLOUD_NODES, CLOUD_REACH, cloudLattice } from "./clouds.js";
import { decay } from "./smooth-functions.js";
import { BODY_STOPS } from "./stone-body.js";
import { BODY_STRIDE, type TracedStone } from "./traced-stone.js";

/** Share of light the body scatters over one radius. */
const HAZE = 0.11;
/** Ways up to here, in radii of the stone, are taken as even: clouds are as long as two or three of them. */
const SHORT = 0.3;

/** What the body of a stone does to light on its way: takes its share of each colour (Beer and Lambert), and sends on a little of its own. */
export class BodyLight {
  /** Red, green and blue that are still on their way, as parts of what they began with. */
  readonly carried = new Float64Array(3);
  /** Light found on the way so far. */
  readonly found = new Float64Array(3);
  private readonly lattice: Float32Array;
  /** Density and glow at the point last asked for. */
  private readonly cloud = new Float64Array(2);

  constructor(private readonly stone: TracedStone) {
    this.lattice = cloudLattice(stone.toGem);
  }

  /** Begins with all light on its way and none found. */
  begin(): void {
    const { carried, found } = this;
    carried[0] = 1;
    carried[1] = 1;
    carried[2] = 1;
    found[0] = 0;
    found[1] = 0;
    found[2] = 0;
  }

  /** Takes the body's share on a way of length `range[0]` that ends at `ray`'s point, and adds what its haze sends along. */
  cross(ray: Float64Array, range: Float64Array, crystal: number): void {
    const { carried, found, cloud } = this;
    const { absorption, bodyColor, isZoned } = this.stone;
    const length = range[0];
    let density: number;
    let glow: number;
    if (length < SHORT) {
      this.sampleClouds(ray, -0.5 * length);
      density = cloud[0];
      glow = cloud[1];
    } else {
      this.sampleClouds(ray, -0.75 * length);
      density = cloud[0];
      glow = cloud[1];
      this.sampleClouds(ray, -0.25 * length);
      density = 0.5 * (density + cloud[0]);
      glow = 0.5 * (glow + cloud[1]);
    }
    const stop = this.stopAt(crystal, ray[1] - ray[4] * 0.5 * length);
    const red = bodyColor[stop];
    const green = bodyColor[stop + 1];
    const blue = bodyColor[stop + 2];
    const sent = (glow * (1 - decay(HAZE * length))) / (0.3 + Math.max(red, green, blue));
    found[0] += carried[0] * sent * red;
    found[1] += carried[1] * sent * green;
    found[2] += carried[2] * sent * blue;
    const way = density * length;
    if (isZoned) {
      // Simpson's rule where the colour changes on the way.
      const low = this.stopAt(crystal, ray[1] - ray[4] * length);
      const high = this.stopAt(crystal, ray[1]);
      const part = way / 6;
      carried[0] *= decay((absorption[low] + 4 * absorption[stop] + absorption[high]) * part);
      carried[1] *= decay((absorption[low + 1] + 4 * absorption[stop + 1] + absorption[high + 1]) * part);
      carried[2] *= decay((absorption[low + 2] + 4 * absorption[stop + 2] + absorption[high + 2]) * part);
    } else {
      carried[0] *= decay(absorption[stop] * way);
      carried[1] *= decay(absorption[stop + 1] * way);
      carried[2] *= decay(absorption[stop + 2] * way);
    }
  }

  /** Light still on its way at `ray`'s point has met the body from all sides: it keeps the body's colour. */
  settle(ray: Float64Array, crystal: number): void {
    const { bodyColor } = this.stone;
    const { carried, found, cloud } = this;
    this.sampleClouds(ray, 0);
    const stop = this.stopAt(crystal, ray[1]);
    const strongest = Math.max(bodyColor[stop], bodyColor[stop + 1], bodyColor[stop + 2]);
    for (let channel = 0; channel < 3; channel++) {
      found[channel] += (carried[channel] * cloud[1] * bodyColor[stop + channel]) / (0.3 + strongest);
    }
  }

  /** Takes from `light` what the part of a straight way from `range[0]` to `range[1]` takes in a crystal, all of it even. */
  shade(light: Float64Array, ray: Float64Array, range: Float64Array, crystal: number): void {
    const { absorption } = this.stone;
    const stop = this.stopAt(crystal, ray[1] + ray[4] * 0.5 * (range[0] + range[1]));
    const length = range[1] - range[0];
    for (let channel = 0; channel < 3; channel++) light[channel] *= decay(absorption[stop + channel] * length);
  }

  /** Where the colour of a crystal's body at a height stands in the tables. */
  private stopAt(crystal: number, y: number): number {
    const { footHeight, topHeight, individualOf } = this.stone;
    const share = (y - footHeight) / (topHeight - footHeight);
    const stop = share <= 0 ? 0 : share >= 1 ? BODY_STOPS - 1 : Math.floor(share * (BODY_STOPS - 1) + 0.5);
    return individualOf[crystal] * BODY_STRIDE + 3 * stop;
  }

  /** Density and glow of the clouds so far along a ray, into `cloud`. */
  private sampleClouds(ray: Float64Array, range: number): void {
    const { lattice, cloud } = this;
    const gx = Math.min(MOST, Math.max(0, (ray[0] + ray[3] * range + CLOUD_REACH) * SCALE));
    const gy = Math.min(MOST, Math.max(0, (ray[1] + ray[4] * range + CLOUD_REACH) * SCALE));
    const gz = Math.min(MOST, Math.max(0, (ray[2] + ray[5] * range + CLOUD_REACH) * SCALE));
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
    const near0 = wa * lattice[a] + wb * lattice[b] + wc * lattice[c] + wd * lattice[d];
    const near1 = wa * lattice[a + 1] + wb * lattice[b + 1] + wc * lattice[c + 1] + wd * lattice[d + 1];
    const far0 = wa * lattice[a + 2] + wb * lattice[b + 2] + wc * lattice[c + 2] + wd * lattice[d + 2];
    const far1 = wa * lattice[a + 3] + wb * lattice[b + 3] + wc * lattice[c + 3] + wd * lattice[d + 3];
    cloud[0] = near0 + (far0 - near0) * fx;
    cloud[1] = near1 + (far1 - near1) * fx;
  }
}

const SCALE = (CLOUD_NODES - 1) / (2 * CLOUD_REACH);
const MOST = CLOUD_NODES - 1.001;
