// Sets what `measureMesh` says of sprays, sound and broken, beside an exact judge of another make: a program that takes a binary STL
// and prints a JSON object with `good` and, for a closed surface, `volumeMm3` and `selfIntersections`.
// node_modules/.bin/tsx --conditions ws-source packages/geometry/scripts/judge-measures.ts <judge> [sprays]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MeasurableMesh, measureMesh, unite } from "../src/index.js";
import { crystalSpray } from "../test/crystal-spray.js";
import { seededRandom } from "../test/seeded-random.js";

/** One spray: as it is, with a vertex moved, with triangles missing, with a triangle turned over. */
function variants({ positions, triangles }: MeasurableMesh, random: () => number): MeasurableMesh[] {
  const vertex = Math.floor((random() * positions.length) / 3);
  const reach = [0.01, 0.1, 1, 5][Math.floor(random() * 4)];
  const moved = positions.map((x, i) => (Math.floor(i / 3) === vertex ? x + (random() - 0.5) * reach : x));
  const turned = triangles.slice();
  const first = 3 * Math.floor((random() * triangles.length) / 3);
  turned.set([triangles[first + 1], triangles[first]], first);
  return [
    { positions, triangles },
    { positions: moved, triangles },
    { positions, triangles: triangles.slice(3 * Math.ceil(random() * 4)) },
    { positions, triangles: turned },
  ];
}

function stlOf({ positions, triangles }: MeasurableMesh): Uint8Array {
  const bytes = new Uint8Array(84 + (50 * triangles.length) / 3);
  const view = new DataView(bytes.buffer);
  view.setUint32(80, triangles.length / 3, true);
  triangles.forEach((vertex, h) => {
    for (let k = 0; k < 3; k++) {
      view.setFloat32(96 + 50 * Math.floor(h / 3) + 12 * (h % 3) + 4 * k, positions[3 * vertex + k], true);
    }
  });
  return bytes;
}

const [judge, sprays = "10"] = process.argv.slice(2);
if (judge === undefined) throw new Error("found no path of a judge; accepted: a program that takes a binary STL");
const folder = mkdtempSync(join(tmpdir(), "vocalith-judge-"));
const path = join(folder, "mesh.stl");
let [meshes, bad, agreed] = [0, 0, 0];
for (let seed = 0; seed < Number(sprays); seed++) {
  const random = seededRandom(1000 + seed);
  const spray = await unite(crystalSpray(seed, 1 + Math.floor(random() * 40), "leaning"), { keep: "largest" });
  for (const mesh of variants(spray, random)) {
    writeFileSync(path, stlOf(mesh));
    const verdict = JSON.parse(spawnSync(judge, [path], { encoding: "utf8" }).stdout);
    const ours = measureMesh(mesh);
    const isSound =
      ours.watertight &&
      ours.manifold &&
      ours.oriented &&
      ours.components === 1 &&
      ours.degenerateTriangles === 0 &&
      ours.selfIntersections === 0;
    const sameVolume = !verdict.good || Math.abs(verdict.volumeMm3 / (ours.volumeMm3 ?? 0) - 1) < 1e-4;
    meshes++;
    if (!verdict.good) bad++;
    if (isSound === verdict.good && sameVolume) agreed++;
    else process.stdout.write(`spray ${seed}: ${JSON.stringify(verdict)} but ${JSON.stringify(ours)}\n`);
  }
}
rmSync(folder, { recursive: true });
process.stdout.write(`${meshes} meshes, ${bad} of them bad; agreed on ${agreed}\n`);
process.exitCode = agreed === meshes ? 0 : 1;
