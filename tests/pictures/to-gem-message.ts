import type { GemBody } from "@vocalith/three";
import type { GemMessage } from "./gem-page.js";

/** A gem's body as plain data, for the way into a page. */
export function toGemMessage(gem: GemBody): GemMessage {
  const { mesh } = gem;
  return {
    color: gem.color,
    crystals: gem.crystals.map(({ halfSpaces }) => ({ halfSpaces: [...halfSpaces] })),
    individuals: gem.individuals?.map(({ color, crystals }) => ({ color, crystals })),
    mesh: {
      positions: [...mesh.positions],
      triangles: [...mesh.triangles],
      facetOfTriangle: [...mesh.facetOfTriangle],
      facets: mesh.facets,
    },
  };
}
