import type { GemBody } from "@vocalith/three";

/** A gem's body as JSON: typed arrays become plain ones on their way into the page. */
export interface GemMessage {
  readonly color: GemBody["color"];
  readonly crystals: readonly { readonly halfSpaces: readonly number[] }[];
  readonly individuals: GemBody["individuals"];
  readonly mesh: {
    readonly positions: readonly number[];
    readonly triangles: readonly number[];
    readonly facetOfTriangle: readonly number[];
    readonly facets: GemBody["mesh"]["facets"];
  };
}

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

/** The gem's body that a message carries. */
export function fromGemMessage(message: GemMessage): GemBody {
  const { mesh } = message;
  return {
    color: message.color,
    crystals: message.crystals.map((crystal) => ({ halfSpaces: Float64Array.from(crystal.halfSpaces) })),
    ...(message.individuals && { individuals: message.individuals }),
    mesh: {
      positions: Float32Array.from(mesh.positions),
      triangles: Uint32Array.from(mesh.triangles),
      facetOfTriangle: Uint32Array.from(mesh.facetOfTriangle),
      facets: mesh.facets,
    },
  };
}
