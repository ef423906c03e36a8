/** Unpolarised reflectance by Fresnel's equations; `ratio` is the index on the ray's side over the index beyond. */
export function fresnel(cosine: number, ratio: number): number {
  const sineSquared = ratio * ratio * (1 - cosine * cosine);
  if (sineSquared >= 1) return 1;
  const beyond = Math.sqrt(1 - sineSquared);
  const s = (ratio * cosine - beyond) / (ratio * cosine + beyond);
  const p = (ratio * beyond - cosine) / (ratio * beyond + cosine);
  return 0.5 * (s * s + p * p);
}

/**
 * Snell's law in vectors: the way beyond a surface is `ratio` times the way before it and so much of the normal that it leaves along. 0 for the
 * root where light is reflected totally.
 *
 * @param cosine Of the angle between the way and that normal, above 0.
 */
export function refractedPart(cosine: number, ratio: number): number {
  return Math.sqrt(Math.max(0, 1 - ratio * ratio * (1 - cosine * cosine))) - ratio * cosine;
}
