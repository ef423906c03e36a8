import type { TagAttributes } from "./tag-attributes.js";
import { VOCALITH_NAMESPACE, VOCALITH_PREFIX } from "./three-mf-names.js";
import type { XmlTag } from "./xml-reader.js";

const MOST_CHARACTERS = 1 << 20;

/** The metadata of a model as its elements come in (core specification 3.4.1); those of objects and items are checked but not kept. */
export class ModelMetadata {
  /** By name; ours have the prefix `vocalith`, whatever the file calls it, all others the name as written. */
  readonly values = new Map<string, string>();
  /** Prefixes that the model declares. */
  #prefixes: Readonly<Record<string, string>> = {};
  #name: string | undefined;
  #text = "";

  /** Takes the prefixes of the model's own element. */
  openModel(tag: XmlTag): void {
    this.#prefixes = tag.ns;
  }

  open(attributes: TagAttributes, isOfModel: boolean): void {
    const name = attributes.required("name").trim();
    const [prefix, local, ...more] = name.split(":");
    let key = name;
    if (local !== undefined) {
      const uri = prefix === "" ? undefined : this.#prefixes[prefix];
      if (uri === undefined || local === "" || more.length > 0) {
        throw attributes.error(`metadata named ${JSON.stringify(name)}`, "prefixes that the model declares");
      }
      if (uri === VOCALITH_NAMESPACE) key = `${VOCALITH_PREFIX}:${local}`;
    }
    if (isOfModel && this.values.has(key)) throw attributes.error(`metadata named ${name} twice`, "each name once");
    if (isOfModel) this.values.set(key, "");
    this.#name = isOfModel ? key : undefined;
    this.#text = "";
  }

  /** Takes more of the text; false when there is too much of it, as comments between may make. */
  text(text: string): boolean {
    this.#text += text;
    return this.#text.length <= MOST_CHARACTERS;
  }

  close(): void {
    if (this.#name !== undefined) this.values.set(this.#name, this.#text);
    this.#name = undefined;
  }
}
