import type { MaterialProfile } from "./material-profile.js";

/**
 * How much a finding weighs: `ok` nothing to do; `advice` the piece can be made, but could be better; `warning` it can be made and may
 * fail or disappoint; `fault` it cannot be made as it is.
 */
export type Severity = "ok" | "advice" | "warning" | "fault";

/** What is looked at. */
export type InspectionCheck =
  | "watertight"
  | "manifold"
  | "oriented"
  | "pieces"
  | "self-intersections"
  | "voids"
  | "degenerate-triangles"
  | "wall"
  | "gap"
  | "knife-edge"
  | "facet"
  | "edge"
  | "hollowing"
  | "cuttable"
  | "size"
  | "triangles"
  | "file-size";

/** Where something was found. */
export interface FindingPlace {
  /** x, y, z in mm, in the coordinates of the mesh. */
  readonly positionMm: readonly [number, number, number];
  /** What is there, in words, such as `hole of 3 edges, 2.1 mm across`. */
  readonly detail: string;
}

/** What one look at a mesh found. */
export interface Finding {
  readonly check: InspectionCheck;
  readonly severity: Severity;
  /** What was found, in words. */
  readonly found: string;
  /** The measured value; `null` where there is none or it was not measured. */
  readonly value: number | null;
  /** The limit it is held against, in the same unit; `null` where there is none. */
  readonly limit: number | null;
  /** The unit of both: `mm`, `degrees`, `bytes`, or `count`. */
  readonly unit: "mm" | "degrees" | "bytes" | "count";
  /** The places that matter most, the worst first, ten at most. */
  readonly places: readonly FindingPlace[];
  /** How many places there are in all. */
  readonly placeCount: number;
  /** What to do, in words; empty where there is nothing to do. */
  readonly advice: string;
}

/** The numbers of a mesh. `null` where it has none, because its surface is open, or where it was not measured. */
export interface InspectionMeasure {
  readonly watertight: boolean;
  readonly manifold: boolean;
  readonly oriented: boolean;
  /** Connected pieces of the surface, walls of voids included. */
  readonly components: number;
  readonly enclosedVoids: number;
  /** Pairs of triangles that meet where they should not; counting stops at 1000. */
  readonly selfIntersections: number;
  readonly degenerateTriangles: number;
  readonly triangles: number;
  /** Length of the box along x, y, z in mm. */
  readonly sizeMm: readonly [number, number, number];
  readonly volumeMm3: number | null;
  readonly areaMm2: number;
  /** Weight in the material, in g. */
  readonly weightGrams: number | null;
  /** The same in carats of 0.2 g, for a stone; `null` for other materials. */
  readonly carats: number | null;
  /** The thinnest wall that was found, between faces within 20 degrees of parallel, in mm; `null` also where there is none. */
  readonly minimumWallMm: number | null;
  /** No wall is thinner than this, in mm. */
  readonly minimumWallLowerBoundMm: number | null;
  /** The smallest gap that was found, in mm; `null` also where there is none. */
  readonly minimumGapMm: number | null;
  /** No gap is smaller than this, in mm. */
  readonly minimumGapLowerBoundMm: number | null;
  /** Whether every pair of faces was looked at, so that the lower bounds are within 0.1 %; else only walls and gaps below the limits were sought. */
  readonly wallsComplete: boolean;
  /** Angle of the sharpest edge or tip below 20 degrees; `null` also where there is none. */
  readonly sharpestEdgeDegrees: number | null;
  /** Width of the narrowest flat face between creases, twice its inradius, in mm. */
  readonly minimumFacetMm: number | null;
  /** Length of the shortest edge between such faces, in mm. */
  readonly minimumEdgeMm: number | null;
  /** Diameter of the largest ball that fits into the solid, in mm, within a twentieth. */
  readonly thickestMm: number | null;
}

/** What an inspection says of a mesh. */
export interface Inspection {
  /** Whether it can be made of the material: nothing that was found is a fault. */
  readonly printable: boolean;
  /** The weightiest of the findings. */
  readonly severity: Severity;
  readonly material: MaterialProfile;
  readonly measure: InspectionMeasure;
  /** Every look that was taken, in the order of the checks. */
  readonly findings: readonly Finding[];
}

/** How far an inspection has come. */
export interface InspectionProgress {
  /** What it is at. */
  readonly step: "surface" | "facets" | "walls" | "thickness" | "done";
  /** From 0 to 1, by how long the steps usually take. */
  readonly fraction: number;
}
