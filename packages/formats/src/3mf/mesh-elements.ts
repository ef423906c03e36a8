import { GrowingFloat32, GrowingUint32 } from "../text/growing-array.js";
import type { ObjectMesh, ObjectType } from "./model-objects.js";
import type { PropertyGroups } from "./property-groups.js";
import type { TagAttributes } from "./tag-attributes.js";

/** Fewest triangles that enclose anything. */
const LEAST_OF_A_SOLID = 4;

/** The mesh of one object as its elements come in. */
export class MeshElements {
  readonly #groups: PropertyGroups;
  readonly #objectGroup: number | undefined;
  readonly #objectColor: number;
  readonly #positions = new GrowingFloat32();
  readonly #triangles = new GrowingUint32();
  readonly #colors = new GrowingUint32();

  /**
   * @param attributes - Those of the object: its own property is that of triangles without one.
   */
  constructor(groups: PropertyGroups, attributes: TagAttributes) {
    this.#groups = groups;
    if (attributes.has("pindex") && !attributes.has("pid"))
      throw attributes.error("pindex without pid", "both or neither");
    this.#objectGroup = attributes.has("pid") ? attributes.id("pid") : undefined;
    this.#objectColor =
      this.#objectGroup === undefined
        ? 0
        : this.#color(attributes, this.#objectGroup, attributes.has("pindex") ? attributes.index("pindex") : 0);
  }

  get triangleCount(): number {
    return this.#triangles.length / 3;
  }

  get vertexCount(): number {
    return this.#positions.length / 3;
  }

  vertex(attributes: TagAttributes): void {
    this.pushVertex(attributes.number("x"), attributes.number("y"), attributes.number("z"));
  }

  triangle(attributes: TagAttributes): void {
    const a = this.#corner(attributes, "v1");
    const b = this.#corner(attributes, "v2");
    const c = this.#corner(attributes, "v3");
    if (a === b || b === c || c === a)
      throw attributes.error(`a triangle of the vertices ${a}, ${b}, ${c}`, "three different vertices");
    this.#triangles.push(a);
    this.#triangles.push(b);
    this.#triangles.push(c);
    this.#colors.push(attributes.has("p1") ? this.#triangleColor(attributes) : this.#objectColor);
  }

  /** A vertex of three finite numbers. */
  pushVertex(x: number, y: number, z: number): void {
    this.#positions.push(x);
    this.#positions.push(y);
    this.#positions.push(z);
  }

  /** A triangle, where all that it refers to is there and its vertices differ; else false, and nothing is taken in. */
  pushTriangle(a: number, b: number, c: number, pid: number | undefined, p1: number | undefined): boolean {
    const { vertexCount } = this;
    if (a >= vertexCount || b >= vertexCount || c >= vertexCount || a === b || b === c || c === a) return false;
    const color = p1 === undefined ? this.#objectColor : this.#groups.get(pid ?? this.#objectGroup ?? 0)?.colors[p1];
    if (color === undefined || pid === 0) return false;
    this.#triangles.push(a);
    this.#triangles.push(b);
    this.#triangles.push(c);
    this.#colors.push(color);
    return true;
  }

  finish(type: ObjectType, attributes: TagAttributes): ObjectMesh {
    const least = type === "model" || type === "solidsupport" ? LEAST_OF_A_SOLID : 1;
    if (this.vertexCount < 3 || this.triangleCount < least) {
      throw attributes.error(
        `a mesh of ${this.vertexCount} vertices and ${this.triangleCount} triangles`,
        `three vertices and ${least} triangles or more`,
      );
    }
    return { positions: this.#positions.finish(), triangles: this.#triangles.finish(), colors: this.#colors.finish() };
  }

  #corner(attributes: TagAttributes, name: string): number {
    const vertex = attributes.index(name);
    if (vertex >= this.vertexCount)
      throw attributes.error(`vertex ${vertex} of ${this.vertexCount}`, "vertices that are there");
    return vertex;
  }

  /** The colour of its first corner: who draws no gradients takes that one for all. */
  #triangleColor(attributes: TagAttributes): number {
    const id = attributes.has("pid") ? attributes.id("pid") : this.#objectGroup;
    if (id === undefined)
      throw attributes.error("a triangle with p1 and no pid", "a pid on the triangle or its object");
    const first = attributes.index("p1");
    const color = this.#color(attributes, id, first);
    for (const name of ["p2", "p3"]) {
      if (!attributes.has(name)) continue;
      const other = attributes.index(name);
      this.#color(attributes, id, other);
      if (other !== first && this.#groups.get(id)?.kind === "basematerials") {
        throw attributes.error("a gradient between base materials", "one material a triangle");
      }
    }
    return color;
  }

  #color(attributes: TagAttributes, id: number, index: number): number {
    const group = this.#groups.get(id);
    if (group === undefined) throw attributes.error(`pid ${id}`, "the id of a property group before it");
    if (index >= group.colors.length)
      throw attributes.error(`property ${index} of ${group.colors.length}`, "properties that are there");
    return group.colors[index];
  }
}
