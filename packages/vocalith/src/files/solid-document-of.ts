import type { SolidBody, SolidDocument } from "@vocalith/formats";
import { abbeNumber, facetingMaterial } from "../cuts/brilliant/faceting-material.js";
import { catalogueNumber } from "../fabricate/catalogue-number.js";
import type { Gem } from "../gem.js";
import { parseVoices } from "../twin/twin-code.js";
import { fileText, gemMetadata } from "./gem-metadata.js";

/** What a file says of a gem that the gem does not know itself. */
export interface SolidDocumentOptions {
  /** What the stone is called, such as the name of its recording. Default `Voice gem` and its catalogue number. */
  readonly title?: string;
  /** A picture of it, as the bytes of a PNG file. Default none. */
  readonly thumbnail?: Uint8Array;
}

/**
 * A gem as every writer of `@vocalith/formats` takes it: the solid, its colours and its stone's optics, and whatever is to be kept with it.
 *
 * Its optics are those of the mineral that its species is faceted from: of its own crystal system, of the higher refractive index the clearer the voice.
 *
 * @returns Plain data that shares the gem's mesh; see {@link SolidDocument}.
 *
 * @example
 * ```ts
 * import { writeSTL } from "@vocalith/formats";
 * import { cutGem, solidDocumentOf } from "vocalith";
 * declare const code: string;
 *
 * const bytes: Uint8Array = writeSTL(solidDocumentOf(await cutGem(code), { title: "Ana, first take" }));
 * ```
 */
export function solidDocumentOf(gem: Gem, options: SolidDocumentOptions = {}): SolidDocument {
  const voices = parseVoices(gem.code);
  const bodies = gem.individuals.map(({ color, crystals }, i): SolidBody => {
    const material = facetingMaterial(voices[i].species);
    return {
      solids: crystals,
      linearSrgb: color.linearSrgb,
      refractiveIndex: material.refractiveIndex,
      abbeNumber: abbeNumber(material),
    };
  });
  return {
    mesh: gem.mesh,
    title: fileText(options.title ?? "") || `Voice gem ${catalogueNumber(gem.code)}`,
    code: gem.code,
    bodies,
    metadata: gemMetadata(gem),
    ...(options.thumbnail && { thumbnail: options.thumbnail }),
  };
}
