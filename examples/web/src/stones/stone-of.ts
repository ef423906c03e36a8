import { bounds } from "@vocalith/geometry";
import { catalogueNumber, type GemSketch } from "vocalith";
import type { Stone } from "./stone.js";

/** What is seen of a gem or of its sketch, as plain data; its arrays are the gem's own. */
export function stoneOf(gem: GemSketch, id: number): Stone {
  const { code, cut, sizeMm, crystals, color, mesh } = gem;
  const individuals = gem.individuals.map(({ features: _features, ...individual }) => individual);
  const [{ durationSeconds }] = individuals;
  return {
    id,
    code,
    catalogueNumber: catalogueNumber(code),
    cut,
    sizeMm,
    crystals,
    color,
    individuals,
    mesh,
    sidesMm: sidesOf(mesh.positions),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
}

function sidesOf(positions: Float32Array): [number, number, number] {
  const { maximum, minimum } = bounds(positions);
  return [maximum[0] - minimum[0], maximum[1] - minimum[1], maximum[2] - minimum[2]];
}
