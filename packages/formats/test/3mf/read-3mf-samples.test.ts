import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { read3MF, ThreeMfError } from "../../src/index.js";

/** A clone of github.com/3MFConsortium/3mf-samples, or the folder in it that holds MUSTPASS and MUSTFAIL. */
const FOLDER = process.env.THREE_MF_SAMPLES;

const KINDS = ["MUSTPASS", "MUSTFAIL"] as const;

/**
 * MUSTFAIL files that core specification 1.3 allows: its schema takes attributes of other name spaces on `<vertices>` (since 1.2.3), and consumers are to pass
 * over metadata names they do not know, as a MUSTPASS file with such a name says too. A picture that is named but not there stops nobody from printing, and
 * PrusaSlicer writes such files.
 */
const ALLOWED = [
  "MUSTFAIL_Chapter2.1.3_PartsRelationships_NonExistThumbnailPart.3mf",
  "MUSTFAIL_Chapter2.3.2c_UndefinedNameSpaceInXDS.3mf",
  "MUSTFAIL_Chapter3.4.1a_MissingMetadataName.3mf",
];

/** The files of the corpus by kind. */
function corpus(folder: string): Record<(typeof KINDS)[number], string[]> {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".3mf"));
  const [MUSTPASS, MUSTFAIL] = KINDS.map((kind) => all.filter((name) => name.includes(`${kind}_`)).sort());
  return { MUSTPASS, MUSTFAIL };
}

describe("read3MF on the public samples", () => {
  it("accepts every MUSTPASS file and refuses the MUSTFAIL ones with its own error", (context) => {
    if (FOLDER === undefined) {
      const note = "THREE_MF_SAMPLES names no folder: clone github.com/3MFConsortium/3mf-samples and set it";
      process.stderr.write(`skipped: ${note}\n`);
      return context.skip(note);
    }
    const folder = FOLDER;
    const isAccepted = (name: string): boolean => {
      try {
        read3MF(readFileSync(join(folder, name)));
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(ThreeMfError);
        return false;
      }
    };
    const { MUSTPASS, MUSTFAIL } = corpus(folder);
    expect(MUSTPASS.length).toBeGreaterThanOrEqual(13);
    expect(MUSTFAIL.length).toBeGreaterThanOrEqual(38);
    expect(MUSTPASS.filter((name) => !isAccepted(name))).toEqual([]);
    const accepted = MUSTFAIL.filter(isAccepted).map((name) => name.slice(name.lastIndexOf("MUSTFAIL_")));
    expect(accepted).toEqual(ALLOWED);
  });
});
