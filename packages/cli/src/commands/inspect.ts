import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type MeshFile, MeshFileError, readMesh } from "@vocalith/formats";
import {
  INSPECT_MESH_DEFAULTS,
  InspectError,
  inspectMesh,
  MATERIAL_PROFILES,
  type MaterialName,
  type MeasurableMesh,
  MeasureError,
} from "@vocalith/geometry";
import { Command, InvalidArgumentError, Option } from "commander";
import { cutGem } from "vocalith";
import { EXIT_FAULT, EXIT_INPUT, EXIT_OK, exitCodeOf, messageOf } from "../exit-code.js";
import { progressLine } from "../progress-line.js";
import { formatInspection, formatMaterials } from "../reports/format-inspection.js";
import { type InspectionReport, inspectionReport } from "../reports/inspection-report.js";

/** A mesh was read and cannot be made of the material; the report on standard output says why. */
const EXIT_NOT_PRINTABLE = 1;

/** Files larger than this are not read: eight times what printing services take. */
const LARGEST_FILE_BYTES = 512 * 1024 * 1024;

interface InspectCommandOptions {
  readonly material: MaterialName;
  readonly pieces: number;
  readonly json?: boolean;
  readonly listMaterials?: boolean;
}

/** `vocalith inspect`: whether a laboratory can make a mesh, and what to do where it cannot. */
export function inspectCommand(): Command {
  return new Command("inspect")
    .description("Say whether meshes can be printed, cast or cut: what is wrong, where, and what to do.")
    .argument("[mesh...]", "mesh files in millimetres (STL, 3MF, OBJ, PLY), or codes of gems")
    .addOption(
      new Option("--material <name>", "what it is to be made of")
        .choices(Object.keys(MATERIAL_PROFILES))
        .default(INSPECT_MESH_DEFAULTS.material),
    )
    .option("--pieces <count>", "how many separate pieces each file is meant to hold", parseCount, 1)
    .option("--json", "print one JSON object instead of the report")
    .option("--list-materials", "print the materials and what they ask")
    .addHelpText(
      "after",
      "\nEnds with 0 when all can be made, 1 when one cannot, 2 when one cannot be read.\n\nExample:\n  vocalith inspect gem.stl --material silver",
    )
    .action(inspect);
}

async function inspect(sources: string[], options: InspectCommandOptions, command: Command): Promise<void> {
  if (options.listMaterials) {
    const list = options.json
      ? `${JSON.stringify(Object.values(MATERIAL_PROFILES), undefined, 2)}\n`
      : formatMaterials();
    process.stdout.write(list);
    return;
  }
  if (sources.length === 0) command.error("error: missing required argument 'mesh'");
  const reports: InspectionReport[] = [];
  const failures: { source: string; message: string }[] = [];
  let exitCode: number = EXIT_OK;
  for (const source of sources) {
    const line = progressLine(basename(source));
    try {
      const { mesh, format, bytes } = await meshOf(source);
      const { material, pieces } = options;
      const inspection = inspectMesh(mesh, { material, pieces, fileBytes: bytes, onProgress: line.show });
      line.clear();
      const report = inspectionReport({ source, format, bytes }, inspection);
      if (!report.printable) exitCode = Math.max(exitCode, EXIT_NOT_PRINTABLE);
      if (options.json) reports.push(report);
      else process.stdout.write(formatInspection(report));
    } catch (error) {
      line.clear();
      // One bad file does not cost the others their reports.
      if (!isInputError(error)) throw error;
      const message = error instanceof Error && exitCodeOf(error) === EXIT_FAULT ? error.message : messageOf(error);
      failures.push({ source, message });
      process.stderr.write(message.startsWith(source) ? `${message}\n` : `${source}: ${message}\n`);
      exitCode = EXIT_INPUT;
    }
  }
  if (options.json && (sources.length > 1 || reports.length > 0)) {
    const printed = sources.length === 1 ? reports[0] : { inspections: reports, failures };
    process.stdout.write(`${JSON.stringify(printed, undefined, 2)}\n`);
  }
  process.exitCode = exitCode;
}

/** A path that is no file to be read. */
class MeshPathError extends Error {
  override readonly name = "MeshPathError";
}

const INPUT_ERRORS = [MeshFileError, MeasureError, InspectError, MeshPathError];

function isInputError(error: unknown): boolean {
  return INPUT_ERRORS.some((kind) => error instanceof kind) || exitCodeOf(error) === EXIT_INPUT;
}

/** The mesh of a file, or of a gem cut from its code. */
async function meshOf(source: string): Promise<{ mesh: MeasurableMesh; format?: MeshFile["format"]; bytes?: number }> {
  if (/^vl\d+\./.test(source)) return { mesh: (await cutGem(source)).mesh };
  const entry = await stat(source);
  if (!entry.isFile() && !entry.isDirectory())
    throw new MeshPathError(`${source}: not a file; save it to a file first`);
  const { size } = entry;
  if (size > LARGEST_FILE_BYTES) {
    throw new MeshPathError(
      `${source}: ${Math.round(size / 1048576)} MB; accepted: up to 512 MB (printing services take 64). Decimate the mesh, or export it as binary.`,
    );
  }
  const bytes = await readFile(source);
  const mesh = readMesh(bytes, { name: source });
  return { mesh, format: mesh.format, bytes: bytes.length };
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("Give a whole number, 1 or more.");
  return count;
}
