import type { ObjectMesh, Placing } from "./model-objects.js";
import { ThreeMfError } from "./three-mf-error.js";
import { concatenate, determinant, type Transform } from "./transform.js";

/** All that is to be built, as one mesh in millimetres. */
export interface PlacedMesh {
  readonly positions: Float32Array<ArrayBuffer>;
  readonly triangles: Uint32Array<ArrayBuffer>;
  /** Four bytes a triangle: red, green, blue, alpha; undefined where no triangle has a colour. */
  readonly colors: Uint8Array<ArrayBuffer> | undefined;
}

/** Puts the meshes of all items where their transforms say. The sums of the items must have been found to fit in memory. */
export function placeItems(items: readonly Placing[], millimetresPerUnit: number): PlacedMesh {
  const vertexCount = items.reduce((sum, { object }) => sum + object.vertexSum, 0);
  const triangleCount = items.reduce((sum, { object }) => sum + object.triangleSum, 0);
  const positions = new Float32Array(3 * vertexCount);
  const triangles = new Uint32Array(3 * triangleCount);
  const colors = new Uint8Array(4 * triangleCount);
  let hasColor = false;
  let vertex = 0;
  let triangle = 0;
  // Last in, first out: what is to come first is put in last.
  const pending = [...items].reverse();
  for (let placing = pending.pop(); placing !== undefined; placing = pending.pop()) {
    const { object, transform } = placing;
    for (let i = object.components.length - 1; i >= 0; i--) {
      const component = object.components[i];
      pending.push({ object: component.object, transform: concatenate(component.transform, transform) });
    }
    const { mesh } = object;
    if (mesh === undefined) continue;
    placeVertices(positions, 3 * vertex, mesh.positions, transform, millimetresPerUnit);
    placeTriangles(
      triangles,
      3 * triangle,
      mesh.triangles,
      vertex,
      transform !== undefined && determinant(transform) < 0,
    );
    hasColor = placeColors(colors, 4 * triangle, mesh) || hasColor;
    vertex += mesh.positions.length / 3;
    triangle += mesh.triangles.length / 3;
  }
  return { positions, triangles, colors: hasColor ? colors : undefined };
}

function placeVertices(
  placed: Float32Array,
  start: number,
  positions: Float32Array,
  transform: Transform | undefined,
  scale: number,
): void {
  if (transform === undefined && scale === 1) {
    placed.set(positions, start);
    return;
  }
  const [a, b, c, d, e, f, g, h, i, u, v, w] = transform ?? [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
  for (let at = 0; at < positions.length; at += 3) {
    const x = positions[at];
    const y = positions[at + 1];
    const z = positions[at + 2];
    placed[start + at] = scale * (x * a + y * d + z * g + u);
    placed[start + at + 1] = scale * (x * b + y * e + z * h + v);
    placed[start + at + 2] = scale * (x * c + y * f + z * i + w);
  }
  for (let at = start; at < start + positions.length; at++) {
    if (!Number.isFinite(placed[at])) {
      throw new ThreeMfError(
        "a coordinate beyond what float32 holds",
        "objects of a size that can be made",
        "Check the unit and the transforms.",
      );
    }
  }
}

/** A mirrored object is turned inside out by its transform; the volume must keep its sign (core specification 3.3), so its triangles are turned too. */
function placeTriangles(
  placed: Uint32Array,
  start: number,
  triangles: Uint32Array,
  firstVertex: number,
  isMirrored: boolean,
): void {
  for (let i = 0; i < triangles.length; i += 3) {
    placed[start + i] = firstVertex + triangles[i];
    placed[start + i + 1] = firstVertex + triangles[isMirrored ? i + 2 : i + 1];
    placed[start + i + 2] = firstVertex + triangles[isMirrored ? i + 1 : i + 2];
  }
}

function placeColors(placed: Uint8Array, start: number, { colors }: ObjectMesh): boolean {
  let hasColor = false;
  for (let i = 0; i < colors.length; i++) {
    const color = colors[i];
    if (color === 0) continue;
    hasColor = true;
    placed[start + 4 * i] = color >>> 24;
    placed[start + 4 * i + 1] = (color >>> 16) & 0xff;
    placed[start + 4 * i + 2] = (color >>> 8) & 0xff;
    placed[start + 4 * i + 3] = color & 0xff;
  }
  return hasColor;
}
