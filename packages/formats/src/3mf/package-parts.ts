import { type InflateBudget, inflateEntry } from "./inflate-entry.js";
import { ThreeMfError } from "./three-mf-error.js";
import {
  CONTENT_TYPES_NAMESPACE,
  PRINT_TICKET_TYPE,
  RELATIONSHIPS_NAMESPACE,
  START_PART_TYPE,
} from "./three-mf-names.js";
import { XmlReader, type XmlTag } from "./xml-reader.js";
import type { ZipEntry } from "./zip-directory.js";
import { readZipDirectory } from "./zip-directory.js";

/** A link from one part of a package to another. */
export interface Relationship {
  readonly type: string;
  /** The part's name, from the root and with its slash. */
  readonly target: string;
}

/** Types whose target must be there (core specification 2.1.1). A picture's need not: PrusaSlicer links to one that it does not always write. */
const NEEDED_TARGETS: ReadonlySet<string> = new Set([START_PART_TYPE, PRINT_TICKET_TYPE]);

/** The parts of a 3MF file as the Open Packaging Conventions (ECMA-376-2) name, type and link them. */
export class PackageParts {
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #budget: InflateBudget;
  readonly #typeOfExtension = new Map<string, string>();
  readonly #typeOfPart = new Map<string, string>();

  constructor(bytes: Uint8Array, budget: InflateBudget) {
    this.#entries = readZipDirectory(bytes);
    this.#budget = budget;
    this.#readContentTypes();
  }

  /** Whether there is such a part; names begin with a slash. */
  has(part: string): boolean {
    return this.#entries.has(part.slice(1).toLowerCase());
  }

  /** The content type of a part; undefined when the package says none. */
  contentType(part: string): string | undefined {
    const key = part.toLowerCase();
    return this.#typeOfPart.get(key) ?? this.#typeOfExtension.get(key.slice(key.lastIndexOf(".") + 1));
  }

  /** Inflates a part piece by piece. */
  read(part: string, take: (piece: Uint8Array) => void): void {
    const entry = this.#entries.get(part.slice(1).toLowerCase());
    if (entry === undefined)
      throw new ThreeMfError(`no part ${part}`, "every part that is referred to", "Export it again.");
    inflateEntry(entry, this.#budget, take);
  }

  /** The whole of a part in memory of its own. */
  readWhole(part: string): Uint8Array<ArrayBuffer> {
    const pieces: Uint8Array[] = [];
    this.read(part, (piece) => pieces.push(piece.slice()));
    const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  /** The links of a part, those of the package for "/"; checked, and never leading out of it. */
  relationships(source: string): Relationship[] {
    const slash = source.lastIndexOf("/");
    const folder = source.slice(0, slash + 1);
    const part = `${folder}_rels/${source.slice(slash + 1)}.rels`;
    if (!this.has(part)) return [];
    const links: Relationship[] = [];
    const ids = new Set<string>();
    this.#readTags(part, RELATIONSHIPS_NAMESPACE, "Relationships", (tag, reader) => {
      if (tag.local !== "Relationship") return;
      const id = tag.attributes.Id?.value;
      const type = tag.attributes.Type?.value;
      const written = tag.attributes.Target?.value;
      if (id === undefined || type === undefined || written === undefined) {
        throw reader.error("a relationship that lacks Id, Type or Target", "all three", "Export it again.");
      }
      if (ids.has(id)) throw reader.error(`two relationships ${id}`, "each Id once", "Export it again.");
      ids.add(id);
      const target = tag.attributes.TargetMode?.value === "External" ? undefined : resolvePart(folder, written);
      if (target === undefined) {
        throw reader.error(
          `a link to ${JSON.stringify(written)}`,
          "links to parts of the same package",
          "Put all parts into the file.",
        );
      }
      if (links.some((link) => link.type === type && link.target === target)) {
        throw reader.error(`two links of one type to ${target}`, "one", "Export it again.");
      }
      if (NEEDED_TARGETS.has(type) && !this.has(target)) {
        throw reader.error(
          `a link to ${target}, which is not there`,
          "every part that is referred to",
          "Export it again.",
        );
      }
      links.push({ type, target });
    });
    return links;
  }

  #readContentTypes(): void {
    const part = "/[Content_Types].xml";
    if (!this.has(part))
      throw new ThreeMfError("no part [Content_Types].xml", "a 3MF package", "Is it another kind of archive?");
    this.#readTags(part, CONTENT_TYPES_NAMESPACE, "Types", (tag, reader) => {
      const key = (tag.local === "Default" ? tag.attributes.Extension : tag.attributes.PartName)?.value.toLowerCase();
      const type = tag.attributes.ContentType?.value;
      const types = tag.local === "Default" ? this.#typeOfExtension : this.#typeOfPart;
      if (key === undefined || type === undefined || types.has(key)) {
        throw reader.error(
          `a content type that lacks its name or comes twice`,
          "one for each name",
          "Export it again.",
        );
      }
      types.set(key, type);
    });
  }

  /** Tells of all elements below the root, which must be this one. */
  #readTags(part: string, namespace: string, root: string, take: (tag: XmlTag, reader: XmlReader) => void): void {
    let isRoot = true;
    const reader = new XmlReader(part, {
      open: (tag) => {
        if (isRoot && (tag.uri !== namespace || tag.local !== root)) {
          throw reader.error(
            `the root element ${tag.name}`,
            `${root} of the packaging conventions`,
            "Export it again.",
          );
        }
        if (!isRoot && tag.uri === namespace) take(tag, reader);
        isRoot = false;
      },
      close: () => {},
      text: () => {},
    });
    this.read(part, (piece) => reader.write(piece));
    reader.finish();
  }
}

/** The part that a target names, seen from a folder; undefined for what leads out of the package. */
export function resolvePart(folder: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|[\\?#]/i.test(target) || target === "") return undefined;
  const segments: string[] = [];
  for (const segment of (target.startsWith("/") ? target : folder + target).split("/").slice(1)) {
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}
