import { catalogueNumber, type Gem, type GemMachining } from "vocalith";

/** What `cut --json` prints for one gem. */
export interface CutReport {
  /** The sound file; of a twin both, joined by ` + `. */
  readonly recording: string;
  readonly code: string;
  /** The short number that `--engrave` engraves. */
  readonly catalogueNumber: string;
  readonly files: readonly WrittenFile[];
  readonly measure: {
    readonly sizeMm: readonly [number, number, number];
    readonly volumeMm3: number;
    readonly areaMm2: number;
    readonly facets: number;
    readonly triangles: number;
    readonly crystals: number;
  };
  readonly printable: {
    /** Whether none of the following is amiss. */
    readonly sound: boolean;
    readonly watertight: boolean;
    readonly manifold: boolean;
    readonly oriented: boolean;
    readonly components: number;
    readonly selfIntersections: number;
  };
  /** What was done to the stone; absent where nothing was. */
  readonly machining?: GemMachining;
}

/** One file that was written. */
export interface WrittenFile {
  readonly path: string;
  readonly format: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** The report on one gem and its files. */
export function cutReport(recording: string, gem: Gem, files: readonly WrittenFile[]): CutReport {
  const measure = gem.measure();
  const { watertight, manifold, oriented, components, selfIntersections } = measure;
  return {
    recording,
    code: gem.code,
    catalogueNumber: catalogueNumber(gem.code),
    files,
    measure: {
      sizeMm: measure.sizeMm,
      volumeMm3: measure.volumeMm3,
      areaMm2: measure.areaMm2,
      facets: measure.facets,
      triangles: measure.triangles,
      crystals: gem.crystals.length,
    },
    printable: {
      sound: watertight && manifold && oriented && components === 1 && selfIntersections === 0,
      watertight,
      manifold,
      oriented,
      components,
      selfIntersections,
    },
    ...(gem.machining && { machining: gem.machining }),
  };
}
