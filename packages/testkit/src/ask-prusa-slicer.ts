import type { RealClient } from "./real-client.js";
import { runClient } from "./run-client.js";

/** What `prusa-slicer --info` says of an STL file. */
export interface PrusaSlicerVerdict {
  readonly isManifold: boolean;
  readonly parts: number;
  readonly volumeMm3: number;
  /** Every line that is there only when the file was mended, such as `facets_reversed = 12`. */
  readonly repairs: readonly string[];
  /** Not manifold, a repair line, parts but one, a volume that is not above 0; empty when the slicer is content. */
  readonly problems: readonly string[];
}

/** The lines of a file that needed nothing. */
const PLAIN_LINES = /^(size|min|max)_[xyz]$|^(number_of_facets|manifold|number_of_parts|volume)$/;

/**
 * Lets PrusaSlicer load an STL file and reads what it says; its exit code says nothing. It does not see self-intersections,
 * edges shared by four triangles, or numbers that are not finite.
 *
 * @throws Error when it cannot be run, does not end, or could not load the file
 * @example
 * ```ts
 * import { askPrusaSlicer, realClient } from "@vocalith/testkit";
 * const slicer = realClient("prusa-slicer");
 * const problems = slicer === undefined ? [] : askPrusaSlicer(slicer, "gem.stl").problems;
 * ```
 */
export function askPrusaSlicer(client: RealClient, stlPath: string): PrusaSlicerVerdict {
  const report = runClient(client, ["--info", stlPath]);
  const lines = [...report.matchAll(/^(\w+) = +(.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));
  const read = (name: string): string => {
    const line = lines.find((each) => each.name === name);
    if (line === undefined) throw new Error(`prusa-slicer's report lacks "${name}":\n${report}`);
    return line.value.trim();
  };
  const isManifold = read("manifold") === "yes";
  const parts = Number(read("number_of_parts"));
  const volumeMm3 = Number(read("volume"));
  const repairs = lines.filter(({ name }) => !PLAIN_LINES.test(name)).map(({ name, value }) => `${name} = ${value}`);
  return {
    isManifold,
    parts,
    volumeMm3,
    repairs,
    problems: [
      ...(isManifold ? [] : ["manifold = no"]),
      ...repairs,
      ...(parts === 1 ? [] : [`number_of_parts = ${parts}`]),
      ...(volumeMm3 > 0 ? [] : [`volume = ${volumeMm3}`]),
    ],
  };
}
