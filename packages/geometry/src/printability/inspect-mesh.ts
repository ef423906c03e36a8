import { type MeasurableMesh, mergedCorners } from "../measure/measurable-mesh.js";
import { type FacetMeasures, measureFacets } from "../measure/measure-facets.js";
import { type MeshMeasure, measureMesh } from "../measure/measure-mesh.js";
import { twinHalfEdges } from "../measure/twin-half-edges.js";
import { type CrispFeatures, crispFeatures } from "./crisp-features.js";
import { InspectError } from "./inspect-error.js";
import type { Finding, Inspection, InspectionMeasure, InspectionProgress, Severity } from "./inspection.js";
import { MATERIAL_PROFILES, type MaterialName, type MaterialProfile } from "./material-profile.js";
import { type SearchedWalls, searchWalls } from "./search-walls.js";
import { Shells } from "./shells.js";
import { cuttableFinding, detailFindings, hollowingFinding, serviceFindings, sizeFinding } from "./size-findings.js";
import { specksOf } from "./specks-of.js";
import { surfaceFindings } from "./surface-findings.js";
import { type ThickestSection, thickestSection } from "./thickest-section.js";
import { fanReason, wallFindings } from "./wall-findings.js";
import { counted } from "./words.js";

/** Options of `inspectMesh`. */
export interface InspectMeshOptions {
  /** What it is to be made of: a name of `MATERIAL_PROFILES`, or a profile of one's own. Default `resin`. */
  readonly material?: MaterialName | MaterialProfile;
  /** How many separate pieces the mesh is meant to hold; at least 1. Default 1. */
  readonly pieces?: number;
  /** The size of the file it came from, in bytes, if it is to be held against what services take. Default none. */
  readonly fileBytes?: number;
  /** Called before each step. Default none. */
  readonly onProgress?: (progress: InspectionProgress) => void;
}

/** What `inspectMesh` does when not told otherwise. */
export const INSPECT_MESH_DEFAULTS = { material: "resin", pieces: 1 } as const;

/** Where more faces than this meet in one corner, walls are not measured: the time for them would grow with its cube. */
const MOST_FACES_AT_CORNER = 200;

/**
 * Inspects a mesh as a laboratory does before it accepts a job: whether the surface bounds a solid (watertight, manifold, oriented, in one
 * piece, not running through itself, without enclosed voids), whether it can be made of a material (thinnest wall, smallest gap, knife edges,
 * smallest facet and edge, hollowing, size), and what services take (a million triangles, 64 MB). Each finding says what was found, the limit,
 * where and what to do. Built on `measureMesh` (exact self-intersections), `measureFacets` and `measureWalls`, whose stated errors hold; on
 * fine curved meshes the search for walls may end early, and the finding then says so.
 *
 * Walls, gaps, thickness, volume and weight are told of closed surfaces alone. A surface that is inside out is measured as if it were
 * turned right. Weight is volume times density; where pieces overlap, what overlaps counts twice. Time grows as n log n, memory as n.
 *
 * @param mesh finite coordinates in mm; may be broken in any way.
 * @throws MeasureError `malformed` for a coordinate that is not finite or a triangle that names a vertex that is not there.
 * @throws InspectError for a material without a profile, for options out of range, and for loose triangles by the thousand.
 *
 * @example
 * ```ts
 * import { inspectMesh, intersectHalfSpaces, unite } from "@vocalith/geometry";
 *
 * const plate = Float64Array.of(1, 0, 0, 9, -1, 0, 0, 9, 0, 1, 0, 9, 0, -1, 0, 9, 0, 0, 1, 0.3, 0, 0, -1, 0.3);
 * const { printable, findings } = inspectMesh(await unite([intersectHalfSpaces(plate)]), { material: "silver" });
 * console.log(printable, findings.find(({ check }) => check === "wall")?.found); // false, "thinnest wall 0.60 mm, 0.80 mm needed"
 * ```
 */
export function inspectMesh(mesh: MeasurableMesh, options: InspectMeshOptions = {}): Inspection {
  const material = materialOf(options.material ?? INSPECT_MESH_DEFAULTS.material);
  const pieces = options.pieces ?? INSPECT_MESH_DEFAULTS.pieces;
  if (!(Number.isInteger(pieces) && pieces >= 1))
    throw new InspectError(`${pieces} pieces`, "a whole number, 1 or more");
  if (options.fileBytes !== undefined && !(options.fileBytes >= 0)) {
    throw new InspectError(`a file of ${options.fileBytes} bytes`, "0 or more");
  }
  const report = (step: InspectionProgress["step"], fraction: number): void => options.onProgress?.({ step, fraction });

  report("surface", 0);
  const corners = mergedCorners(mesh);
  refuseDust(mesh.positions, corners);
  const measure = measureMesh(mesh);
  const onSurface = surfaceFindings({ positions: mesh.positions, corners, measure }, material, pieces);

  report("facets", 0.4);
  const isClosed = measure.volumeMm3 !== null && measure.volumeMm3 !== 0;
  const turned = isClosed && (measure.volumeMm3 ?? 0) < 0 ? insideOut(corners) : corners;
  const solid: MeasurableMesh = { ...mesh, triangles: turned };
  const facets = measureFacets(solid);
  const features = crispFeatures(mesh.positions, turned, facets, material.minimumDetailMm ?? 0);

  report("walls", 0.7);
  const { walls, reason } = wallsOf(solid, facets, features.isCrisp, isClosed, measure, material);

  report("thickness", 0.9);
  const isThicknessAsked = isClosed && material.hollowAboveMm !== null;
  const thickest = isThicknessAsked ? thickestSection(mesh.positions, turned) : null;
  report("done", 1);

  const findings: Finding[] = [
    ...onSurface,
    ...wallFindings(walls, reason, material),
    ...detailFindings(features, material),
    ...(thickest === null ? [] : [hollowingFinding(thickest, measure, material)]),
    ...(material.process === "cut" ? [cuttableFinding(features)] : []),
    sizeFinding(measure, material),
    ...serviceFindings(measure, options.fileBytes),
  ];
  return {
    printable: findings.every(({ severity }) => severity !== "fault"),
    severity: SEVERITIES.findLast((severity) => findings.some((one) => one.severity === severity)) ?? "ok",
    material,
    measure: measureOf(measure, material, features, walls, thickest),
    findings,
  };
}

