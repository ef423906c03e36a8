import type { MeasurableMesh } from "@vocalith/geometry";
import { CRYSTAL_SYSTEMS, FIELD_MAXIMA, type FormCode } from "../code/gem-code.js";
import { primaryNormals } from "../cuts/crystal/mineral.js";
import type { CutName } from "../cuts/cut-name.js";
import { distinctFaces } from "./crystal-turns.js";
import {
  evenOut,
  FIT_ERRORS,
  fitShare,
  nearestCosine,
  type Orientation,
  orientCrystal,
  type ShapingFaces,
  turnedBack,
} from "./orient-crystal.js";
import { readBrilliant } from "./read-brilliant.js";
import { type Facets, readFacets } from "./read-facets.js";
import { readForms, type TurnedFace } from "./read-forms.js";

/** What the angles of a stone tell of its species: all of a code's species but the shade and the purity, which are colour alone. */
export interface MeasuredSpecies {
  /** How the stone is cut. */
  readonly cut: CutName;
  /** Place in {@link CRYSTAL_SYSTEMS}. */
  readonly system: number;
  /** Height of the resonance, 0 to 63: the axial ratio, or the angle of a brilliant's crown mains. */
  readonly resonance: number;
  /** The four forms beside those that shape the crystals, in the order of the code. */
  readonly forms: readonly FormCode[];
  /** Share of the surface whose angles are explained by crystals of this mineral, 0 to 1; below about a third the stone is hardly one of ours. */
  readonly explained: number;
}

/** Faces looked at, and pairs of neighbours tried, for each mineral there may be. */
const CONSIDERED = 64;
const PAIRS_TRIED = 40;
/** So many of the minerals that fit best are looked at more closely. */
const FINALISTS = 12;
/** The same for further crystals, once the mineral is known. */
const FURTHER_CONSIDERED = 400;
const FURTHER_PAIRS_TRIED = 24;
const MOST_CRYSTALS = 33;
/** A crystal that shows this much less than the clearest one says nothing. */
const LEAST_SCORE = 0.004;

/**
 * A goniometer: reads the species of a stone from the angles between its faces alone, at any size and turned in any way, as Steno (1669)
 * and Carangeot (1780) told minerals. Works on any surface of triangles, such as an STL that was written and read again, with six digits a
 * coordinate or more. A `brilliant` is known by its table and girdle, and its tiers are read as scales. Else each mineral that the law knows is turned
 * so that neighbouring faces fall on faces of its shaping forms; the one that explains most is the stone's, and faces beside them tell the other
 * forms.
 *
 * Of 535 real voices' crystal cuts all came out in every step, and of 700 random codes' 694; the others hide a form. A brilliant tells
 * all steps exactly but the slope of the first form, which its pavilion tells within one. Takes .15 s, a brilliant 5 ms.
 *
 * @param mesh - Finite coordinates in mm. Names of facets are not needed and not read.
 * @returns What was read, or `undefined` where no two faces fit any mineral.
 * @throws MeasureError `malformed` for coordinates that are not finite and vertices that are not there.
 *
 * @example
 * ```ts
 * import { readSTL } from "@vocalith/formats";
 * import { CRYSTAL_SYSTEMS, measureSpecies } from "vocalith";
 * declare const bytes: Uint8Array;
 * const species = measureSpecies(readSTL(bytes));
 * if (species) console.log(CRYSTAL_SYSTEMS[species.system], species.resonance, species.forms);
 * ```
 */
export function measureSpecies(mesh: MeasurableMesh): MeasuredSpecies | undefined {
  const facets = readFacets(mesh);
  const free = new Uint8Array(facets.areas.length).fill(1);
  const brilliant = readBrilliant(facets);
  if (brilliant !== undefined) return { cut: "brilliant", ...brilliant, explained: 1 };
  const mineral = likeliestMineral(facets, free);
  if (mineral === undefined) return undefined;

  const { system, resonance, shaping } = mineral;
  const beside: TurnedFace[] = [];
  let orientation: Orientation | undefined = mineral.orientation;
  for (let crystal = 0; crystal < MOST_CRYSTALS && orientation !== undefined; crystal++) {
    const evened = evenOut(facets, shaping, orientation, free, FURTHER_CONSIDERED);
    if (evened.score < LEAST_SCORE * mineral.orientation.score) break;
    beside.push(...takeCrystal(facets, shaping, evened, free));
    orientation = orientCrystal(facets, shaping, free, FURTHER_CONSIDERED, FURTHER_PAIRS_TRIED);
  }
  const whole = facets.areas.reduce((sum, area) => sum + area, 0);
  const unexplained = facets.areas.reduce((sum, area, face) => sum + (free[face] ? area : 0), 0);
  return {
    cut: "crystal",
    system,
    resonance,
    forms: readForms(beside, system, resonance),
    explained: 1 - unexplained / whole,
  };
}

interface LikelyMineral {
  readonly system: number;
  readonly resonance: number;
  readonly shaping: ShapingFaces;
  readonly orientation: Orientation;
}

/** Of all minerals the one whose shaping faces explain most: roughly first, then those that did best more closely. */
function likeliestMineral(facets: Facets, free: Uint8Array): LikelyMineral | undefined {
  const likely: LikelyMineral[] = [];
  for (let system = 0; system < CRYSTAL_SYSTEMS.length; system++) {
    for (let resonance = 0; resonance <= FIELD_MAXIMA.species.resonance; resonance++) {
      const shaping = {
        normals: primaryNormals(system, resonance),
        distinct: distinctFaces(system, resonance),
      };
      const orientation = orientCrystal(facets, shaping, free, CONSIDERED, PAIRS_TRIED);
      if (orientation !== undefined) likely.push({ system, resonance, shaping, orientation });
    }
  }
  return likely
    .sort((a, b) => b.orientation.score - a.orientation.score)
    .slice(0, FINALISTS)
    .map((mineral) => ({
      ...mineral,
      orientation: evenOut(facets, mineral.shaping, mineral.orientation, free, FURTHER_CONSIDERED),
    }))
    .sort((a, b) => b.orientation.score - a.orientation.score)[0];
}

/** Marks the faces that fit a crystal as taken, and gives the others that meet them in outward edges, in the crystal's own frame. */
function takeCrystal(
  { normals, areas, errors, pairs }: Facets,
  shaping: ShapingFaces,
  { rotation }: Orientation,
  free: Uint8Array,
): TurnedFace[] {
  const taken = new Set<number>();
  for (let face = 0; face < areas.length; face++) {
    if (!free[face]) continue;
    const cosine = nearestCosine(shaping.normals, ...turnedBack(rotation, normals, face));
    if (fitShare(cosine, FIT_ERRORS * errors[face]) > 0) taken.add(face);
  }
  const beside = neighboursOf(taken, pairs);
  // Where corners are cut more than once, the last cut meets none of the shaping faces.
  for (const face of neighboursOf(beside, pairs)) if (free[face]) beside.add(face);
  for (const face of taken) {
    free[face] = 0;
    beside.delete(face);
  }
  return [...beside].map((face) => ({
    area: areas[face],
    error: errors[face],
    direction: turnedBack(rotation, normals, face),
  }));
}

function neighboursOf(faces: ReadonlySet<number>, pairs: ArrayLike<number>): Set<number> {
  const neighbours = new Set<number>();
  for (let i = 0; i < pairs.length; i += 2) {
    if (faces.has(pairs[i])) neighbours.add(pairs[i + 1]);
    if (faces.has(pairs[i + 1])) neighbours.add(pairs[i]);
  }
  return neighbours;
}
