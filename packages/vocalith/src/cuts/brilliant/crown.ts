import { FIELD_MAXIMA, type SyllableCode } from "../../code/gem-code.js";
import type { FacetingAngles, MarkedAngles } from "./faceting-angles.js";
import type { FacetingDesignTier } from "./faceting-design-tier.js";
import type { Girdle } from "./girdle.js";
import { markedTiers } from "./marked-tiers.js";
import { meetPoint, type Plane, type Point, planeThrough } from "./meet-point.js";

const ROW_NAMES = ["upper halves", "crown mains", "stars", "upper mains", "upper stars", "top mains"] as const;
/** Width of the table against the girdle's, for a calm voice and for one beside itself. */
const CALM_TABLE = 0.66;
const EXCITED_TABLE = 0.34;

/** How far the feet of two rows must lie apart, measured inwards, for a table to end between them. */
const NARROWEST_BAND = 0.037;
/** The same for an even stone that has no such band. */
const LEAST_BAND = 0.015;

/** A row of the crown: one facet over each side or each corner of the girdle. */
interface Row {
  readonly anglesDegrees: readonly number[];
  readonly teeth: readonly number[];
  readonly planes: readonly Plane[];
  /** Lowest point of each facet. */
  readonly feet: readonly Point[];
}

/**
 * The crown: row upon row, each facet through the meet point of three facets below it, up to the table. Upper halves start on the
 * girdle's upper edge, mains in its corners; from then on every facet stands on the tip of the facet two rows below. The table of a calm
 * voice is wide and leaves few rows; excitement lifts it and shows more of them.
 *
 * The last row is the syllables', one facet for each, going with the clock from tooth 0. That of a loud one stands on its tip as the rows
 * below do, that of a soft one begins further up on the same ridge and is smaller; where there is none the ridge runs on to the table.
 *
 * @param allowedMiss - How much wider or narrower than wanted the table may be.
 * @returns None where the rows are too uneven for such a table that cuts one of them alone.
 */
export function growCrown(
  girdle: Girdle,
  angles: FacetingAngles,
  excitement: number,
  syllables: readonly SyllableCode[],
  allowedMiss: number,
): FacetingDesignTier[] | undefined {
  const rows = growRows(girdle, angles.crown);
  const table = placeTable(rows, CALM_TABLE + (EXCITED_TABLE - CALM_TABLE) * excitement, allowedMiss);
  if (table === undefined) return undefined;
  const { height, lastRow } = table;
  const tiers = rows
    .slice(0, lastRow + 1)
    .flatMap(({ anglesDegrees, teeth, planes, feet }, r): FacetingDesignTier[] => {
      const name = ROW_NAMES[r];
      if (r < lastRow) {
        const facets = planes.map(([, , , distance], i) => ({ index: teeth[i], distance }));
        return markedTiers(name, anglesDegrees, facets);
      }
      const facets = loudnessAround(syllables, teeth.length).map((loudness, i) => {
        if (loudness === undefined) return undefined;
        const ridge = pointAtHeight(rows[r - 1], i, r, feet[i], feet[i][2] + (height - feet[i][2]) * footOf(loudness));
        const [x, y, z] = planes[i];
        return { index: teeth[i], distance: x * ridge[0] + y * ridge[1] + z * ridge[2] };
      });
      return markedTiers(name, anglesDegrees, facets);
    });
  return [...tiers, { name: "table", angleDegrees: 0, facets: [{ index: 0, distance: height }] }];
}

/**
 * Where a syllable's facet begins, as a share of the way from the tip below it to the table, for soft, middling and loud ones. Steps, since a
 * facet that all but stands on the tip would leave an edge too short to see.
 */
const SYLLABLE_FEET = [0.5, 0.3, 0] as const;

function footOf(loudness: number): number {
  return SYLLABLE_FEET[Math.min(2, Math.floor(3 * loudness))];
}

/** Loudness of the syllables around the stone, 0 to 1: in order, spread evenly; neighbours share a place where there are too many. */
function loudnessAround(syllables: readonly SyllableCode[], places: number): (number | undefined)[] {
  const around = new Array<number | undefined>(places).fill(undefined);
  syllables.forEach(({ force }, i) => {
    const place = Math.floor((i * places) / syllables.length);
    around[place] = Math.max(around[place] ?? 0, force / FIELD_MAXIMA.syllable.force);
  });
  return around;
}

