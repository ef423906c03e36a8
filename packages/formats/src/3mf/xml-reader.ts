import { SaxesParser, type SaxesTagNS } from "saxes";
import { ThreeMfError } from "./three-mf-error.js";

export type { SaxesTagNS as XmlTag } from "saxes";

/** What is told of an XML document as it is read. */
export interface XmlHandlers {
  open(tag: SaxesTagNS): void;
  close(tag: SaxesTagNS): void;
  text(text: string): void;
}

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const SCHEMA_INSTANCE_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance";

const PIECE_BYTES = 1 << 16;

/** Most bytes that a tag, a text or a comment may take: all of it is kept until it ends. */
const MOST_TOKEN_BYTES = 1 << 20;

/** Deeper nesting than any part of a 3MF file has. */
const MOST_DEPTH = 256;

/**
 * Reads an XML document given piece by piece, as strictly as 3MF asks (core specification 2.3.2): UTF-8, name spaces, no document type, hence no
 * entities of its own, nothing from the name spaces `xml` and `xsi` but `xml:lang`. Memory stays small whatever comes.
 *
 * @throws {@link ThreeMfError} for whatever is not so; from `write` and `finish` alike.
 */
export class XmlReader {
  readonly #part: string;
  readonly #parser = new SaxesParser({ xmlns: true, position: false });
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #depth = 0;
  #tokenBytes = 0;
  #passedLines = 0;
  /** Whether the tag that is read has an attribute of a name space. */
  #hasPrefix = false;

  constructor(part: string, handlers: XmlHandlers) {
    this.#part = part;
    const parser = this.#parser;
    parser.on("error", ({ message }) => {
      throw this.error(message.replace(/\.$/, ""), "well-formed XML 1.0", "Is the file damaged? Export it again.");
    });
    parser.on("xmldecl", ({ encoding }) => {
      if (encoding !== undefined && encoding.toUpperCase() !== "UTF-8") {
        throw this.error(`the encoding ${encoding}`, "UTF-8", "Export it again as UTF-8.");
      }
    });
    parser.on("doctype", () => {
      throw this.error(
        "a document type",
        "XML without one, as 3MF demands",
        "It may hold a bomb of entities; do not open it.",
      );
    });
    parser.on("attribute", ({ prefix }) => {
      if (prefix !== "" && prefix !== "xmlns") this.#hasPrefix = true;
    });
    parser.on("opentag", (tag) => {
      this.#tokenBytes = 0;
      if (++this.#depth > MOST_DEPTH)
        throw this.error(`${MOST_DEPTH} elements in each other`, "fewer", "Export it again.");
      this.#refuseReserved(tag);
      handlers.open(tag);
    });
    parser.on("closetag", (tag) => {
      this.#tokenBytes = 0;
      this.#depth--;
      handlers.close(tag);
    });
    const takeText = (text: string): void => {
      this.#tokenBytes = 0;
      handlers.text(text);
    };
    parser.on("text", takeText);
    parser.on("cdata", takeText);
    const passOver = (): void => {
      this.#tokenBytes = 0;
    };
    parser.on("comment", passOver);
    parser.on("processinginstruction", passOver);
  }

  /** Counts line ends of bytes that somebody else has read. */
  passLines(count: number): void {
    this.#passedLines += count;
  }

  /** An error with the place that reading has come to. */
  error(found: string, accepted: string, advice: string): ThreeMfError {
    return new ThreeMfError(found, accepted, advice, `line ${this.#parser.line + this.#passedLines} of ${this.#part}`);
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      this.#tokenBytes += piece.length;
      this.#parser.write(this.#decode(piece));
      if (this.#tokenBytes > MOST_TOKEN_BYTES) {
        throw this.error("a tag, text or comment of more than a mebibyte", "shorter ones", "Export it again.");
      }
    }
  }

  finish(): void {
    this.#parser.write(this.#decode());
    this.#parser.close();
  }

  #decode(piece?: Uint8Array): string {
    try {
      return this.#decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw this.error("bytes that are no UTF-8", "UTF-8", "Export it again as UTF-8.");
    }
  }

  #refuseReserved(tag: SaxesTagNS): void {
    if (tag.uri === XML_NAMESPACE || tag.uri === SCHEMA_INSTANCE_NAMESPACE) {
      throw this.error(`the element ${tag.name}`, "no elements of XML itself", "Export it again.");
    }
    if (!this.#hasPrefix) return;
    this.#hasPrefix = false;
    for (const name in tag.attributes) {
      const { uri, local } = tag.attributes[name];
      if (uri === SCHEMA_INSTANCE_NAMESPACE || (uri === XML_NAMESPACE && local !== "lang")) {
        throw this.error(`the attribute ${name}`, "no attributes of XML itself but xml:lang", "Export it again.");
      }
    }
  }
}
