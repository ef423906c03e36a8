import type { Taper, Thickness } from "../measure/measure-walls.js";
import { middleOf } from "./group-places.js";
import type { Finding, FindingPlace } from "./inspection.js";
import type { MaterialProfile } from "./material-profile.js";
import { type SearchedWalls, WALL_DEGREES } from "./search-walls.js";
import { counted, finding, mm } from "./words.js";

/**
 * The thin places of a solid against what a material asks.
 *
 * @param walls `undefined` where they were not measured, for the reason given.
 * @internal
 */
export function wallFindings(walls: SearchedWalls | undefined, reason: string, material: MaterialProfile): Finding[] {
  if (material.minimumWallMm === null) return [];
  if (walls === undefined) {
    return [
      finding("wall", "advice", `walls, gaps and thickness not measured: ${reason}`, {
        unit: "mm",
        limit: material.minimumWallMm,
        advice: "Mend that first, then inspect again.",
      }),
    ];
  }
  return [wallFinding(walls, material), gapFinding(walls, material), edgeFinding(walls.sharpestBlade, material)];
}

/** Whether a length is below a limit, by more than the search may be wrong and float32 coordinates may be rounded. */
const isBelow = (lengthMm: number, limitMm: number): boolean => lengthMm < limitMm * (1 - 0.002);

const along = ({ fromMm, toMm, lengthMm }: Thickness, what: string): FindingPlace => ({
  positionMm: middleOf([...fromMm, ...toMm]),
  detail: `${what} ${mm(lengthMm)}`,
});

function wallFinding({ thinnestWall, complete, provenWallMm }: SearchedWalls, material: MaterialProfile): Finding {
  const { minimumWallMm, safeWallMm, process, polishingLossMm } = material;
  const [least, safe] = [minimumWallMm ?? 0, safeWallMm ?? 0];
  if (thinnestWall === null) {
    return complete || !isBelow(provenWallMm, safe)
      ? finding("wall", "ok", complete ? "no two faces form a wall" : `no wall below ${mm(safe)}`, {
          unit: "mm",
          limit: least,
        })
      : unproven("wall", null, 0, safe);
  }
  const { lengthMm } = thinnestWall;
  const shared = { value: lengthMm, unit: "mm", places: [along(thinnestWall, "wall of")] } as const;
  const thickened = `Thicken it to ${mm(safe)} or more${
    polishingLossMm > 0 ? `; polishing takes up to ${mm(polishingLossMm)} off every side` : ""
  }, or scale the piece up.`;
  if (isBelow(lengthMm, least)) {
    return finding("wall", "fault", `thinnest wall ${mm(lengthMm)}, ${mm(least)} needed`, {
      ...shared,
      limit: least,
      advice: thickened,
    });
  }
  if (isBelow(lengthMm, safe)) {
    const risk =
      process === "cast"
        ? "may not fill or may bend when polished"
        : "may warp or break, most of all where it stands free";
    return finding("wall", "warning", `thinnest wall ${mm(lengthMm)}: ${risk}`, {
      ...shared,
      limit: safe,
      advice: thickened,
    });
  }
  if (!complete && isBelow(provenWallMm, safe)) return unproven("wall", thinnestWall, provenWallMm, safe);
  const proven = complete ? "" : `; none below ${mm(safe)}`;
  return finding("wall", "ok", `thinnest wall ${complete ? "" : "found "}${mm(lengthMm)}${proven}`, {
    ...shared,
    limit: least,
  });
}

/** The search ended before every pair of faces was looked at. */
function unproven(check: "wall" | "gap", found: Thickness | null, lowerBoundMm: number, limit: number): Finding {
  const least = check === "wall" ? "thinnest wall" : "smallest gap";
  const others = lowerBoundMm > 0 ? `none is below ${mm(lowerBoundMm)}` : "smaller ones are not ruled out";
  const words =
    found === null
      ? `no ${check} found, but the search was cut short`
      : `${least} found ${mm(found.lengthMm)}; ${others}`;
  return finding(check, "advice", words, {
    value: found?.lengthMm ?? null,
    limit,
    unit: "mm",
    places: found === null ? [] : [along(found, `${check} of`)],
    advice:
      "The mesh is too fine to look at every pair of faces. Reduce its triangles, or look at thin places in the slicer.",
  });
}

function gapFinding(
  { smallestGap, complete, provenGapMm }: SearchedWalls,
  { minimumGapMm, process }: MaterialProfile,
): Finding {
  const limit = minimumGapMm ?? 0;
  const isProven = complete || !isBelow(provenGapMm, limit);
  if (smallestGap === null) {
    if (!isProven) return unproven("gap", null, provenGapMm, limit);
    return finding("gap", "ok", complete ? "no gaps" : `no gap below ${mm(limit)}`, { unit: "mm", limit });
  }
  const shared = { value: smallestGap.lengthMm, limit, unit: "mm", places: [along(smallestGap, "gap of")] } as const;
  if (isBelow(smallestGap.lengthMm, limit)) {
    return finding("gap", "warning", `smallest gap ${mm(smallestGap.lengthMm)}: will grow shut`, {
      ...shared,
      advice: `Widen it to ${mm(limit)} or close it${process === "cast" ? "; investment plaster breaks in narrow gaps" : ""}.`,
    });
  }
  if (!isProven) return unproven("gap", smallestGap, provenGapMm, limit);
  const rest = complete ? "" : `; none below ${mm(limit)}`;
  return finding("gap", "ok", `smallest gap ${complete ? "" : "found "}${mm(smallestGap.lengthMm)}${rest}`, shared);
}

function edgeFinding(blade: Taper | null, { minimumWallMm }: MaterialProfile): Finding {
  const limit = WALL_DEGREES;
  if (blade === null)
    return finding("knife-edge", "ok", `no edge sharper than ${limit} degrees`, { limit, unit: "degrees" });
  // The way from the edge to where the solid is as thick as a wall must be: half the wall over the tangent of half the angle.
  const half = (blade.degrees * Math.PI) / 360;
  const thinMm = (minimumWallMm ?? 0) / 2 / (half * (1 + (half * half) / 3));
  const found = `sharpest edge ${blade.degrees.toFixed(0)} degrees`;
  return finding("knife-edge", "warning", found, {
    value: blade.degrees,
    limit,
    unit: "degrees",
    places: [{ positionMm: blade.placeMm, detail: `edge or tip of ${blade.degrees.toFixed(0)} degrees` }],
    advice: `Blunt it: over the last ${mm(thinMm)} it is thinner than ${mm(minimumWallMm ?? 0)} and will round off or chip.`,
  });
}

/** In words, why walls were not measured. */
export function fanReason(triangles: number): string {
  return `${counted(triangles, "face")} meet in one corner`;
}
