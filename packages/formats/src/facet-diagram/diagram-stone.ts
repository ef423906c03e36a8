import { bounds, intersectHalfSpaces, type Polyhedron } from "@vocalith/geometry";
import { checkDesign } from "../gemcad/check-design.js";
import { type CuttingStep, cuttingSteps } from "../gemcad/cutting-steps.js";
import type { GemCadDesign } from "../gemcad/gemcad-design.js";
import { gemCadHalfSpaces, isPavilion } from "../gemcad/gemcad-half-spaces.js";
import type { DrawableMesh } from "./project-edges.js";

/** A design's stone with all that its diagram shows, the girdle's width as it is in the design. */
export interface DiagramStone {
  readonly solid: Polyhedron;
  readonly mesh: DrawableMesh;
  readonly steps: readonly DiagramStep[];
  readonly proportions: Proportions;
  /** Facets of crown and pavilion, and of the girdle. */
  readonly facets: { readonly faces: number; readonly girdle: number };
  /** Largest distance of a corner from the axis. */
  readonly radius: number;
}

/** A step of cutting and the outlines of its facets. */
export interface DiagramStep extends CuttingStep {
  readonly side: "girdle" | "pavilion" | "crown";
  /** x, y and z of the corners of each of its facets, counter-clockwise from outside; facets that are lost have none. */
  readonly outlines: readonly (readonly (readonly [number, number, number])[])[];
}

/** A stone's measures against its width, as faceters give them. */
export interface Proportions {
  /** The shorter of its extents along x and y, in the design's unit. */
  readonly width: number;
  readonly lengthToWidth: number;
  /** Width of the table, along the stone's. */
  readonly tableToWidth: number;
  /** From the girdle's upper edge to the top. */
  readonly crownToWidth: number;
  readonly girdleToWidth: number;
  /** From the girdle's lower edge to the culet. */
  readonly pavilionToWidth: number;
  readonly heightToWidth: number;
  /** Volume against the cube of the width: times density and width cubed it is the weight. */
  readonly volumeToWidthCubed: number;
}

/** Cuts a design and measures what it gives. */
export function diagramStone(design: GemCadDesign): DiagramStone {
  checkDesign(design);
  const solid = intersectHalfSpaces(gemCadHalfSpaces(design));
  const loopOf = new Map(solid.facets.map(({ halfSpace, loop }) => [halfSpace, loop]));
  const corner = (vertex: number) =>
    [solid.vertices[3 * vertex], solid.vertices[3 * vertex + 1], solid.vertices[3 * vertex + 2]] as const;
  const steps = cuttingSteps(design).map((step): DiagramStep => {
    const outlines = step.places.map((place) => [...(loopOf.get(place) ?? [])].map(corner));
    const side = Math.abs(step.angleDegrees) === 90 ? "girdle" : isPavilion(step.angleDegrees) ? "pavilion" : "crown";
    return { ...step, side, outlines };
  });
  const girdle = steps.filter(({ side }) => side === "girdle").flatMap(({ outlines }) => outlines);
  const cut = girdle.filter((outline) => outline.length > 0).length;
  let radius = 0;
  for (let i = 0; i < solid.vertices.length; i += 3) {
    const [x, y] = solid.vertices.subarray(i, i + 2);
    radius = Math.max(radius, Math.sqrt(x * x + y * y));
  }
  return {
    solid,
    mesh: meshOf(solid),
    steps,
    proportions: measure(solid, steps),
    facets: { faces: solid.facets.length - cut, girdle: cut },
    radius,
  };
}

function measure(solid: Polyhedron, steps: readonly DiagramStep[]): Proportions {
  const { minimum, maximum } = bounds(solid.vertices);
  const [extentX, extentY, height] = maximum.map((high, axis) => high - minimum[axis]);
  const across = extentX <= extentY ? 0 : 1;
  const width = Math.min(extentX, extentY);
  const girdle = steps.filter(({ side }) => side === "girdle").flatMap(({ outlines }) => outlines.flat());
  const heights = girdle.length > 0 ? girdle.map(([, , z]) => z) : [widestHeight(solid)];
  const [lower, upper] = [Math.min(...heights), Math.max(...heights)];
  const table = steps
    .filter(({ side, angleDegrees }) => side === "crown" && angleDegrees === 0)
    .flatMap(({ outlines }) => outlines.flat())
    .map((point) => point[across]);
  return {
    width,
    lengthToWidth: Math.max(extentX, extentY) / width,
    tableToWidth: table.length > 0 ? (Math.max(...table) - Math.min(...table)) / width : 0,
    crownToWidth: (maximum[2] - upper) / width,
    girdleToWidth: (upper - lower) / width,
    pavilionToWidth: (lower - minimum[2]) / width,
    heightToWidth: height / width,
    volumeToWidthCubed: volumeOf(solid) / (width * width * width),
  };
}

/** Height of the corner that lies furthest out, for a stone without a girdle. */
function widestHeight({ vertices }: Polyhedron): number {
  let [most, height] = [-1, 0];
  for (let i = 0; i < vertices.length; i += 3) {
    const distance = vertices[i] * vertices[i] + vertices[i + 1] * vertices[i + 1];
    if (distance > most) [most, height] = [distance, vertices[i + 2]];
  }
  return height;
}

/** Sum of the pyramids over the facets with their tip in the origin. */
function volumeOf({ vertices, facets }: Polyhedron): number {
  let sixVolumes = 0;
  for (const { loop } of facets) {
    for (let i = 2; i < loop.length; i++) {
      const [ax, ay, az] = vertices.subarray(3 * loop[0], 3 * loop[0] + 3);
      const [bx, by, bz] = vertices.subarray(3 * loop[i - 1], 3 * loop[i - 1] + 3);
      const [cx, cy, cz] = vertices.subarray(3 * loop[i], 3 * loop[i] + 3);
      sixVolumes += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
    }
  }
  return sixVolumes / 6;
}

function meshOf({ vertices, facets }: Polyhedron): DrawableMesh {
  return {
    positions: Float32Array.from(vertices),
    triangles: Uint32Array.from(facets.flatMap(({ loop }) => fan(loop))),
    facetOfTriangle: Uint32Array.from(facets.flatMap(({ loop }, facet) => [...loop.subarray(2)].map(() => facet))),
  };
}

function fan(loop: Uint32Array): number[] {
  return [...loop.subarray(2)].flatMap((corner, i) => [loop[0], loop[i + 1], corner]);
}
