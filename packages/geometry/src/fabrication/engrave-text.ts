import type { Mesh } from "../mesh.js";
import type { Vector } from "../rotation.js";
import { loadManifold } from "../union/load-manifold.js";
import { slab } from "./bars.js";
import { checkRange, FabricationError } from "./fabrication-error.js";
import { fitRectangle, type RectanglePlace } from "./fit-rectangle.js";
import { along, dot, type Frame, frameAbout, turnedFrame } from "./frame.js";
import { GLYPH_HEIGHT, GLYPHS } from "./glyphs.js";
import { STEP, STROKE, setLettering } from "./lettering.js";
import { letteringTool } from "./lettering-tool.js";
import { type FabricationOptions, machineMesh } from "./machine-mesh.js";
import { surfaceInside } from "./surface-inside.js";

/** How text is engraved. */
export interface EngraveTextOptions extends FabricationOptions {
  /** The facet to engrave: its number in `mesh.facets`. Default the largest of those that the stone stands on. */
  readonly facet?: number;
  /** Depth in mm, 0.2 to 5. Default 0.5. */
  readonly depthMm?: number;
  /** Least width of a stroke in mm, 0.1 to 5; what is narrower does not print. Default 0.3. */
  readonly minimumStrokeMm?: number;
  /** Greatest height of the letters in mm, 0.7 to 100. Default 4. */
  readonly maximumHeightMm?: number;
  /** Least stone left beside and above the text, in mm, 0.2 to 20. Default 0.6. */
  readonly wallMm?: number;
}

/** What `engraveText` does when not told otherwise. */
export const ENGRAVE_TEXT_DEFAULTS = { depthMm: 0.5, minimumStrokeMm: 0.3, maximumHeightMm: 4, wallMm: 0.6 } as const;

/** An engraved solid. */
export interface EngravedStone {
  /** The solid with the text. */
  readonly mesh: Mesh;
  /** Height of the letters over all, in mm. */
  readonly heightMm: number;
  /** Least width of a stroke, in mm. */
  readonly strokeMm: number;
  /** Middle of the text on the facet, in mm. */
  readonly middle: Vector;
  /** The way the text runs, of length 1. */
  readonly across: Vector;
}

/** How far above the facet the tool begins, in mm: facets are flat within a tenth of a millimetre. */
const OVER_MM = 0.3;

/** A text longer than this is no catalogue number. */
const LONGEST = 64;

/**
 * Engraves text into a flat facet, so that it reads from outside: text below a stone reads when the stone is turned over. Letters are drawn for
 * this library from strokes at steps of 45 degrees, seven strokes high; they are placed, turned and scaled to be as large as the facet
 * allows, up to `maximumHeightMm`. Islands inside letters stand on the stone beneath.
 *
 * Promise, beside those of `unite`: strokes are nowhere narrower than `minimumStrokeMm`, stone between strokes neither, but in the corners where
 * two strokes meet; and in the box about the text, `wallMm` wider on each side and deeper, there is stone and nothing else.
 *
 * @param mesh closed, as from `standOnFlat`; not changed.
 * @param text A to Z, 0 to 9, point, hyphen, slash and space; lines are parted by "\n".
 * @throws FabricationError `options`; `place` when there is no such facet; `room` when the text does not fit.
 *
 * @example
 * ```ts
 * import { engraveText, type Mesh } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 *
 * const { strokeMm } = await engraveText(mesh, "VG-0001");
 * ```
 */
