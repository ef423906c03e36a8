import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { countIslands, type Islands } from "./count-islands.js";
import type { RealClient } from "./real-client.js";
import { runClient } from "./run-client.js";

/** How finely a model is sliced. */
export interface ResinSliceOptions {
  /** Height of one layer in mm, 0.02 to 0.3. Default 0.1. */
  readonly layerHeightMm?: number;
}

/** What the layers of a resin printer show of a model. */
export interface ResinSlice extends Islands {
  readonly layers: number;
}

/**
 * Lets PrusaSlicer cut a model into the layers of a resin printer, without supports and pad, and follows what it would cure
 * from layer to layer. Pixels are 47 um wide.
 *
 * @throws Error when the slicer cannot be run, does not end, or writes no layers
 * @example
 * ```ts
 * import { realClient, sliceInResin } from "@vocalith/testkit";
 * const slicer = realClient("prusa-slicer");
 * const pieces = slicer === undefined ? 1 : sliceInResin(slicer, "gem.stl").pieces;
 * ```
 */
export function sliceInResin(client: RealClient, stlPath: string, options: ResinSliceOptions = {}): ResinSlice {
  const layerHeightMm = String(options.layerHeightMm ?? 0.1);
  const folder = mkdtempSync(join(tmpdir(), "vocalith-resin-"));
  try {
    const output = join(folder, "layers.sl1");
    const report = runClient(client, [
      "--export-sla",
      "--printer-technology",
      "SLA",
      "--supports-enable=0",
      "--pad-enable=0",
      "--layer-height",
      layerHeightMm,
      "--initial-layer-height",
      layerHeightMm,
      "--output",
      output,
      stlPath,
    ]);
    const files = unzipSync(readFileSync(output), { filter: ({ name }) => name.endsWith(".png") });
    const names = Object.keys(files).sort();
    if (names.length === 0) throw new Error(`prusa-slicer wrote no layers:\n${report}`);
    return { layers: names.length, ...countIslands(names.map((name) => () => toLayer(files[name]))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toLayer(png: Uint8Array | undefined) {
  const { data, width, channels } = decode(png ?? new Uint8Array(0));
  return { width, isCured: (pixel: number) => (data[pixel * channels] ?? 0) > 127, pixels: data.length / channels };
}
