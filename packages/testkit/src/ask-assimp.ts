import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RealClient } from "./real-client.js";
import { runClient } from "./run-client.js";
import { triangleSoup } from "./triangle-soup.js";
import { volumeOf } from "./volume-of.js";

/** What assimp says of a mesh file of any of the formats it reads. */
export interface AssimpVerdict {
  /** Meshes, one a material. */
  readonly meshes: number;
  /** Triangles of all meshes, after assimp has parted the polygons and written them as STL. */
  readonly triangles: number;
  /** In the cube of the file's unit. */
  readonly volume: number;
  /** Diffuse colour of each named material, 0 to 1 each, by name; what assimp makes up itself is left out. */
  readonly colors: Readonly<Record<string, readonly [number, number, number]>>;
}

/** The name that assimp gives to the material of what has none. */
const MADE_UP = "DefaultMaterial";

/**
 * Lets assimp open a mesh file, tell what it holds and write it as STL and as its own XML, which are read.
 *
 * @throws Error when assimp cannot be run, does not end, or does not take the file
 * @example
 * ```ts
 * import { askAssimp, realClient } from "@vocalith/testkit";
 * const assimp = realClient("assimp");
 * const triangles = assimp === undefined ? 0 : askAssimp(assimp, "gem.ply").triangles;
 * ```
 */
export function askAssimp(client: RealClient, path: string): AssimpVerdict {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-assimp-"));
  try {
    const report = runClient(client, ["info", path]);
    const meshes = /^Meshes:\s*(\d+)/m.exec(report)?.[1];
    if (meshes === undefined) throw new Error(`assimp did not take the file:\n${report}`);
    const [stl, xml] = [join(folder, "out.stl"), join(folder, "out.assxml")];
    runClient(client, ["export", path, stl, "-fstlb"]);
    runClient(client, ["dump", path, xml, "-s"]);
    const soup = triangleSoup(readFileSync(stl));
    return {
      meshes: Number(meshes),
      triangles: soup.triangles.length / 3,
      volume: volumeOf(soup),
      colors: materialColors(readFileSync(xml, "utf8")),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function materialColors(xml: string): AssimpVerdict["colors"] {
  const property = (material: string, key: string): string =>
    (material.split(`<MatProperty key="${key}"`)[1] ?? "")
      .split("</MatProperty>")[0]
      .replace(/^[^>]*>/, "")
      .trim();
  return Object.fromEntries(
    xml
      .split("<Material>")
      .slice(1)
      .map((material): [string, [number, number, number]] => {
        const name = property(material, "?mat.name").replaceAll('"', "");
        const [red = 0, green = 0, blue = 0] = property(material, "$clr.diffuse").split(/\s+/).map(Number);
        return [name, [red, green, blue]];
      })
      .filter(([name]) => name !== "" && name !== MADE_UP),
  );
}
