/** Stands in the place of the next facet where there is none. */
export const END_OF_FACETS = -99_999;
/** What every known file has between refractive index and gear offset; nobody says what it means. */
export const TRAILER_MARK = 0x7fff;
/** Headings, and as many footnotes. */
export const NOTE_LINES = 4;

/** An angle in degrees to ten digits after the point: coarser than what computing it from a plane loses, finer than any dial. A culet stays -0. */
export function roundAngle(degrees: number): number {
  return Object.is(degrees, -0) ? -0 : Number(degrees.toFixed(10));
}

/** An index to nine digits after the point, as 0 to below the number of teeth. */
export function roundIndex(index: number, gear: number): number {
  const teeth = Math.abs(gear);
  const rounded = Number((index - teeth * Math.floor(index / teeth)).toFixed(9));
  return rounded >= teeth ? rounded - teeth : rounded;
}

/** A distance to twelve digits. */
export function roundDistance(distance: number): number {
  return Number(distance.toPrecision(12));
}
