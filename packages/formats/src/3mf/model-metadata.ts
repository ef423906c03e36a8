import type { SolidDocument } from "../solid-document.js";
import { VOCALITH_PREFIX, WELL_KNOWN_METADATA } from "./three-mf-names.js";
import { ThreeMfWriteError } from "./three-mf-write-error.js";
import { xmlText } from "./xml-text.js";

/** An XML name without a colon, in ASCII. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * The metadata elements of a solid, in the order given: title, program, code, then the rest. Names that the core specification
 * defines stand as they are, all others in our name space.
 *
 * @throws {@link ThreeMfWriteError} for a name that XML cannot hold or that is given twice.
 */
export function modelMetadata(document: SolidDocument): string {
  const entries: [name: string, value: string][] = [["Title", document.title]];
  if (document.metadata.Application === undefined) entries.push(["Application", "vocalith"]);
  if (document.code !== undefined) entries.push(["code", document.code]);
  entries.push(...Object.entries(document.metadata));
  const seen = new Set<string>();
  return entries
    .map(([name, value]) => {
      if (!PLAIN_NAME.test(name)) {
        throw new ThreeMfWriteError(
          `metadata named ${JSON.stringify(name)}`,
          "ASCII letters, digits, _ . and -, a letter or _ first",
        );
      }
      if (seen.has(name))
        throw new ThreeMfWriteError(
          `metadata named ${name} twice`,
          "each name once; title and code have their own fields",
        );
      seen.add(name);
      const text = xmlText(value, `the metadata ${name}`);
      return WELL_KNOWN_METADATA.has(name)
        ? `<metadata name="${name}">${text}</metadata>\n`
        : `<metadata name="${VOCALITH_PREFIX}:${name}" preserve="1">${text}</metadata>\n`;
    })
    .join("");
}
