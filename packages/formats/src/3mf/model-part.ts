import { MeshElements } from "./mesh-elements.js";
import {
  compositeObject,
  type ModelObject,
  meshObject,
  OBJECT_TYPES,
  type ObjectType,
  type Placing,
} from "./model-objects.js";
import { cutOpening, findOpening, PlainElements } from "./plain-elements.js";
import { PropertyGroups } from "./property-groups.js";
import { ModelMetadata } from "./read-metadata.js";
import { TagAttributes } from "./tag-attributes.js";
import type { ThreeMfError } from "./three-mf-error.js";
import {
  CORE_NAMESPACE,
  MATERIALS_NAMESPACE,
  PRODUCTION_NAMESPACE,
  TRIANGLE_SETS_NAMESPACE,
  VOCALITH_NAMESPACE,
} from "./three-mf-names.js";
import { XmlReader, type XmlTag } from "./xml-reader.js";

/** Millimetres of each unit of length (core specification 3.4). */
const MILLIMETRES: ReadonlyMap<string, number> = new Map([
  ["micron", 0.001],
  ["millimeter", 1],
  ["centimeter", 10],
  ["inch", 25.4],
  ["foot", 304.8],
  ["meter", 1000],
]);

/** Extensions that a file may require of us. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  CORE_NAMESPACE,
  MATERIALS_NAMESPACE,
  PRODUCTION_NAMESPACE,
  TRIANGLE_SETS_NAMESPACE,
  VOCALITH_NAMESPACE,
]);

/** Where each element of the core specification may stand; the root stands in nothing. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  model: [""],
  metadata: ["model", "metadatagroup"],
  resources: ["model"],
  build: ["model"],
  object: ["resources"],
  metadatagroup: ["object", "item"],
  mesh: ["object"],
  vertices: ["mesh"],
  vertex: ["vertices"],
  triangles: ["mesh"],
  triangle: ["triangles"],
  components: ["object"],
  component: ["components"],
  item: ["build"],
};

const NOTHING = new Uint8Array(0);

/** What a model part needs to know of the package around it. */
export interface ModelSurroundings {
  /** Whether the package has a part of this name. */
  hasPart(part: string): boolean;
  /** The objects of another model part; undefined in a part that may refer to none. */
  readonly objectsOf: ((part: string) => ModelPart) | undefined;
  /** Most triangles, of the file and of all that is to be built. */
  readonly maximumTriangles: number;
}

/** A 3D Model part, read. */
export interface ModelPart {
  readonly millimetresPerUnit: number;
  readonly metadata: ReadonlyMap<string, string>;
  readonly objects: ReadonlyMap<number, ModelObject>;
  readonly items: readonly Placing[];
}

/** Reads a 3D Model part element by element (core specification, chapters 3 to 5). Elements of name spaces that we do not know are passed over. */
export class ModelPartReader {
  readonly #surroundings: ModelSurroundings;
  readonly #reader: XmlReader;
  readonly #metadata: ModelMetadata;
  readonly #groups: PropertyGroups;
  readonly #objects = new Map<number, ModelObject>();
  readonly #items: Placing[] = [];
  /** The elements that are open, by local name. */
  readonly #path: string[] = [""];
  /** How many elements are open that we do not know. */
  #foreign = 0;
  #millimetresPerUnit = 1;
  /** Elements that come once, as far as they came: of the model, and of the object that is open. */
  readonly #ofModel = new Set<string>();
  readonly #ofObject = new Set<string>();
  #triangleCount = 0;
  /** Bytes whose rest is still to come. */
  #kept: Uint8Array = NOTHING;
  readonly #plain = new PlainElements();
  /** The element that has just been opened and whose own elements may be plain. */
  #plainParent: "vertices" | "triangles" | undefined;
  #object: { readonly id: number; readonly type: ObjectType; readonly tag: XmlTag } | undefined;
  #mesh: MeshElements | undefined;
  #components: Placing[] = [];
  #attributes: TagAttributes | undefined;

