import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { askAdmesh, askManifold, askPrusaSlicer, checkSolid, needRealClient } from "@vocalith/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGem } from "vocalith";
import { FIXTURES } from "../../fixtures/scores.js";

const voices = fileURLToPath(new URL("../../fixtures/voices/", import.meta.url));
const cut = new Map<string, Promise<{ stl: Uint8Array; path: string }>>();
let folder = "";

/** Each fixture is cut once, when the first client asks for it. */
function stlOf(name: string): Promise<{ stl: Uint8Array; path: string }> {
  let work = cut.get(name);
  if (work === undefined) {
    work = createGem(readFileSync(`${voices}${name}.wav`)).then((gem) => {
      const stl = gem.toSTL();
      const path = join(folder, `${name}.stl`);
      writeFileSync(path, stl);
      return { stl, path };
    });
    cut.set(name, work);
  }
  return work;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vocalith-gems-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(FIXTURES)("the gem of $name", ({ name }) => {
  it("is one sound solid by a check of the tests' own", async () => {
    const { stl } = await stlOf(name);
    expect(checkSolid(stl).problems).toEqual([]);
  });

  it("is whole for admesh: every counter zero", async (context) => {
    const admesh = needRealClient("admesh", context.skip);
    const { stl, path } = await stlOf(name);
    const verdict = askAdmesh(admesh, path);
    expect(verdict.problems).toEqual([]);
    expect(verdict.facets).toBe(new DataView(stl.buffer, stl.byteOffset).getUint32(80, true));
  });

  it("slices without repair for PrusaSlicer", async (context) => {
    const slicer = needRealClient("prusa-slicer", context.skip);
    const { path } = await stlOf(name);
    expect(askPrusaSlicer(slicer, path)).toMatchObject({ isManifold: true, repairs: [], parts: 1, problems: [] });
  });

  it("is one solid with volume for manifold-3d", async () => {
    const { stl } = await stlOf(name);
    expect(await askManifold(stl)).toMatchObject({ status: "NoError", components: 1, problems: [] });
  });
});
