import { joinEdges } from "../measure/join-edges.js";
import { emptyBox, enlarge, MOST_PLACES, middleOf } from "./group-places.js";
import type { FindingPlace } from "./inspection.js";
import { counted } from "./words.js";

/** The connected pieces of a surface. */
export class Shells {
  private readonly positions: Float32Array | Float64Array;
  private readonly corners: Uint32Array;
  private readonly componentOf: Uint32Array;
  private readonly triangles: Uint32Array;
  /** The signed volume of each, in mm3. */
  private readonly volumes: Float64Array;

  constructor(positions: Float32Array | Float64Array, corners: Uint32Array) {
    const { componentOf, components } = joinEdges(corners, positions.length / 3);
    this.positions = positions;
    this.corners = corners;
    this.componentOf = componentOf;
    this.triangles = new Uint32Array(components);
    this.volumes = new Float64Array(components);
    const p = positions;
    for (let t = 0; t < componentOf.length; t++) {
      const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
      this.triangles[componentOf[t]]++;
      this.volumes[componentOf[t]] +=
        (p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) +
          p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]) +
          p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c])) /
        6;
    }
  }

  /** How many shells are turned inwards, and how many outwards. */
  get counts(): { inward: number; outward: number } {
    let [inward, outward] = [0, 0];
    for (const volume of this.volumes) {
      if (volume < 0) inward++;
      else if (volume > 0) outward++;
    }
    return { inward, outward };
  }

  /** The shells that are turned outwards but for the largest, the smallest first. */
  loose(): number[] {
    const { volumes, triangles } = this;
    const order = Array.from(volumes.keys()).filter((shell) => volumes[shell] >= 0);
    order.sort((a, b) => volumes[a] - volumes[b] || triangles[a] - triangles[b] || a - b);
    return order.slice(0, -1);
  }

  /** The shells that are turned inwards, the largest first. */
  inward(): number[] {
    const { volumes } = this;
    const order = Array.from(volumes.keys()).filter((shell) => volumes[shell] < 0);
    return order.sort((a, b) => volumes[a] - volumes[b] || a - b);
  }

  /** Where the first of some shells lie, and how large they are. */
  places(shells: readonly number[], what: string): FindingPlace[] {
    const shown = shells.slice(0, MOST_PLACES);
    const boxes = new Map(shown.map((shell) => [shell, emptyBox()]));
    this.componentOf.forEach((shell, t) => {
      const box = boxes.get(shell);
      if (box === undefined) return;
      for (let h = 3 * t; h < 3 * t + 3; h++) enlarge(box, this.positions, this.corners[h]);
    });
    return [...boxes].map(([shell, box]) => {
      const sides = [0, 1, 2].map((k) => (box[3 + k] - box[k]).toFixed(2)).join(" x ");
      const volumeMm3 = Math.abs(this.volumes[shell]);
      const volume = volumeMm3 < 0.01 ? "" : `, ${volumeMm3.toFixed(2)} mm3`;
      const triangles = counted(this.triangles[shell], "triangle");
      return { positionMm: middleOf(box), detail: `${what}: ${sides} mm${volume}, ${triangles}` };
    });
  }
}
