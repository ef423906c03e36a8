import type { MeshMeasure } from "../measure/measure-mesh.js";
import type { CrispFeatures } from "./crisp-features.js";
import type { Finding } from "./inspection.js";
import type { MaterialProfile } from "./material-profile.js";
import type { ThickestSection } from "./thickest-section.js";
import { counted, finding, mm } from "./words.js";

/** What printing services take: Shapeways, 3D printing checklist (read 2026). */
export const SERVICE_LIMITS = { triangles: 1_000_000, bytes: 64 * 1024 * 1024 } as const;

/** A piece shorter than this was hardly meant in mm. */
const SMALLEST_PIECE_MM = 1;

/** Whether facets and edges are large enough to be seen in the finished piece. */
export function detailFindings(features: CrispFeatures, { minimumDetailMm, process }: MaterialProfile): Finding[] {
  const limit = minimumDetailMm;
  const advice = `Smaller than ${mm(limit ?? 0)} is ${process === "cast" ? "polished away" : "blurred by the printer"}; harmless if that is all right.`;
  const facet = features.narrowestFacet;
  const edge = features.shortestEdge;
  const isNarrow = limit !== null && features.narrowFacets > 0;
  return [
    facet === null
      ? finding("facet", "ok", "a curved surface, no flat facets", { unit: "mm", limit })
      : finding(
          "facet",
          isNarrow ? "advice" : "ok",
          `narrowest facet ${mm(facet.sizeMm)}${isNarrow ? `; ${counted(features.narrowFacets, "facet")} below ${mm(limit)}` : ""}`,
          {
            value: facet.sizeMm,
            limit,
            unit: "mm",
            places: [{ positionMm: facet.placeMm, detail: `facet ${mm(facet.sizeMm)} wide` }],
            placeCount: Math.max(1, features.narrowFacets),
            advice: isNarrow ? advice : "",
          },
        ),
    edge === null
      ? finding("edge", "ok", "no edges between flat facets", { unit: "mm" })
      : finding("edge", "ok", `shortest edge ${mm(edge.sizeMm)}`, {
          value: edge.sizeMm,
          unit: "mm",
          places: [{ positionMm: edge.placeMm, detail: `edge ${mm(edge.sizeMm)} long` }],
        }),
  ];
}

/** Whether flat wheels can grind every face of a stone. */
export function cuttableFinding(features: CrispFeatures): Finding {
  const { hollowEdges, hollowestEdge } = features;
  if (hollowEdges === 0)
    return finding("cuttable", "ok", "convex: every facet can be ground flat", { value: 0, limit: 0 });
  return finding("cuttable", "warning", `${counted(hollowEdges, "re-entrant edge")}`, {
    value: hollowEdges,
    limit: 0,
    places: hollowestEdge === null ? [] : [{ positionMm: hollowestEdge.placeMm, detail: "re-entrant edge" }],
    placeCount: hollowEdges,
    advice:
      "A flat lap cannot reach into it: have it carved, cut its stones one by one, or cut the code as a brilliant.",
  });
}

/** Whether the solid is so thick that it had better be hollow. */
export function hollowingFinding(
  thickest: ThickestSection,
  { volumeMm3, areaMm2 }: MeshMeasure,
  material: MaterialProfile,
): Finding {
  const { hollowAboveMm, hollowWallMm, escapeHoleMm, densityGramsPerCm3, process } = material;
  const [limit, wall] = [hollowAboveMm ?? 0, hollowWallMm ?? 0];
  const shared = { value: thickest.lengthMm, limit, unit: "mm" } as const;
  const found = `solid and ${mm(thickest.lengthMm)} thick`;
  const shell = areaMm2 * wall;
  if (thickest.lengthMm <= limit || shell > 0.8 * Math.abs(volumeMm3 ?? 0)) {
    return finding("hollowing", "ok", `at most ${mm(thickest.lengthMm)} thick`, shared);
  }
  const saved = ((Math.abs(volumeMm3 ?? 0) - shell) * densityGramsPerCm3) / 1000;
  const why =
    process === "cast"
      ? "Thick castings cost metal and shrink"
      : material.name === "nylon"
        ? "Thick nylon warps and discolours"
        : "Thick resin cracks, and swells when burnt out";
  return finding("hollowing", "advice", found, {
    ...shared,
    places: [{ positionMm: thickest.middleMm, detail: `a ball of ${mm(thickest.lengthMm)} fits inside` }],
    advice: `${why}: consider hollowing it to walls of ${mm(wall)} with two holes of ${mm(escapeHoleMm ?? 0)}; saves about ${grams(saved)}.`,
  });
}

const grams = (weight: number): string =>
  weight >= 1000 ? `${(weight / 1000).toFixed(1)} kg` : `${weight.toFixed(weight < 10 ? 1 : 0)} g`;

/** Whether the piece fits machines, and its size is one that people mean. */
export function sizeFinding({ sizeMm, triangles }: MeshMeasure, { largestMm, name }: MaterialProfile): Finding {
  const longest = Math.max(...sizeMm);
  const words = `${sizeMm.map((side) => side.toFixed(2)).join(" x ")} mm`;
  const shared = { value: longest, unit: "mm" } as const;
  if (triangles === 0) return finding("size", "ok", words, shared);
  if (longest < SMALLEST_PIECE_MM) {
    return finding("size", "warning", `${words}: smaller than a grain of rice`, {
      ...shared,
      limit: SMALLEST_PIECE_MM,
      advice: `Was it drawn in metres or inches? Scale it to mm (by 1000 or 25.4).`,
    });
  }
  if (largestMm === null) return finding("size", "ok", words, shared);
  const sides = [...sizeMm].sort((a, b) => a - b);
  const fits = sides.every((side, k) => side <= largestMm[k]);
  const room = `${largestMm.join(" x ")} mm`;
  const limit = largestMm[2];
  if (fits) return finding("size", "ok", `fits ${room}`, { ...shared, limit });
  return finding("size", "fault", `${words}: larger than ${room}`, {
    ...shared,
    limit,
    advice: `Scale it down, or ask a laboratory with a larger machine for ${name}. Was it drawn in another unit than mm?`,
  });
}

/** Whether services take a file of so many triangles and bytes. */
export function serviceFindings({ triangles }: MeshMeasure, fileBytes: number | undefined): Finding[] {
  const tooMany = triangles > SERVICE_LIMITS.triangles;
  const findings = [
    finding("triangles", tooMany ? "warning" : "ok", counted(triangles, "triangle"), {
      value: triangles,
      limit: SERVICE_LIMITS.triangles,
      advice: tooMany
        ? "Printing services take a million at most: decimate the mesh (Blender: Decimate modifier)."
        : "",
    }),
  ];
  if (fileBytes === undefined) return findings;
  const isLarge = fileBytes > SERVICE_LIMITS.bytes;
  return [
    ...findings,
    finding("file-size", isLarge ? "warning" : "ok", megabytes(fileBytes), {
      value: fileBytes,
      limit: SERVICE_LIMITS.bytes,
      unit: "bytes",
      advice: isLarge ? "Printing services take 64 MB at most: send binary STL or 3MF, or decimate the mesh." : "",
    }),
  ];
}

const megabytes = (bytes: number): string =>
  bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
