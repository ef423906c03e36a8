import type { WrittenFile } from "../reports/cut-report.js";

/** One recording in the summary. Nothing in it depends on when, where or how fast it was cut. */
export interface BatchRow {
  /** Its path relative to the folder, with slashes. */
  readonly recording: string;
  /** `pending`: the batch was stopped before its turn. */
  readonly status: "cut" | "failed" | "pending";
  /** The GemCode. This and what follows is null unless it was cut. */
  readonly code: string | null;
  /** The short number that `--engrave` engraves. */
  readonly catalogueNumber: string | null;
  /** The crystal system of its species. */
  readonly system: string | null;
  /** How long the recording is. */
  readonly durationSeconds: number | null;
  readonly sizeMm: readonly [number, number, number] | null;
  readonly volumeMm3: number | null;
  readonly areaMm2: number | null;
  readonly crystals: number | null;
  readonly facets: number | null;
  readonly triangles: number | null;
  /** Whether the solid is closed, manifold, turned outwards, one piece and without self-intersections. */
  readonly printable: boolean | null;
  /** What was written, paths relative to the output folder, with slashes. */
  readonly files: readonly WrittenFile[];
  /** Why it was not cut. */
  readonly error: string | null;
}

/** The row of a recording of which there is no gem. */
export function rowWithoutGem(recording: string, status: "failed" | "pending", error: string | null): BatchRow {
  return {
    recording,
    status,
    code: null,
    catalogueNumber: null,
    system: null,
    durationSeconds: null,
    sizeMm: null,
    volumeMm3: null,
    areaMm2: null,
    crystals: null,
    facets: null,
    triangles: null,
    printable: null,
    files: [],
    error,
  };
}
