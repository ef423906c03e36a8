// How long a large solid takes to the bytes of a file and back, beside three's exporter and a bare copy: `npm run bench:formats -- --help`.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readMesh, write3MF, writeAsciiSTL, writeOBJ, writePLY, writeSTL } from "@vocalith/formats";
import { BufferAttribute, BufferGeometry, Mesh, REVISION } from "three";
import { STLExporter } from "three/examples/jsm/exporters/STLExporter.js";
import { describeMachine } from "../describe-machine.js";
import { median } from "../pitch/median-seconds.js";
import { sphereOf } from "./sphere.js";

const HELP = `Writes and reads spheres of a million and of 500,000 triangles and prints how long each takes.

  --runs N         warm runs of which the median is given (9)
  --output FILE    write the table too
  --date DAY       print this day in the heading
`;
const WARMING_RUNS = 3;
/** Reading is told beside writing, not measured to the last millisecond. */
const READING_RUNS = 3;
const MILLION = 1_000_000;
const HALF_A_MILLION = 500_000;

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "9" },
    output: { type: "string" },
    date: { type: "string" },
    help: { type: "boolean" },
  },
});
if (options.help === true) process.stdout.write(HELP);
else await timeWriters(Number(options.runs));

async function timeWriters(runs: number): Promise<void> {
  const large = sphereOf(MILLION);
  const half = sphereOf(HALF_A_MILLION);
  const inThree = threeMeshOf(large.mesh);
  const stl = writeSTL(large);
  const lines = [
    `# Files in one run${options.date === undefined ? "" : `, ${options.date}`}`,
    "",
    `${describeMachine()}; three r${REVISION}.`,
    `Milliseconds, warm: the median of ${runs} runs (reading: of ${READING_RUNS}) in processor time, least in brackets.`,
    "",
    "| work | triangles | ms | bytes |",
    "|---|--:|--:|--:|",
    row(runs, "binary STL: `writeSTL`", MILLION, () => writeSTL(large)),
    row(runs, "binary STL: three's `STLExporter`", MILLION, () => {
      const written = new STLExporter().parse(inThree, { binary: true });
      return new Uint8Array(written.buffer);
    }),
    row(runs, "a copy of its bytes into fresh memory", MILLION, () => stl.slice()),
    row(runs, "3MF: `write3MF`", HALF_A_MILLION, () => write3MF(half)),
    row(runs, "ASCII STL: `writeAsciiSTL`", HALF_A_MILLION, () => writeAsciiSTL(half)),
    row(runs, "OBJ and MTL: `writeOBJ`", HALF_A_MILLION, () => writeOBJ(half).obj),
    row(runs, "binary PLY: `writePLY`", HALF_A_MILLION, () => writePLY(half)),
    row(runs, "ASCII PLY: `writePLY`", HALF_A_MILLION, () => writePLY(half, { encoding: "ascii" })),
    ...[writeSTL, write3MF, writeAsciiSTL, (solid: typeof half) => writeOBJ(solid).obj, writePLY].map((write) => {
      const bytes = write(half);
      return row(Math.min(runs, READING_RUNS), `reading: ${nameOf(bytes)}`, HALF_A_MILLION, () => {
        readMesh(bytes);
        return bytes;
      });
    }),
  ];
  const text = `${lines.join("\n")}\n`;
  process.stdout.write(text);
  if (options.output !== undefined) await writeFile(options.output, text);
}

function nameOf(bytes: Uint8Array): string {
  const mesh = readMesh(bytes);
  const form = "encoding" in mesh ? `, ${mesh.encoding.replaceAll("_", " ")}` : "";
  return `${mesh.format.toUpperCase()}${form}`;
}

function threeMeshOf({ positions, triangles }: ReturnType<typeof sphereOf>["mesh"]): Mesh {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(triangles, 1));
  return new Mesh(geometry);
}

function row(runs: number, name: string, triangles: number, work: () => Uint8Array): string {
  for (let i = 0; i < Math.min(runs, WARMING_RUNS); i++) work();
  const taken: number[] = [];
  let length = 0;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    const { length: written } = work();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1000);
    length = written;
  }
  const milliseconds = `**${median(taken).toFixed(0)}** (${Math.min(...taken).toFixed(0)})`;
  return `| ${name} | ${triangles.toLocaleString("en")} | ${milliseconds} | ${length.toLocaleString("en")} |`;
}
