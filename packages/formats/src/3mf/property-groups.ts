import type { TagAttributes } from "./tag-attributes.js";
import { CORE_NAMESPACE, MATERIALS_NAMESPACE } from "./three-mf-names.js";

/** Kinds of groups that a triangle may take a property of. */
type PropertyKind = "basematerials" | "colorgroup" | "texture2dgroup" | "compositematerials" | "multiproperties";

/** The members of each kind of group. */
const MEMBERS: Readonly<Record<PropertyKind, string>> = {
  basematerials: "base",
  colorgroup: "color",
  texture2dgroup: "tex2coord",
  compositematerials: "composite",
  multiproperties: "multi",
};

/** A group of properties: how many, and their colours where they have plain ones. */
export interface PropertyGroup {
  readonly kind: PropertyKind;
  /** sRGB red, green, blue, alpha of each member, red highest; 0 where its colour is not plain. */
  readonly colors: number[];
}

const TEXTURE_CONTENT: ReadonlySet<string> = new Set(["image/png", "image/jpeg"]);

/**
 * The resources of a model beside its objects: materials, colours, textures and their mixtures (core specification chapter 5, materials extension chapters
 * 2 to 6). Ids are unique among all resources, the objects' included.
 */
export class PropertyGroups {
  readonly #hasPart: (part: string) => boolean;
  readonly #ids = new Set<number>();
  readonly #groups = new Map<number, PropertyGroup>();
  readonly #textures = new Set<number>();
  #open: PropertyGroup | undefined;

  constructor(hasPart: (part: string) => boolean) {
    this.#hasPart = hasPart;
  }

  /** A group by the id that a `pid` names. */
  get(id: number): PropertyGroup | undefined {
    return this.#groups.get(id);
  }

  /** The id of a new resource. */
  takeId(attributes: TagAttributes): number {
    const id = attributes.id();
    if (this.#ids.has(id)) throw attributes.error(`two resources of id ${id}`, "each id once");
    this.#ids.add(id);
    return id;
  }

  /** Whether an element right below the resources is one of these, not an object; it is then taken in. */
  openResource(uri: string, local: string, attributes: TagAttributes): boolean {
    this.#open = undefined;
    if (uri !== (local === "basematerials" ? CORE_NAMESPACE : MATERIALS_NAMESPACE)) return false;
    const id = this.takeId(attributes);
    if (local === "texture2d") this.#takeTexture(id, attributes);
    if (!isPropertyKind(local)) return true;
    if (local === "texture2dgroup" && !this.#textures.has(attributes.index("texid"))) {
      throw attributes.error(
        `texid ${attributes.index("texid")}, which is no texture`,
        "the id of a texture2d before it",
      );
    }
    if (local === "compositematerials") this.#checkComposite(attributes);
    if (local === "multiproperties") this.#checkLayers(attributes);
    this.#open = { kind: local, colors: [] };
    this.#groups.set(id, this.#open);
    return true;
  }

  /** Whether an element is a member of the group that was opened last; it is then taken in. */
  openMember(uri: string, local: string, attributes: TagAttributes): boolean {
    const group = this.#open;
    if (group === undefined || local !== MEMBERS[group.kind]) return false;
    if (uri !== (group.kind === "basematerials" ? CORE_NAMESPACE : MATERIALS_NAMESPACE)) return false;
    let color = 0;
    switch (group.kind) {
      case "basematerials":
        attributes.required("name");
        color = attributes.color("displaycolor");
        break;
      case "colorgroup":
        color = attributes.color("color");
        break;
      case "texture2dgroup":
        attributes.number("u");
        attributes.number("v");
        break;
      case "compositematerials":
        attributes.required("values");
        break;
      default:
        attributes.indices("pindices");
    }
    group.colors.push(color);
    return true;
  }

  #takeTexture(id: number, attributes: TagAttributes): void {
    const path = attributes.required("path");
    if (!path.startsWith("/") || !this.#hasPart(path))
      throw attributes.error(`the texture ${path}`, "a part of the package");
    const content = attributes.required("contenttype");
    if (!TEXTURE_CONTENT.has(content))
      throw attributes.error(`a texture of content type ${JSON.stringify(content)}`, "image/png or image/jpeg");
    this.#textures.add(id);
  }

  #checkComposite(attributes: TagAttributes): void {
    const material = attributes.index("matid");
    const group = this.#groups.get(material);
    if (group?.kind !== "basematerials")
      throw attributes.error(`matid ${material}`, "the id of base materials before it");
    for (const index of attributes.indices("matindices")) {
      if (index >= group.colors.length)
        throw attributes.error(`material ${index} of ${group.colors.length}`, "materials that are there");
    }
  }

  /** One material at most, in the first layer, one group of colours at most, and no layers of layers. */
  #checkLayers(attributes: TagAttributes): void {
    const kinds = attributes.indices("pids").map((id) => this.#groups.get(id)?.kind);
    const materials = kinds.filter((kind) => kind === "basematerials" || kind === "compositematerials");
    if (
      materials.length > 1 ||
      kinds.filter((kind) => kind === "colorgroup").length > 1 ||
      kinds.includes("multiproperties")
    ) {
      throw attributes.error(
        `layers of ${kinds.map((kind) => kind ?? "something else").join(", ")}`,
        "one material and one group of colours at most, no multiproperties",
      );
    }
    if (materials.length === 1 && kinds[0] !== materials[0])
      throw attributes.error("a material above other layers", "a material as the first layer");
  }
}

function isPropertyKind(local: string): local is PropertyKind {
  return Object.hasOwn(MEMBERS, local);
}
