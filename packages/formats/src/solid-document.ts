import type { Mesh } from "@vocalith/geometry";

/** A solid with all that a file can say of it beside its shape: what every writer of this package takes. */
export interface SolidDocument {
  /** The solid, in millimetres. */
  readonly mesh: Mesh;
  /** What it is called, such as the name of the recording. */
  readonly title: string;
  /** The code that cuts it again; absent for a mesh that no code made. */
  readonly code?: string;
  /** The stones that it is made of, each of one colour; every solid that facets name (`FacetSource.solid`) lies in one. Facets made by machining belong to none and take the first colour. */
  readonly bodies: readonly SolidBody[];
  /** More that is to be kept with the solid: provenance, check sums, versions; names without spaces. */
  readonly metadata: Readonly<Record<string, string>>;
  /** A picture of it, as the bytes of a PNG file. */
  readonly thumbnail?: Uint8Array;
}

/** One stone of a solid. */
export interface SolidBody {
  /** The solids of the union that are its own: from the first to before the last. */
  readonly solids: readonly [from: number, to: number];
  /** Colour as linear-light sRGB, 0 to 1 each. */
  readonly linearSrgb: readonly [number, number, number];
  /** Refractive index of its stone at 589 nm, such as 1.54 for quartz. */
  readonly refractiveIndex: number;
  /** Abbe number, how little its light is dispersed, such as 69 for quartz. */
  readonly abbeNumber: number;
}
