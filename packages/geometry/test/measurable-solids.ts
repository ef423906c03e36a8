import type { MeasurableMesh } from "../src/index.js";

export type { MeasurableMesh };

/** Meshes side by side in one. */
export function together(...meshes: readonly MeasurableMesh[]): MeasurableMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const mesh of meshes) {
    const first = positions.length / 3;
    positions.push(...mesh.positions);
    triangles.push(...Array.from(mesh.triangles, (vertex) => vertex + first));
  }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

/** A mesh scaled about the origin, then shifted along x, y and z alike. */
export function moved(mesh: MeasurableMesh, factor: number, shift: number): MeasurableMesh {
  return { positions: mesh.positions.map((x) => factor * x + shift), triangles: mesh.triangles };
}

/** The same surface with its inside out. */
export function insideOut(mesh: MeasurableMesh): MeasurableMesh {
  return {
    positions: mesh.positions,
    triangles: mesh.triangles.map((_, h, all) => all[h % 3 === 0 ? h : h % 3 === 1 ? h + 1 : h - 1]),
  };
}

/** A mesh turned by a rotation matrix, row by row; in double precision. */
export function rotated(mesh: MeasurableMesh, m: ArrayLike<number>): MeasurableMesh & { positions: Float64Array } {
  const positions = new Float64Array(mesh.positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      for (let j = 0; j < 3; j++) positions[i + k] += m[3 * k + j] * mesh.positions[i + j];
    }
  }
  return { ...mesh, positions };
}

/** The same mesh with its vertices numbered anew, its triangles in another order and begun at other corners. */
export function shuffled(mesh: MeasurableMesh, random: () => number): MeasurableMesh {
  const order = shuffle(mesh.triangles.length / 3, random);
  const place = shuffle(mesh.positions.length / 3, random);
  const positions = mesh.positions.slice();
  place.forEach((to, from) => {
    for (let k = 0; k < 3; k++) positions[3 * to + k] = mesh.positions[3 * from + k];
  });
  const triangles = Uint32Array.from(
    order.flatMap((t) => {
      const first = Math.floor(random() * 3);
      return [0, 1, 2].map((k) => place[mesh.triangles[3 * t + ((first + k) % 3)]]);
    }),
  );
  const facetOfTriangle = mesh.facetOfTriangle && Uint32Array.from(order, (t) => mesh.facetOfTriangle?.[t] ?? 0);
  return { ...mesh, positions, triangles, facetOfTriangle };
}

function shuffle(count: number, random: () => number): number[] {
  const list = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

/** A box from corner to corner. */
export function box(low: readonly number[], high: readonly number[]): MeasurableMesh {
  const positions = Float64Array.from({ length: 24 }, (_, i) => (((i / 3) >> (i % 3)) & 1 ? high[i % 3] : low[i % 3]));
  const quads = [0, 4, 6, 2, 1, 3, 7, 5, 0, 1, 5, 4, 2, 6, 7, 3, 0, 2, 3, 1, 4, 5, 7, 6];
  return { positions, triangles: Uint32Array.from(fansOf(quads)) };
}

function fansOf(quads: readonly number[]): number[] {
  return quads.flatMap((_, i) =>
    i % 4 === 0 ? [quads[i], quads[i + 1], quads[i + 2], quads[i], quads[i + 2], quads[i + 3]] : [],
  );
}

/** A ball of `rings` parallels and twice as many meridians, its vertices on the sphere. */
export function ball(radius: number, rings: number, centre: readonly number[] = [0, 0, 0]): MeasurableMesh {
  const around = 2 * rings;
  const profile = Array.from({ length: rings - 1 }, (_, i) => {
    const angle = (Math.PI * (i + 1)) / rings;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });
  const positions = [0, 0, -radius];
  for (const [r, z] of profile) {
    for (let j = 0; j < around; j++) {
      const angle = (2 * Math.PI * j) / around;
      positions.push(r * Math.cos(angle), r * Math.sin(angle), z);
    }
  }
  positions.push(0, 0, radius);
  const top = positions.length / 3 - 1;
  const triangles: number[] = [];
  for (let j = 0; j < around; j++) {
    const next = (j + 1) % around;
    triangles.push(0, 1 + next, 1 + j, top, top - around + j, top - around + next);
    for (let i = 0; i + 2 < rings; i++) {
      const low = 1 + i * around;
      const high = low + around;
      triangles.push(...fansOf([low + j, low + next, high + next, high + j]));
    }
  }
  return {
    positions: Float64Array.from(positions, (x, i) => x + centre[i % 3]),
    triangles: Uint32Array.from(triangles),
  };
}

/** What a closed profile in the half-plane x > 0, run round counter-clockwise, sweeps about the z axis in `around` steps. */
export function ring(profile: readonly (readonly number[])[], around: number): MeasurableMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  const size = profile.length;
  for (let j = 0; j < around; j++) {
    const angle = (2 * Math.PI * j) / around;
    for (const [x, z] of profile) positions.push(x * Math.cos(angle), x * Math.sin(angle), z);
    const next = ((j + 1) % around) * size;
    for (let i = 0; i < size; i++) {
      const after = (i + 1) % size;
      triangles.push(...fansOf([j * size + i, next + i, next + after, j * size + after]));
    }
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}
