import type { GemCadDesign, GemCadTier } from "../../src/index.js";

/** Every so many teeth from a first one on, round the gear, labelled at the first. */
const around = (first: number, step: number, distance: number, label: string) =>
  Array.from({ length: Math.round(96 / Math.abs(step)) }, (_, i) => ({
    index: (first + i * step + 96) % 96,
    distance,
    label: i === 0 ? label : "",
  }));

const tier = (angleDegrees: number, facets: GemCadTier["facets"]): GemCadTier => ({ name: "", angleDegrees, facets });

/** The standard round brilliant of GemCad for Windows' User's Guide: its angles, distances and teeth. */
export const ROUND_BRILLIANT: GemCadDesign = {
  gear: 96,
  gearOffset: 0,
  refractiveIndex: 1.54,
  symmetryFolds: 8,
  mirror: true,
  headings: ["Standard Round Brilliant", "GemCad for Windows User's Guide", " "],
  footnotes: [],
  tiers: [
    tier(-90, around(93, -6, 1.02653281, "G")),
    tier(-42.5, around(93, -6, 0.61819401, "1")),
    tier(-41.5, around(0, -12, 0.61701256, "2")),
    tier(34, around(3, 6, 0.6844447, "A")),
    tier(28, around(0, 12, 0.6089643, "B")),
    tier(16, around(6, 12, 0.50613241, "C")),
    tier(0, [{ index: 0, distance: 0.36450932, label: "T" }]),
  ],
};