/** Each shell that is turned inwards is held against each that is turned outwards: so many pairs take a second. */
const MOST_SHELL_PAIRS = 1e7;

/** Refuses what is no solid but loose triangles by the thousand, for which nobody could say what lies in what. */
function refuseDust(positions: Float32Array | Float64Array, corners: Uint32Array): void {
  const { inward, outward } = new Shells(positions, corners).counts;
  if (inward * outward <= MOST_SHELL_PAIRS) return;
  throw new InspectError(
    `${counted(inward + outward, "separate piece")}, ${counted(inward, "of them", "of them")} inside out`,
    "a solid or some solids; merge vertices by distance, delete loose triangles and export it again",
  );
}

/** The lightest first. */
const SEVERITIES: readonly Severity[] = ["ok", "advice", "warning", "fault"];

function materialOf(material: MaterialName | MaterialProfile): MaterialProfile {
  if (typeof material !== "string") return material;
  if (Object.hasOwn(MATERIAL_PROFILES, material)) return MATERIAL_PROFILES[material];
  throw new InspectError(`the material "${material}"`, Object.keys(MATERIAL_PROFILES).join(", "));
}

function insideOut(corners: Uint32Array): Uint32Array {
  return corners.map((_, h) => corners[h % 3 === 0 ? h : h % 3 === 1 ? h + 1 : h - 1]);
}

function wallsOf(
  solid: MeasurableMesh,
  facets: FacetMeasures,
  isCrisp: Uint8Array,
  isClosed: boolean,
  measure: MeshMeasure,
  { minimumWallMm, safeWallMm, minimumGapMm }: MaterialProfile,
): { walls: SearchedWalls | undefined; reason: string } {
  if (!isClosed) return { walls: undefined, reason: reasonOf(measure) };
  if (minimumWallMm === null) return { walls: undefined, reason: "" };
  const faces = mostFacesAtCorner(solid, facets);
  if (faces > MOST_FACES_AT_CORNER) return { walls: undefined, reason: fanReason(faces) };
  const specks = specksOf(facets, isCrisp, minimumWallMm);
  return { walls: searchWalls(solid, facets, safeWallMm ?? minimumWallMm, minimumGapMm ?? 0, specks), reason: "" };
}

function reasonOf({ watertight, volumeMm3 }: MeshMeasure): string {
  if (!watertight) return "the surface has holes";
  return volumeMm3 === null ? "triangles are turned two ways" : "the surface encloses nothing";
}

/** How many facets meet in one corner at most. */
function mostFacesAtCorner(
  { positions, triangles: corners }: MeasurableMesh,
  { facetOfTriangle }: FacetMeasures,
): number {
  const twins = twinHalfEdges(corners);
  const counts = new Uint32Array(positions.length / 3);
  let most = 0;
  for (let h = 0; h < corners.length; h++) {
    if (twins[h] >= 0 && facetOfTriangle[Math.trunc(twins[h] / 3)] === facetOfTriangle[Math.trunc(h / 3)]) continue;
    most = Math.max(most, ++counts[corners[h]]);
  }
  return most;
}

const CARATS_PER_GRAM = 5;

function measureOf(
  measure: MeshMeasure,
  material: MaterialProfile,
  features: CrispFeatures,
  walls: SearchedWalls | undefined,
  thickest: ThickestSection | null,
): InspectionMeasure {
  const volumeMm3 = measure.volumeMm3 === null ? null : Math.abs(measure.volumeMm3);
  const weightGrams = volumeMm3 === null ? null : (volumeMm3 * material.densityGramsPerCm3) / 1000;
  return {
    watertight: measure.watertight,
    manifold: measure.manifold,
    oriented: measure.oriented,
    components: measure.components,
    enclosedVoids: measure.enclosedVoids,
    selfIntersections: measure.selfIntersections,
    degenerateTriangles: measure.degenerateTriangles,
    triangles: measure.triangles,
    sizeMm: measure.sizeMm,
    volumeMm3,
    areaMm2: measure.areaMm2,
    weightGrams,
    carats: material.process === "cut" && weightGrams !== null ? CARATS_PER_GRAM * weightGrams : null,
    minimumWallMm: walls?.thinnestWall?.lengthMm ?? null,
    minimumWallLowerBoundMm: finiteOrNull(walls?.provenWallMm),
    minimumGapMm: walls?.smallestGap?.lengthMm ?? null,
    minimumGapLowerBoundMm: finiteOrNull(walls?.provenGapMm),
    wallsComplete: walls?.complete ?? false,
    sharpestEdgeDegrees: walls?.sharpestBlade?.degrees ?? null,
    minimumFacetMm: features.narrowestFacet?.sizeMm ?? null,
    minimumEdgeMm: features.shortestEdge?.sizeMm ?? null,
    thickestMm: thickest?.lengthMm ?? null,
  };
}

/** A bound that says something. */
const finiteOrNull = (bound: number | undefined): number | null => (Number.isFinite(bound) ? (bound ?? null) : null);
