import type { ThreeMfError } from "./three-mf-error.js";
import { parseTransform, type Transform } from "./transform.js";
import type { XmlReader, XmlTag } from "./xml-reader.js";

/** ST_ResourceIndex and ST_ResourceID of the schema: whole numbers below 2^31. */
const MOST_INDEX = 0x80000000;
const WHOLE_NUMBER = /^\s*\+?\d+\s*$/;

/** ST_Number of the schema. */
const DECIMAL = /^\s*[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

/** ST_ColorValue of the schema: sRGB in hexadecimal, with alpha or without. */
const COLOR = /^#(?:[0-9A-Fa-f]{2}){3,4}$/;

/** The attributes of an element by the types of the schema; each method throws where there is none such. */
export class TagAttributes {
  readonly #reader: XmlReader;
  #tag: XmlTag;

  constructor(reader: XmlReader, tag: XmlTag) {
    this.#reader = reader;
    this.#tag = tag;
  }

  /** Takes the attributes of another element. */
  of(tag: XmlTag): this {
    this.#tag = tag;
    return this;
  }

  error(found: string, accepted: string): ThreeMfError {
    return this.#reader.error(found, accepted, "Export it again from a repaired model.");
  }

  has(name: string): boolean {
    return this.#tag.attributes[name] !== undefined;
  }

  required(name: string): string {
    const value = this.#tag.attributes[name]?.value;
    if (value === undefined)
      throw this.error(`<${this.#tag.name}> without ${name}`, `${name} on each <${this.#tag.name}>`);
    return value;
  }

  /** An attribute of a name space. */
  qualified(uri: string, local: string): string | undefined {
    for (const name in this.#tag.attributes) {
      const attribute = this.#tag.attributes[name];
      if (attribute.uri === uri && attribute.local === local) return attribute.value;
    }
    return undefined;
  }

  number(name: string): number {
    const text = this.required(name);
    const value = Number(text);
    // A finite float32, spelled as a decimal: `Number` alone takes hexadecimal and the empty text as well.
    if (!Number.isFinite(Math.fround(value)) || !DECIMAL.test(text))
      throw this.#refused(name, "a finite decimal number");
    return value;
  }

  /** A whole number from 0. */
  index(name: string): number {
    return this.#whole(name, this.required(name));
  }

  /** A whole number from 1, that names a resource. */
  id(name = "id"): number {
    const value = this.index(name);
    if (value === 0) throw this.#refused(name, "a whole number from 1");
    return value;
  }

  /** A list of whole numbers. */
  indices(name: string): number[] {
    return this.required(name)
      .trim()
      .split(/\s+/)
      .map((word) => this.#whole(name, word));
  }

  /** Red, green, blue and alpha as one number, red highest. */
  color(name: string): number {
    const text = this.required(name).trim();
    if (!COLOR.test(text)) throw this.#refused(name, "#RRGGBB or #RRGGBBAA");
    return Number(`0x${text.slice(1).padEnd(8, "F")}`);
  }

  /** The transform, where there is one that changes anything. */
  transform(): Transform | undefined {
    const text = this.#tag.attributes.transform?.value;
    const transform = text === undefined ? undefined : parseTransform(text);
    if (transform === false) throw this.#refused("transform", "twelve finite numbers that keep a solid solid");
    return transform;
  }

  #whole(name: string, text: string): number {
    const value = Number(text);
    if (!(value < MOST_INDEX) || !WHOLE_NUMBER.test(text))
      throw this.#refused(name, `a whole number below ${MOST_INDEX}`);
    return value;
  }

  #refused(name: string, accepted: string): ThreeMfError {
    const text = this.required(name);
    const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
    return this.error(`${name} ${shown} on <${this.#tag.name}>`, accepted);
  }
}
