/** How a solid is made of a material. */
export type MakingProcess = "print" | "cast" | "cut";

/** Where figures of a profile were published. */
export interface MaterialSource {
  /** Which figures, in words. */
  readonly figures: string;
  /** Who published them, and under what title. */
  readonly publication: string;
  /** The year of publication; of reading where the page names none. */
  readonly year: number;
}

/** What a laboratory asks of a solid in one material. `null` where the material sets no such limit. */
export interface MaterialProfile {
  /** The name to call it by, such as `resin`. */
  readonly name: MaterialName;
  /** What it is, in words. */
  readonly label: string;
  /** `print`: grown in layers; `cast`: printed in castable resin, then cast by the lost-wax process; `cut`: ground from a rough stone. */
  readonly process: MakingProcess;
  /** Density in g/cm3. */
  readonly densityGramsPerCm3: number;
  /** Walls thinner than this are refused, in mm. */
  readonly minimumWallMm: number | null;
  /** Walls thinner than this may break or warp, in mm. */
  readonly safeWallMm: number | null;
  /** Gaps narrower than this grow shut, in mm. */
  readonly minimumGapMm: number | null;
  /** Facets and edges smaller than this are not seen in the finished piece, in mm. */
  readonly minimumDetailMm: number | null;
  /** Where the solid is thicker than this it is better hollowed, in mm. */
  readonly hollowAboveMm: number | null;
  /** The wall to leave when hollowing, in mm. */
  readonly hollowWallMm: number | null;
  /** Diameter of the two holes through which a hollow is emptied, in mm. */
  readonly escapeHoleMm: number | null;
  /** What finishing may take off a surface, in mm; 0 where nothing is polished. */
  readonly polishingLossMm: number;
  /** The largest piece that is commonly made, its sides in mm, the shortest first. */
  readonly largestMm: readonly [number, number, number] | null;
  /** Where the figures come from. */
  readonly sources: readonly MaterialSource[];
}

/** The materials that profiles are kept for. */
export type MaterialName =
  | "resin"
  | "castable"
  | "nylon"
  | "silver"
  | "gold"
  | "gold-14k"
  | "platinum"
  | "brass"
  | "bronze"
  | "quartz"
  | "beryl"
  | "tourmaline"
  | "topaz"
  | "sapphire"
  | "zirconia"
  | "diamond"
  | "glass";

const source = (figures: string, publication: string, year: number): MaterialSource => ({ figures, publication, year });

const SLA_GUIDE = source("wall, detail and clearance", "Addema, Recommendations for SLA (after Formlabs)", 2026);
const DESKTOP_SLA = source("build volume", "Runsom, Geometry Restrictions in 3D Printing: desktop SLA", 2026);
const DRAINS = source("escape holes", "JLCPCB, 3D Printing Design Guidelines", 2026);
const CASTABLE_WALLS = source(
  "wire, shell and hollowing above 4 mm",
  "Formlabs white papers on castable jewelry patterns (2017), as restated by Saqlain Bullion, Minimum Wall Thickness for Jewelry CAM Printing and Casting",
  2026,
);
const CAST_WALLS = source("wall, detail and loss in polishing", "Gemwares, CAD file requirements for casting", 2026);
const CAST_SIZE = source("largest piece, 3 x 4 inches", "Gildform, 3D Model Design Requirements", 2026);
const STULLER = source("density", "Stuller, Where can I find the specific gravity of various materials?", 2012);
const ROMANOFF = source("density", "Romanoff, Calculate Weight and Metal: jewelry casting", 2026);
const GEM_SOCIETY = source("density", "International Gem Society, Specific Gravity Values of Selected Gems", 2026);

type Figures = Omit<MaterialProfile, "name">;

/** A metal that is cast from a print in castable resin. */
function cast(label: string, densityGramsPerCm3: number, density: MaterialSource): Figures {
  return {
    label,
    process: "cast",
    densityGramsPerCm3,
    minimumWallMm: 0.8,
    safeWallMm: 1,
    minimumGapMm: 0.3,
    minimumDetailMm: 0.3,
    hollowAboveMm: 4,
    hollowWallMm: 1.2,
    escapeHoleMm: 2.5,
    polishingLossMm: 0.25,
    largestMm: [76, 76, 102],
    sources: [density, CAST_WALLS, CASTABLE_WALLS, DRAINS, CAST_SIZE],
  };
}