  constructor(part: string, surroundings: ModelSurroundings) {
    this.#surroundings = surroundings;
    this.#reader = new XmlReader(part, {
      open: (tag) => this.#open(tag),
      close: (tag) => this.#close(tag),
      text: (text) => this.#text(text),
    });
    this.#metadata = new ModelMetadata();
    this.#groups = new PropertyGroups((name) => surroundings.hasPart(name));
  }

  write(bytes: Uint8Array): void {
    let piece = bytes;
    if (this.#kept.length > 0) {
      piece = new Uint8Array(this.#kept.length + bytes.length);
      piece.set(this.#kept);
      piece.set(bytes, this.#kept.length);
      this.#kept = NOTHING;
    }
    let at = 0;
    while (at < piece.length) {
      if (this.#plainParent !== undefined && this.#mesh !== undefined) {
        this.#plain.read(piece, at, this.#mesh, this.#plainParent === "vertices");
        this.#reader.passLines(this.#plain.lines);
        this.#checkCounts();
        at = this.#plain.end;
        if (this.#plain.isCut) {
          this.#kept = piece.slice(at);
          return;
        }
        this.#plainParent = undefined;
      }
      const opening = findOpening(piece, at);
      if (opening < 0) {
        const cut = cutOpening(piece, at);
        this.#reader.write(piece.subarray(at, cut));
        this.#plainParent = undefined;
        this.#kept = piece.slice(cut);
        return;
      }
      // The tag's last byte alone: if the XML reader then opens the element, it stands right behind it, in no comment or text.
      this.#reader.write(piece.subarray(at, opening));
      this.#plainParent = undefined;
      this.#reader.write(piece.subarray(opening, opening + 1));
      at = opening + 1;
    }
  }

  finish(): ModelPart {
    this.#reader.write(this.#kept);
    this.#reader.finish();
    return {
      millimetresPerUnit: this.#millimetresPerUnit,
      metadata: this.#metadata.values,
      objects: this.#objects,
      items: this.#items,
    };
  }

  #open(tag: XmlTag): void {
    if (this.#foreign > 0) {
      this.#foreign++;
      return;
    }
    const { local, uri } = tag;
    this.#attributes ??= new TagAttributes(this.#reader, tag);
    const attributes = this.#attributes.of(tag);
    const parent = this.#path[this.#path.length - 1];
    const isKnown =
      (parent === "resources" && this.#groups.openResource(uri, local, attributes)) ||
      (this.#path[this.#path.length - 2] === "resources" && this.#groups.openMember(uri, local, attributes));
    if (!isKnown) {
      if (uri !== CORE_NAMESPACE) {
        if (parent === "")
          throw this.#refused(
            `the root element <${tag.name}> of ${JSON.stringify(uri)}`,
            "<model> of the core specification",
          );
        this.#foreign = 1;
        return;
      }
      if (!Object.hasOwn(PARENTS, local) || !PARENTS[local].includes(parent)) {
        throw this.#refused(
          `<${local}> in ${parent === "" ? "no element" : `<${parent}>`}`,
          "the elements of the core specification in their places",
        );
      }
      this.#openCore(local, tag, attributes);
    }
    this.#path.push(local);
  }

  #openCore(local: string, tag: XmlTag, attributes: TagAttributes): void {
    switch (local) {
      case "vertex":
        this.#mesh?.vertex(attributes);
        this.#checkCounts();
        return;
      case "triangle":
        this.#mesh?.triangle(attributes);
        this.#checkCounts();
        return;
      case "model":
        this.#openModel(tag, attributes);
        return;
      case "metadata":
        this.#metadata.open(attributes, this.#path[this.#path.length - 1] === "model");
        return;
      case "resources":
      case "build":
        if (local === "build" && !this.#ofModel.has("resources"))
          throw this.#refused("<build> before <resources>", "<resources> first");
        this.#takeOnce(this.#ofModel, local);
        return;
      case "object":
        this.#openObject(tag, attributes);
        return;
      case "mesh":
      case "components":
        if (this.#ofObject.has("mesh") || this.#ofObject.has("components")) {
          throw this.#refused("an object of two shapes", "one <mesh> or one <components>");
        }
        this.#openShape(local);
        return;
      case "vertices":
      case "triangles":
        if (local === "triangles" && !this.#ofObject.has("vertices"))
          throw this.#refused("<triangles> before <vertices>", "<vertices> first");
        this.#takeOnce(this.#ofObject, local);
        // Elements without a prefix are then of the core specification too.
        if (tag.prefix === "") this.#plainParent = local;
        return;
      case "component":
        this.#components.push(this.#placing(attributes));
        return;
      case "item":
        this.#openItem(attributes);
        return;
    }
  }

  #openModel(tag: XmlTag, attributes: TagAttributes): void {
    this.#metadata.openModel(tag);
    const unit = attributes.has("unit") ? attributes.required("unit") : "millimeter";
    const millimetres = MILLIMETRES.get(unit);
    if (millimetres === undefined)
      throw this.#refused(`the unit ${JSON.stringify(unit)}`, [...MILLIMETRES.keys()].join(", "));
    this.#millimetresPerUnit = millimetres;
    const required = attributes.has("requiredextensions") ? attributes.required("requiredextensions") : "";
    for (const prefix of required.split(/\s+/).filter((word) => word !== "")) {
      const uri = tag.ns[prefix];
      if (uri === undefined || !UNDERSTOOD.has(uri)) {
        throw this.#refused(
          `the required extension ${JSON.stringify(uri ?? prefix)}`,
          "files that require no more than materials, production and triangle sets",
        );
      }
    }
  }

  #openObject(tag: XmlTag, attributes: TagAttributes): void {
    const id = this.#groups.takeId(attributes);
    const type = attributes.has("type") ? attributes.required("type") : "model";
    if (!isObjectType(type))
      throw this.#refused(`an object of type ${JSON.stringify(type)}`, [...OBJECT_TYPES].join(", "));
    if (attributes.has("thumbnail") && !this.#surroundings.hasPart(attributes.required("thumbnail"))) {
      throw this.#refused(
        `the thumbnail ${attributes.required("thumbnail")}, which is not there`,
        "a part of the package",
      );
    }
    this.#object = { id, type, tag };
    this.#ofObject.clear();
    this.#mesh = undefined;
    this.#components = [];
  }

  #openShape(local: "mesh" | "components"): void {
    this.#ofObject.add(local);
    const tag = this.#object?.tag;
    if (tag === undefined) return;
    const attributes = new TagAttributes(this.#reader, tag);
    if (local === "mesh") this.#mesh = new MeshElements(this.#groups, attributes);
    else if (attributes.has("pid") || attributes.has("pindex")) {
      throw this.#refused("a property on an object of components", "properties on objects with a mesh");
    }
  }

  #openItem(attributes: TagAttributes): void {
    const item = this.#placing(attributes);
    if (item.object.holdsOther)
      throw this.#refused("an item to build of type other", "objects of the types that are built");
    this.#items.push(item);
    this.#checkSums(this.#items);
  }

  #close(tag: XmlTag): void {
    if (this.#foreign > 0) {
      this.#foreign--;
      return;
    }
    this.#path.pop();
    if (tag.uri !== CORE_NAMESPACE) return;
    if (tag.local === "metadata") this.#metadata.close();
    else if (tag.local === "object") this.#closeObject();
    else if (tag.local === "model") {
      for (const local of ["resources", "build"]) {
        if (!this.#ofModel.has(local)) throw this.#refused(`a model without <${local}>`, "<resources> and <build>");
      }
    }
  }

  #closeObject(): void {
    if (this.#object === undefined) return;
    const { id, type, tag } = this.#object;
    if (this.#mesh !== undefined) {
      const mesh = this.#mesh.finish(type, new TagAttributes(this.#reader, tag));
      this.#triangleCount += mesh.triangles.length / 3;
      this.#objects.set(id, meshObject(type, mesh));
    } else if (this.#components.length > 0) {
      this.#checkSums(this.#components);
      this.#objects.set(id, compositeObject(this.#components));
    } else throw this.#refused(`the object ${id} without a shape`, "a <mesh>, or <components> with one or more");
    this.#mesh = undefined;
  }

  #text(text: string): void {
    if (this.#foreign > 0) return;
    const element = this.#path[this.#path.length - 1];
    if (element === "metadata") {
      if (!this.#metadata.text(text)) throw this.#refused("metadata of more than a mebibyte", "shorter ones");
    } else if (element !== "" && /\S/.test(text))
      throw this.#refused(`text in <${element}>`, "text in <metadata> only");
  }

  /** What an item or a component names, and where it puts it; objects come before what refers to them, so nothing can hold itself. */
  #placing(attributes: TagAttributes): Placing {
    const id = attributes.id("objectid");
    const path = attributes.qualified(PRODUCTION_NAMESPACE, "path");
    const object = (path === undefined ? this.#objects : this.#objectsOf(path)).get(id);
    if (object === undefined) throw this.#refused(`objectid ${id}`, "the id of an object before it");
    return { object, transform: attributes.transform() };
  }

  #objectsOf(path: string): ReadonlyMap<number, ModelObject> {
    const { objectsOf } = this.#surroundings;
    if (objectsOf === undefined) throw this.#refused(`a path to ${path}`, "paths in the root model part only");
    const part = objectsOf(path);
    if (part.millimetresPerUnit !== this.#millimetresPerUnit) {
      throw this.#refused(`${path} of another unit`, "one unit in all model parts");
    }
    return part.objects;
  }

  #takeOnce(taken: Set<string>, local: string): void {
    if (taken.has(local)) throw this.#refused(`two <${local}>`, "one");
    taken.add(local);
  }

  /** What the file itself holds. */
  #checkCounts(): void {
    const { maximumTriangles } = this.#surroundings;
    const mesh = this.#mesh;
    if (mesh === undefined) return;
    if (this.#triangleCount + mesh.triangleCount > maximumTriangles || mesh.vertexCount > 3 * maximumTriangles) {
      throw this.#tooMany(`more than ${maximumTriangles} triangles, or three times as many vertices`);
    }
  }

  /** What placing them would make: a few components of components may be billions. */
  #checkSums(placings: readonly Placing[]): void {
    const { maximumTriangles } = this.#surroundings;
    const sum = compositeObject(placings);
    if (sum.triangleSum > maximumTriangles || sum.vertexSum > 3 * maximumTriangles || sum.visitSum > maximumTriangles) {
      throw this.#tooMany(`objects placed so often that they are ${sum.triangleSum} triangles`);
    }
  }

  #tooMany(found: string): ThreeMfError {
    return this.#reader.error(
      found,
      `${this.#surroundings.maximumTriangles} triangles at most`,
      "If you trust it, raise maximumTriangles.",
    );
  }

  #refused(found: string, accepted: string): ThreeMfError {
    return this.#reader.error(found, accepted, "Export it again from a repaired model.");
  }
}

function isObjectType(type: string): type is ObjectType {
  return OBJECT_TYPES.has(type);
}
