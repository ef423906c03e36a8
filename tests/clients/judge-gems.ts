// Lets every judge that is installed look at gems: `npm run judge -- [recording or code ...]`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { askAdmesh, askManifold, askPrusaSlicer, checkSolid, realClient, sliceInResin } from "@vocalith/testkit";
import { CUTS, type CutName, createGem, cutGem, type Gem } from "vocalith";

const USAGE = `npm run judge -- [recording or code ...]   what each judge says of these gems; without any, of the fixtures'
  --size MM       longest side (default 40)
  --cut NAME      ${Object.keys(CUTS).join(" or ")} (default crystal)
  --exact PATH    one more judge: a program that is given an STL file and exits with 0 where it is sound
  --layer MM      height of a resin layer (default 0.1); 0 leaves slicing out
Ends with 1 where a gem has a fault.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: "string", default: "40" },
      cut: { type: "string", default: "crystal" },
      exact: { type: "string" },
      layer: { type: "string", default: "0.1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const fixtures = join(import.meta.dirname, "../../fixtures/voices");
  const sources =
    positionals.length > 0
      ? positionals
      : readdirSync(fixtures)
          .filter((name) => name.endsWith(".wav"))
          .map((name) => join(fixtures, name));
  const folder = mkdtempSync(join(tmpdir(), "vocalith-judged-"));
  process.stdout.write(
    "| gem | crystals | facets | triangles | our own check | manifold-3d | exact judge | admesh | prusa-slicer | resin layers | pieces | starts in the air |\n",
  );
  process.stdout.write("|---|--:|--:|--:|---|---|---|---|---|--:|--:|--:|\n");
  let faults = 0;
  try {
    for (const source of sources) {
      const gem = await gemOf(source, { sizeMm: Number(values.size), cut: values.cut as CutName });
      const stl = gem.toSTL();
      const path = join(folder, "gem.stl");
      writeFileSync(path, stl);
      const admesh = realClient("admesh");
      const slicer = realClient("prusa-slicer");
      const verdicts = [
        checkSolid(stl).problems,
        (await askManifold(stl)).problems,
        values.exact === undefined ? undefined : askExactly(values.exact, path),
        admesh && askAdmesh(admesh, path).problems,
        slicer && askPrusaSlicer(slicer, path).problems,
      ];
      const layerHeightMm = Number(values.layer);
      const slice = slicer && layerHeightMm > 0 ? sliceInResin(slicer, path, { layerHeightMm }) : undefined;
      const cells = [
        nameOf(source),
        gem.crystals.length,
        gem.mesh.facets.length,
        gem.mesh.triangles.length / 3,
        ...verdicts.map((problems) => problems?.join("; ") ?? "not asked").map((words) => words || "sound"),
        slice?.layers ?? "not asked",
        slice?.pieces ?? "not asked",
        slice?.startsInTheAir ?? "not asked",
      ];
      if (verdicts.some((problems) => problems?.length) || (slice?.pieces ?? 1) !== 1) faults++;
      process.stdout.write(`| ${cells.join(" | ")} |\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`\n${sources.length} gems, ${faults} with a fault\n`);
  return faults === 0 ? 0 : 1;
}

async function gemOf(source: string, options: { sizeMm: number; cut: CutName }): Promise<Gem> {
  return /^vl\d+\./.test(source) ? cutGem(source, options) : createGem(readFileSync(source), options);
}

function nameOf(source: string): string {
  return /^vl\d+\./.test(source) ? source.slice(0, 12) : basename(source, extname(source));
}

function askExactly(program: string, path: string): string[] {
  const { status, stdout, error } = spawnSync(program, [path], { encoding: "utf8" });
  if (error !== undefined) throw error;
  return status === 0 ? [] : [stdout.trim()];
}