/** The point at a height on the ridge that leads up from the foot of a row's facet, between two facets of the row below. */
function pointAtHeight(below: Row, i: number, r: number, foot: Point, height: number): Point {
  const count = below.planes.length;
  const [a, b] =
    r % 2 === 0
      ? [below.planes[(i + count - 1) % count], below.planes[i]]
      : [below.planes[i], below.planes[(i + 1) % count]];
  return height === foot[2] ? foot : meetPoint(a, b, [0, 0, 1, height]);
}

function growRows({ pattern, corners, thickness }: Girdle, crownAngles: readonly MarkedAngles[]): Row[] {
  const { gear, sides, mains, marked } = pattern;
  const count = sides.length;
  const girdleCorners = corners.map(([x, y]): Point => [x, y, thickness]);
  const rows: Row[] = [];
  crownAngles.forEach((angles, r) => {
    const anglesDegrees = marked.map((isMarked) => angles[isMarked ? "marked" : "plain"]);
    const overSides = r % 2 === 0;
    const teeth = overSides ? sides : mains;
    const feet =
      r < 2
        ? girdleCorners
        : teeth.map((_, i) => {
            // A facet's tip lies between two neighbours of the row above it.
            const [below, above] = [rows[r - 2].planes[i], rows[r - 1].planes];
            return overSides
              ? meetPoint(below, above[(i + count - 1) % count], above[i])
              : meetPoint(below, above[i], above[(i + 1) % count]);
          });
    rows.push({
      anglesDegrees,
      teeth,
      feet,
      planes: feet.map((foot, i) => planeThrough(anglesDegrees[i], teeth[i], gear, foot)),
    });
  });
  return rows;
}

/** The upper mains: every stone has them, for they tell a part of the species. */
const FIRST_LAST_ROW = 3;

/** Where the table may lie between the feet of its last row and those of the next, as shares of the way. */
const LOWEST_TABLE = 0.75;
const HIGHEST_TABLE = 0.92;

/** Height of the table and the last row it leaves: where its width is closest to the one wanted, and not further from it than allowed. */
function placeTable(
  rows: readonly Row[],
  wantedWidth: number,
  allowedMiss: number,
  narrowestBand = NARROWEST_BAND,
): { height: number; lastRow: number } | undefined {
  let best: { height: number; lastRow: number } | undefined;
  let least = allowedMiss;
  for (let lastRow = FIRST_LAST_ROW; lastRow + 1 < rows.length; lastRow++) {
    const from = rows[lastRow].feet.reduce((highest, [, , z]) => Math.max(highest, z), 0);
    const to = rows[lastRow + 1].feet.reduce((lowest, [, , z]) => Math.min(lowest, z), Number.POSITIVE_INFINITY);
    const [x, y, z] = rows[lastRow - 1].planes[0];
    const slope = Math.sqrt(x * x + y * y) / z;
    if (to - from < narrowestBand * slope) continue;
    for (let step = 0; step <= 4; step++) {
      const height = from + (to - from) * (LOWEST_TABLE + ((HIGHEST_TABLE - LOWEST_TABLE) * step) / 4);
      const miss = Math.abs(meanRadius(rows.slice(0, lastRow + 1), height) - wantedWidth);
      if (miss < least) {
        least = miss;
        best = { height, lastRow };
      }
    }
  }
  // The even stone has nothing left to give up but the width of the band: one in a thousand species needs that.
  if (best === undefined && allowedMiss === Number.POSITIVE_INFINITY && narrowestBand > LEAST_BAND) {
    return placeTable(rows, wantedWidth, allowedMiss, LEAST_BAND);
  }
  return best;
}

/** Mean distance of the crown from the axis at a height, over the directions of its mains. */
function meanRadius(rows: readonly Row[], height: number): number {
  const { planes: mains } = rows[1];
  let sum = 0;
  for (const [x, y] of mains) {
    const length = Math.sqrt(x * x + y * y);
    let least = Number.POSITIVE_INFINITY;
    for (const { planes } of rows) {
      for (const plane of planes) {
        const along = (plane[0] * x + plane[1] * y) / length;
        if (along > 0) least = Math.min(least, (plane[3] - plane[2] * height) / along);
      }
    }
    sum += least;
  }
  return sum / mains.length;
}
