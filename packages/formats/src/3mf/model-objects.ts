import type { Transform } from "./transform.js";

/** What an object is for (core specification, chapter 4). */
export type ObjectType = "model" | "solidsupport" | "support" | "surface" | "other";

export const OBJECT_TYPES: ReadonlySet<string> = new Set([
  "model",
  "solidsupport",
  "support",
  "surface",
  "other",
] satisfies ObjectType[]);

/** Triangles as an object holds them, in the model's unit. */
export interface ObjectMesh {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  /** sRGB red, green, blue and alpha of each triangle, red highest; 0 where it has no colour. */
  readonly colors: Uint32Array;
}

/** One placing of an object. */
export interface Placing {
  readonly object: ModelObject;
  readonly transform: Transform | undefined;
}

/** An object: a mesh of its own or a composition of others. The sums count every placing of every part. */
export interface ModelObject {
  readonly mesh: ObjectMesh | undefined;
  readonly components: readonly Placing[];
  /** Whether it is, or holds, an object of type "other", which is not to be built. */
  readonly holdsOther: boolean;
  readonly vertexSum: number;
  readonly triangleSum: number;
  /** How many objects are visited to place it. */
  readonly visitSum: number;
}

/** An object of one mesh; supports are not part of the solid and count nothing. */
export function meshObject(type: ObjectType, mesh: ObjectMesh): ModelObject {
  const isSolid = type !== "support" && type !== "solidsupport";
  return {
    mesh: isSolid ? mesh : undefined,
    components: [],
    holdsOther: type === "other",
    vertexSum: isSolid ? mesh.positions.length / 3 : 0,
    triangleSum: isSolid ? mesh.triangles.length / 3 : 0,
    visitSum: 1,
  };
}

/** An object of others. */
export function compositeObject(components: readonly Placing[]): ModelObject {
  const sum = (of: (object: ModelObject) => number): number =>
    components.reduce((total, { object }) => total + of(object), 0);
  return {
    mesh: undefined,
    components,
    holdsOther: components.some(({ object }) => object.holdsOther),
    vertexSum: sum((object) => object.vertexSum),
    triangleSum: sum((object) => object.triangleSum),
    visitSum: 1 + sum((object) => object.visitSum),
  };
}
