/** Where the light goes that meets the crown of a convex stone from straight above; shares of it. */
export interface TracedLight {
  /** Comes back up, surface reflections left out. */
  readonly returned: number;
  /** Goes out below. */
  readonly lost: number;
  /** Of what enters by the table: falls through the first facet of the pavilion that it meets, which shows as a window. */
  readonly windowed: number;
}

type Vector = [number, number, number];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const along = (a: Vector, b: Vector, factor: number): Vector => [
  a[0] + factor * b[0],
  a[1] + factor * b[1],
  a[2] + factor * b[2],
];

/** Share that is reflected where light of any polarization meets a surface, from the cosines in air and in stone (Fresnel 1823). */
function reflectance(inAir: number, inStone: number, refractiveIndex: number): number {
  const square = (inAir - refractiveIndex * inStone) / (inAir + refractiveIndex * inStone);
  const parallel = (refractiveIndex * inAir - inStone) / (refractiveIndex * inAir + inStone);
  return (square * square + parallel * parallel) / 2;
}

/**
 * Follows a grid of rays down into a stone, through refraction and reflection, until a hundredth of each is left.
 *
 * @param halfSpaces - Unit normals and distances; the table's normal is +z.
 * @param radius - Half the width of the grid.
 */
export function traceLight(
  halfSpaces: Float64Array,
  refractiveIndex: number,
  radius: number,
  raysAcross: number,
): TracedLight {
  const planes = Array.from({ length: halfSpaces.length / 4 }, (_, i) => ({
    normal: [...halfSpaces.subarray(4 * i, 4 * i + 3)] as Vector,
    distance: halfSpaces[4 * i + 3],
  }));
  let [rays, tableRays, returned, lost, windowed] = [0, 0, 0, 0, 0];
  for (let k = 0; k < raysAcross * raysAcross; k++) {
    const x = radius * ((2 * (k % raysAcross) + 1) / raysAcross - 1);
    const y = radius * ((2 * Math.floor(k / raysAcross) + 1) / raysAcross - 1);
    // The first surface from above is the lowest of the crown's planes here; beside the stone something else is lower still.
    const height = (up: boolean) =>
      planes
        .filter(({ normal }) => (up ? normal[2] > 1e-9 : normal[2] < -1e-9))
        .map((plane) => ({ plane, z: (plane.distance - plane.normal[0] * x - plane.normal[1] * y) / plane.normal[2] }))
        .reduce((best, next) => (up === next.z < best.z ? next : best));
    const { plane: entry, z } = height(true);
    const beside = planes.some(
      ({ normal, distance }) => Math.abs(normal[2]) < 1e-9 && normal[0] * x + normal[1] * y > distance,
    );
    if (beside || z <= height(false).z) continue;
    rays++;
    const isTable = entry.normal[2] > 1 - 1e-9;
    if (isTable) tableRays++;
    const cosineIn = entry.normal[2];
    const cosineStone = Math.sqrt(1 - (1 - cosineIn * cosineIn) / (refractiveIndex * refractiveIndex));
    let energy = 1 - reflectance(cosineIn, cosineStone, refractiveIndex);
    let direction = along([0, 0, -1 / refractiveIndex], entry.normal, cosineIn / refractiveIndex - cosineStone);
    let point: Vector = [x, y, z];
    for (let bounce = 0; energy > 0.01 && bounce < 60; bounce++) {
      let reach = Number.POSITIVE_INFINITY;
      let met = entry;
      for (const plane of planes) {
        const towards = dot(plane.normal, direction);
        const way = (plane.distance - dot(plane.normal, point)) / towards;
        if (towards > 1e-12 && way < reach) [reach, met] = [way, plane];
      }
      point = along(point, direction, reach);
      const cosine = dot(met.normal, direction);
      const sineSquaredOut = refractiveIndex * refractiveIndex * (1 - cosine * cosine);
      if (sineSquaredOut < 1) {
        const cosineOut = Math.sqrt(1 - sineSquaredOut);
        const kept = reflectance(cosineOut, cosine, refractiveIndex);
        const out = energy * (1 - kept);
        if (refractiveIndex * direction[2] + (cosineOut - refractiveIndex * cosine) * met.normal[2] > 0)
          returned += out;
        else lost += out;
        if (bounce === 0 && isTable && met.normal[2] < 0) windowed++;
        energy *= kept;
      }
      direction = along(direction, met.normal, -2 * cosine);
    }
  }
  return { returned: returned / rays, lost: lost / rays, windowed: windowed / tableRays };
}
