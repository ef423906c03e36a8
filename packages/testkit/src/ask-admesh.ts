import type { RealClient } from "./real-client.js";
import { runClient } from "./run-client.js";

/** What admesh says of an STL file. */
export interface AdmeshVerdict {
  readonly facets: number;
  readonly parts: number;
  readonly volumeMm3: number;
  /** Its counters of what was wrong or had to be changed, by its own words; all 0 for a sound file. */
  readonly counters: Readonly<Record<string, number>>;
  /** Counters that are not 0, parts but one, a volume that is not above 0, in words; empty when admesh is content. */
  readonly problems: readonly string[];
}

/** Before a repair and after: what the file was like is what counts. */
const FACET_STATUS = [
  "Facets with 1 disconnected edge",
  "Facets with 2 disconnected edges",
  "Facets with 3 disconnected edges",
  "Total disconnected facets",
] as const;

const STATISTICS = [
  "Degenerate facets",
  "Edges fixed",
  "Facets removed",
  "Facets added",
  "Facets reversed",
  "Backwards edges",
  "Normals fixed",
] as const;

/**
 * Lets admesh examine an STL file and reads its report. It does not see self-intersections, edges shared by four triangles,
 * or numbers that are not finite.
 *
 * @throws Error when admesh cannot be run, does not end, or its report lacks a line
 * @example
 * ```ts
 * import { askAdmesh, realClient } from "@vocalith/testkit";
 * const admesh = realClient("admesh");
 * const problems = admesh === undefined ? [] : askAdmesh(admesh, "gem.stl").problems;
 * ```
 */
export function askAdmesh(client: RealClient, stlPath: string): AdmeshVerdict {
  const report = runClient(client, [stlPath]);
  const read = (name: string): number => {
    const match = report.match(new RegExp(`${name}\\s*:\\s*(-?[\\d.]+)`));
    if (match === null) throw new Error(`admesh's report lacks "${name}":\n${report}`);
    return Number(match[1]);
  };
  const counters = Object.fromEntries([...FACET_STATUS, ...STATISTICS].map((name) => [name, read(name)]));
  const parts = read("Number of parts");
  const volumeMm3 = read("Volume");
  return {
    facets: read("Number of facets"),
    parts,
    volumeMm3,
    counters,
    problems: [
      ...Object.entries(counters)
        .filter(([, value]) => value !== 0)
        .map(([name, value]) => `${name}: ${value}`),
      ...(parts === 1 ? [] : [`Number of parts: ${parts}`]),
      ...(volumeMm3 > 0 ? [] : [`Volume: ${volumeMm3}`]),
    ],
  };
}
