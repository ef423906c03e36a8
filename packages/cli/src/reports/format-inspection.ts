import { basename } from "node:path";
import { type Finding, type FindingPlace, MATERIAL_PROFILES, type Severity } from "@vocalith/geometry";
import colors from "picocolors";
import type { InspectionReport } from "./inspection-report.js";

/** How wide the report may be: as the terminal, within what reads well; some terminals say 0. */
const widthOf = (): number => Math.min(Math.max(process.stdout.columns || 100, 60), 100);

/** How many places of one finding are shown; the JSON has ten. */
const SHOWN_PLACES = 3;

const CHECK_WORDS: Readonly<Record<Finding["check"], string>> = {
  watertight: "holes",
  manifold: "edges",
  oriented: "facing",
  pieces: "pieces",
  "self-intersections": "crossings",
  voids: "voids",
  "degenerate-triangles": "slivers",
  wall: "walls",
  gap: "gaps",
  "knife-edge": "sharpness",
  facet: "facets",
  edge: "detail",
  hollowing: "thickness",
  cuttable: "cutting",
  size: "size",
  triangles: "triangles",
  "file-size": "file size",
};

const MARKS: Readonly<Record<Severity, (text: string) => string>> = {
  fault: (text) => colors.red(colors.bold(text)),
  warning: (text) => colors.yellow(colors.bold(text)),
  advice: (text) => colors.cyan(text),
  ok: (text) => colors.green(text),
};

/** One screen on one mesh: the verdict, what is amiss with place and remedy, then what is well. */
export function formatInspection(report: InspectionReport): string {
  const by = (severity: Severity) => report.findings.filter((finding) => finding.severity === severity);
  const [faults, warnings, advice, well] = [by("fault"), by("warning"), by("advice"), by("ok")];
  const lines = [`${colors.bold(nameOf(report.source))}  ${verdict(report, faults.length, warnings.length)}`, ""];
  lines.push(...numberLines(report), "");
  for (const finding of [...faults, ...warnings, ...advice]) lines.push(...findingLines(finding));
  for (const { severity, check, found } of well) lines.push(entry(severity, check, found));
  return `${lines.join("\n")}\n\n`;
}

/** A path by its last part; a code, which is long, by its beginning. */
function nameOf(source: string): string {
  const name = basename(source);
  return name.length > 48 ? `${name.slice(0, 45)}...` : name;
}

function verdict({ printable, material }: InspectionReport, faults: number, warnings: number): string {
  const made = MATERIAL_PROFILES[material].process === "cut" ? "cuttable" : "printable";
  const counts = [
    ...(faults > 0 ? [`${faults} ${faults === 1 ? "fault" : "faults"}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
  ].join(", ");
  if (!printable) return `${MARKS.fault(`NOT ${made.toUpperCase()}`)} in ${material}: ${counts}`;
  if (warnings > 0) return `${MARKS.warning(made)} in ${material}, with care: ${counts}`;
  return `${MARKS.ok(made)} in ${material}`;
}

function numberLines({ sizeMm, volumeMm3, areaMm2, weightGrams, carats, material }: InspectionReport): string[] {
  const row = (label: string, text: string) => `  ${colors.dim(label.padEnd(8))} ${text}`;
  const sides = `${sizeMm.map((side) => side.toFixed(2)).join(" x ")} mm`;
  const body = volumeMm3 === null ? "no volume, the surface is not closed" : `${cubic(volumeMm3)}, ${square(areaMm2)}`;
  const lines = [row("size", `${sides}; ${body}`)];
  if (weightGrams !== null) {
    const stone = carats === null ? "" : ` = ${decimals(carats)} carats`;
    const { label, densityGramsPerCm3 } = MATERIAL_PROFILES[material];
    lines.push(row("weight", `${decimals(weightGrams)} g${stone} in ${label}, ${densityGramsPerCm3} g/cm3`));
  }
  return lines;
}

const cubic = (mm3: number) => (mm3 >= 100 ? `${decimals(mm3 / 1000)} cm3` : `${decimals(mm3)} mm3`);
const square = (mm2: number) => (mm2 >= 100 ? `${decimals(mm2 / 100)} cm2` : `${decimals(mm2)} mm2`);
const decimals = (x: number) => x.toFixed(x >= 100 ? 0 : x >= 10 ? 1 : x >= 0.1 ? 2 : 4);

/** Where the words of a finding begin. */
const INDENT = 23;

function entry(severity: Severity, check: Finding["check"], found: string): string {
  const label = colors.dim(CHECK_WORDS[check].padEnd(11));
  return `  ${MARKS[severity]((severity === "fault" ? "FAULT" : severity).padEnd(8))} ${label} ${found}`;
}

function findingLines({ severity, check, found, places, placeCount, advice }: Finding): string[] {
  const indent = " ".repeat(INDENT);
  const lines = [entry(severity, check, found)];
  for (const place of places.slice(0, SHOWN_PLACES)) lines.push(`${indent}${placeText(place)}`);
  const left = placeCount - Math.min(places.length, SHOWN_PLACES);
  if (left > 0 && places.length > 0) lines.push(`${indent}${colors.dim(`and ${left.toLocaleString("en-US")} more`)}`);
  if (advice !== "") for (const line of wrapped(advice, widthOf() - INDENT - 3)) lines.push(`${indent}${line}`);
  return [...lines, ""];
}

function placeText({ positionMm, detail }: FindingPlace): string {
  const [x, y, z] = positionMm.map((at) => at.toFixed(2));
  return `${colors.bold(`x ${x}  y ${y}  z ${z}`)}  ${detail}`;
}

/** What to do, marked as such, in lines of a width. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part, i) => `${i === 0 ? colors.dim("-> ") : "   "}${part}`);
}

/** The materials and what they ask, a line each. */
export function formatMaterials(): string {
  const cell = (value: number | null | string, width: number) => String(value ?? "-").padStart(width);
  const header = `${"name".padEnd(11)}${cell("g/cm3", 7)}${cell("wall", 7)}${cell("safe", 7)}${cell("gap", 6)}${cell("detail", 8)}${cell("hollow", 8)}  largest mm       what it is`;
  const rows = Object.values(MATERIAL_PROFILES).map((m) =>
    [
      m.name.padEnd(11),
      cell(m.densityGramsPerCm3.toFixed(2), 7),
      cell(m.minimumWallMm, 7),
      cell(m.safeWallMm, 7),
      cell(m.minimumGapMm, 6),
      cell(m.minimumDetailMm, 8),
      cell(m.hollowAboveMm, 8),
      `  ${(m.largestMm?.join(" x ") ?? "-").padEnd(15)}  ${m.label}`,
    ].join(""),
  );
  const notes = [
    "",
    "All lengths in mm. wall: thinner is refused; safe: thinner may fail; gap: narrower grows shut; detail: smaller",
    "is not seen; hollow: thicker is better hollow. The sources are named in docs/materials.md.",
  ];
  return `${[colors.bold(header), ...rows, ...notes].join("\n")}\n`;
}
