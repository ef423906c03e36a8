import type { GemFormat } from "vocalith";
import type { Stone } from "../stones/stone.js";

/** What can be taken along, in the order in which it is offered. */
export const DOWNLOAD_KINDS = [
  "stl",
  "3mf",
  "glb",
  "obj",
  "ply",
  "gemcad",
  "drawing",
  "picture",
  "turntable",
  "recording",
] as const;

/** One thing to take along. */
export type DownloadKind = (typeof DOWNLOAD_KINDS)[number];

/** The formats that a worker writes. */
export const FORMAT_OF: Readonly<Partial<Record<DownloadKind, GemFormat>>> = {
  stl: "stl",
  "3mf": "3mf",
  glb: "glb",
  obj: "obj",
  ply: "ply",
  gemcad: "asc",
  drawing: "svg",
};

/**
 * Why something cannot be had of a stone: only one voice's brilliant can be cut on a faceting machine, a code holds no sound, the stone is not drawn yet, and
 * without WebGL it does not turn.
 */
export type Unavailable = "not-faceted" | "no-recording" | "no-picture" | "no-turning";

/** Whether something can be had; undefined means yes. */
export function unavailable(
  kind: DownloadKind,
  has: {
    readonly stone: Pick<Stone, "cut" | "individuals">;
    readonly sound: boolean;
    /** What draws the stone: a viewer, a still picture where there can be none, or nothing yet. */
    readonly drawn: "viewer" | "still" | undefined;
  },
): Unavailable | undefined {
  const { cut, individuals } = has.stone;
  if (kind === "gemcad" && (cut !== "brilliant" || individuals.length > 1)) return "not-faceted";
  if (kind === "recording" && !has.sound) return "no-recording";
  if ((kind === "picture" || kind === "turntable") && has.drawn === undefined) return "no-picture";
  if (kind === "turntable" && has.drawn === "still") return "no-turning";
  return undefined;
}

const STL_HEAD_BYTES = 84;
const STL_TRIANGLE_BYTES = 50;

/** The size of a file before it is made, where it follows from what is known already. */
export function knownBytes(kind: DownloadKind, stone: Pick<Stone, "mesh">): number | undefined {
  return kind === "stl" ? STL_HEAD_BYTES + (STL_TRIANGLE_BYTES * stone.mesh.triangles.length) / 3 : undefined;
}