/** A stone that is ground: its weight counts, and that grinding wheels reach every face. */
function cut(label: string, densityGramsPerCm3: number, density = GEM_SOCIETY): Figures {
  return {
    label,
    process: "cut",
    densityGramsPerCm3,
    minimumWallMm: null,
    safeWallMm: null,
    minimumGapMm: null,
    minimumDetailMm: null,
    hollowAboveMm: null,
    hollowWallMm: null,
    escapeHoleMm: null,
    polishingLossMm: 0,
    largestMm: null,
    sources: [density],
  };
}

const FIGURES: Readonly<Record<MaterialName, Figures>> = {
  resin: {
    label: "standard resin, stereolithography (SLA)",
    process: "print",
    densityGramsPerCm3: 1.15,
    minimumWallMm: 0.4,
    safeWallMm: 1,
    minimumGapMm: 0.5,
    minimumDetailMm: 0.4,
    hollowAboveMm: 4,
    hollowWallMm: 1.2,
    escapeHoleMm: 2.5,
    polishingLossMm: 0,
    largestMm: [145, 145, 175],
    sources: [
      source("density, 1.10 to 1.20 after curing", "ForMatter, Clear Photopolymer Resin", 2026),
      SLA_GUIDE,
      source("safe wall", "Materialise, Standard Resin design guide", 2026),
      CASTABLE_WALLS,
      DRAINS,
      DESKTOP_SLA,
    ],
  },
  castable: {
    label: "castable resin, burnt out for lost-wax casting",
    process: "print",
    densityGramsPerCm3: 1.09,
    minimumWallMm: 0.3,
    safeWallMm: 0.7,
    minimumGapMm: 0.5,
    minimumDetailMm: 0.3,
    hollowAboveMm: 4,
    hollowWallMm: 0.7,
    escapeHoleMm: 2.5,
    polishingLossMm: 0,
    largestMm: [145, 145, 175],
    sources: [
      source("density", "K. Kramer, Casting with BlueCast", 2026),
      CASTABLE_WALLS,
      SLA_GUIDE,
      DRAINS,
      DESKTOP_SLA,
    ],
  },
  nylon: {
    label: "nylon PA 12, selective laser sintering (SLS)",
    process: "print",
    densityGramsPerCm3: 0.93,
    minimumWallMm: 0.7,
    safeWallMm: 1,
    minimumGapMm: 0.5,
    minimumDetailMm: 0.8,
    hollowAboveMm: 9,
    hollowWallMm: 2,
    escapeHoleMm: 3.5,
    polishingLossMm: 0,
    largestMm: [300, 300, 300],
    sources: [
      source("density of EOS PA 2200", "additive.tools, PA12", 2026),
      source("wall", "Brisk, Design Guidelines for 3D printing PA12 with SLS", 2026),
      source("safe wall, clearance and hollowing", "Materialise, PA 12 (SLS) design guidelines", 2026),
      source("detail and escape holes", "Addema, Recommendations for SLS", 2026),
      source("build volume", "Runsom, Geometry Restrictions in 3D Printing: SLS", 2026),
    ],
  },
  silver: cast("sterling silver 925, cast and polished", 10.4, STULLER),
  gold: cast("yellow gold 18 k (750), cast and polished", 15.58, STULLER),
  "gold-14k": cast("yellow gold 14 k (585), cast and polished", 13.07, STULLER),
  platinum: cast("platinum 950, cast and polished", 20.7, ROMANOFF),
  brass: cast("brass, cast and polished", 8.4, STULLER),
  bronze: cast("bronze, cast and polished", 8.8, ROMANOFF),
  quartz: cut("quartz, cut", 2.65),
  beryl: cut("beryl (emerald, aquamarine), cut", 2.72),
  tourmaline: cut("tourmaline, cut", 3.06),
  topaz: cut("topaz, cut", 3.53),
  sapphire: cut("sapphire (corundum), cut", 4),
  zirconia: cut("cubic zirconia, cut", 5.8),
  diamond: cut("diamond, cut", 3.52),
  glass: cut("optical glass N-BK7, cut", 2.51, source("density", "Schott, N-BK7 data sheet", 2014)),
};

/**
 * What laboratories ask of a solid, by material: limits from the design guides of printing and casting services, densities from data sheets
 * and gemmological tables; `docs/materials.md` names each with its address. They are common limits, not those of one machine: a
 * laboratory that publishes its own may put them in a profile of its own.
 *
 * @example
 * ```ts
 * import { MATERIAL_PROFILES } from "@vocalith/geometry";
 *
 * console.log(MATERIAL_PROFILES.silver.minimumWallMm); // 0.8
 * ```
 */
export const MATERIAL_PROFILES: Readonly<Record<MaterialName, MaterialProfile>> = Object.fromEntries(
  Object.entries(FIGURES).map(([name, figures]) => [name, { name, ...figures }]),
) as Record<MaterialName, MaterialProfile>;
