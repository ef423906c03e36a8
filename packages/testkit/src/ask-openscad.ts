import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { RealClient } from "./real-client.js";
import { runClient } from "./run-client.js";
import { triangleSoup } from "./triangle-soup.js";
import { volumeOf } from "./volume-of.js";

/** What OpenSCAD says of a mesh file as a solid. */
export interface OpenscadVerdict {
  /** Whether every edge has two facets: CGAL's word for a 2-manifold. */
  readonly isSimple: boolean;
  /** Solids, not counting the space around. */
  readonly solids: number;
  /** Of what CGAL made of it. */
  readonly volumeMm3: number;
  /** Not simple, solids but one, a volume that is not above 0, warnings and errors in its words; empty when OpenSCAD is content. */
  readonly problems: readonly string[];
}

/**
 * Lets OpenSCAD take a mesh file (STL, OFF, AMF, 3MF where it was built so) for a solid of CGAL's, exact numbers and all: a cube far away is
 * taken from it, because a mesh alone is passed on unseen. Takes seconds for a few thousand triangles.
 *
 * @throws Error when OpenSCAD cannot be run or does not end
 * @example
 * ```ts
 * import { askOpenscad, realClient } from "@vocalith/testkit";
 * const openscad = realClient("openscad");
 * const problems = openscad === undefined ? [] : askOpenscad(openscad, "gem.stl").problems;
 * ```
 */
export function askOpenscad(client: RealClient, path: string): OpenscadVerdict {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-openscad-"));
  try {
    const [script, stl] = [join(folder, "solid.scad"), join(folder, "solid.stl")];
    const file = JSON.stringify(resolve(path));
    writeFileSync(script, `difference() { import(${file}); translate([1e6, 0, 0]) cube(1); }\n`);
    const report = runClient(client, ["-o", stl, "--export-format", "binstl", script]);
    const isSimple = /Simple:\s+yes/.test(report);
    const solids = Number(/Volumes:\s+(\d+)/.exec(report)?.[1] ?? 1) - 1;
    const volumeMm3 = isSimple ? volumeOf(triangleSoup(readFileSync(stl))) : 0;
    return {
      isSimple,
      solids,
      volumeMm3,
      problems: [
        ...report.split("\n").filter((line) => /^(WARNING|ERROR)/.test(line)),
        ...(isSimple ? [] : ["Simple: no"]),
        ...(solids === 1 ? [] : [`${solids} solids`]),
        ...(volumeMm3 > 0 ? [] : [`volume ${volumeMm3}`]),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