export async function engraveText(mesh: Mesh, text: string, options: EngraveTextOptions = {}): Promise<EngravedStone> {
  const depth = options.depthMm ?? ENGRAVE_TEXT_DEFAULTS.depthMm;
  const minimumStroke = options.minimumStrokeMm ?? ENGRAVE_TEXT_DEFAULTS.minimumStrokeMm;
  const maximumHeight = options.maximumHeightMm ?? ENGRAVE_TEXT_DEFAULTS.maximumHeightMm;
  const wall = options.wallMm ?? ENGRAVE_TEXT_DEFAULTS.wallMm;
  checkRange("text", "depthMm", depth, 0.2, 5);
  checkRange("text", "minimumStrokeMm", minimumStroke, 0.1, 5);
  checkRange("text", "maximumHeightMm", maximumHeight, 0.7, 100);
  checkRange("text", "wallMm", wall, 0.2, 20);
  const lettering = setLettering(checkedLines(text));
  const facet = options.facet ?? standingFacet(mesh);
  if (mesh.facets[facet] === undefined) {
    throw new FabricationError(
      "text",
      "place",
      options.facet === undefined ? "no facet that the stone stands on" : `facet ${facet}`,
      options.facet === undefined ? "a facet turned downwards at the lowest height" : `0 to ${mesh.facets.length - 1}`,
      "Cut one with standOnFlat, or name another facet.",
    );
  }
  const frame = frameAbout(mesh.facets[facet].normal);
  const height = heightOf(mesh, facet, frame);
  const { x, y, turn, scale } = largestPlace(mesh, facet, frame, height, depth, wall, [
    lettering.halfWidth,
    lettering.halfHeight,
  ]);
  const tenthMm = Math.min(scale, maximumHeight / (STEP * (GLYPH_HEIGHT + 1)));
  if (STROKE * tenthMm < minimumStroke) {
    throw new FabricationError(
      "text",
      "room",
      scale > 0
        ? `strokes of ${(STROKE * tenthMm).toFixed(2)} mm for "${text}" as large as it fits`
        : "a facet without room for any text",
      `strokes of at least ${minimumStroke} mm`,
      "Choose a shorter text or break it into lines, cut a larger flat with standOnFlat, or raise maximumHeightMm.",
    );
  }
  const middle = [0, 1, 2].map(
    (k) => x * frame.across[k] + y * frame.up[k] + height * frame.out[k],
  ) as unknown as Vector;
  const reading = turnedFrame(frame, ...turn);
  const module = await loadManifold(options.wasmUrl);
  const place = { middle, frame: reading, tenthMm, fromMm: -depth, toMm: OVER_MM };
  const engraved = await machineMesh(mesh, {
    operation: "text",
    remove: [letteringTool(module, lettering, place)],
    wasmUrl: options.wasmUrl,
  });
  return {
    mesh: engraved,
    heightMm: STEP * (GLYPH_HEIGHT + 1) * tenthMm,
    strokeMm: STROKE * tenthMm,
    middle,
    across: reading.across,
  };
}

function checkedLines(text: string): string[] {
  const unknown = Array.from(text).find((character) => character !== "\n" && !Object.hasOwn(GLYPHS, character));
  const isBlank = text.trim().length === 0;
  if (unknown === undefined && !isBlank && text.length <= LONGEST) return text.split("\n");
  throw new FabricationError(
    "text",
    "options",
    isBlank
      ? "a text without characters"
      : unknown === undefined
        ? `${text.length} characters`
        : JSON.stringify(unknown),
    `1 to ${LONGEST} characters: A to Z, 0 to 9, point, hyphen, slash, space and line break`,
    "Write the catalogue number in capitals.",
  );
}

/** The largest of the facets turned straight down at the bottom; -1 when there is none. */
function standingFacet({ positions, triangles, facetOfTriangle, facets }: Mesh): number {
  const areas = new Float64Array(facets.length);
  let bottom = Number.POSITIVE_INFINITY;
  for (let v = 2; v < positions.length; v += 3) bottom = Math.min(bottom, positions[v]);
  facetOfTriangle.forEach((facet, t) => {
    if (facets[facet].normal[2] > -0.9999) return;
    const [a, b, c] = [0, 1, 2].map((k) => 3 * triangles[3 * t + k]);
    if (Math.max(positions[a + 2], positions[b + 2], positions[c + 2]) > bottom + 0.2) return;
    areas[facet] +=
      (positions[c] - positions[a]) * (positions[b + 1] - positions[a + 1]) -
      (positions[b] - positions[a]) * (positions[c + 1] - positions[a + 1]);
  });
  const largest = areas.reduce((best, area, facet) => (area > areas[best] ? facet : best), 0);
  return areas[largest] > 0 ? largest : -1;
}

/** The middle of a facet's corners along its normal. */
function heightOf({ positions, triangles, facetOfTriangle }: Mesh, facet: number, { out }: Frame): number {
  let [sum, count] = [0, 0];
  triangles.forEach((vertex, h) => {
    if (facetOfTriangle[Math.trunc(h / 3)] !== facet) return;
    sum += dot(out, positions.subarray(3 * vertex, 3 * vertex + 3));
    count++;
  });
  return sum / count;
}

/** The largest place for the text on the facet, clear of everything else down to its depth and a wall more. */
function largestPlace(
  mesh: Mesh,
  facet: number,
  frame: Frame,
  height: number,
  depth: number,
  wall: number,
  half: readonly [number, number],
): RectanglePlace {
  const face: number[][] = [];
  const obstacles: number[][] = [];
  const flat = (polygon: readonly number[]): number[] => {
    const points: number[] = [];
    for (let i = 0; i < polygon.length; i += 3) {
      const corner = polygon.slice(i, i + 3);
      points.push(dot(frame.across, corner), dot(frame.up, corner));
    }
    return points;
  };
  const layer = slab(along([0, 0, 0], frame.out, height), frame.out, -depth - wall, OVER_MM);
  surfaceInside(mesh, layer, (polygon, t) => {
    (mesh.facetOfTriangle[t] === facet ? face : obstacles).push(flat(polygon));
  });
  return fitRectangle(face, obstacles, half, wall);
}
