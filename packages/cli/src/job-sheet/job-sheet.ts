import { type ProjectedEdges, projectEdges } from "@vocalith/formats";
import { type Inspection, inspectMesh, type MaterialName } from "@vocalith/geometry";
import {
  CRYSTAL_SYSTEMS,
  catalogueNumber,
  type Gem,
  type GemColor,
  parseGemCode,
  parseTwinCode,
  type VoiceProvenance,
} from "vocalith";
import type { WrittenFile } from "../reports/cut-report.js";

/** What a job sheet says that the gem does not know itself. */
export interface JobSheetOptions {
  /** What the stone is called. */
  readonly title: string;
  /** The picture, as the bytes of a PNG file. */
  readonly picture: Uint8Array;
  /** What it is to be made of. Default `resin`. */
  readonly material?: MaterialName;
  /** How many are to be made, 1 or more. Default 1. */
  readonly quantity?: number;
  /** The files that go with it. */
  readonly files?: readonly WrittenFile[];
  /** The day of the job, in the caller's words; none is printed without it. */
  readonly date?: string;
}

/** All that is printed on one gem's job sheet. Plain data. */
export interface JobSheet {
  readonly title: string;
  readonly catalogueNumber: string;
  readonly code: string;
  readonly date?: string;
  /** The bytes of a PNG file. */
  readonly picture: Uint8Array;
  /** Views of the solid with their names. */
  readonly views: readonly {
    readonly name: string;
    readonly side: "front" | "side" | "top";
    readonly edges: ProjectedEdges;
  }[];
  /** What it is, as names and values. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The colours of its bodies. */
  readonly colors: readonly GemColor[];
  readonly inspection: Inspection;
  /** The ball that an engraved text lies in. */
  readonly engraving?: { readonly middleMm: readonly [number, number, number]; readonly reachMm: number };
  readonly files: readonly Pick<WrittenFile, "path" | "sha256" | "bytes">[];
  /** What was stated and found of each voice, a line of text each. */
  readonly provenance: readonly string[];
}

/**
 * Everything that a laboratory must know of one gem: measures, material, weight, what may fail and where, files and code. The solid is inspected for the
 * material on the way.
 *
 * @throws InspectError for a material without a profile; RangeError for a quantity that is not a whole number from 1.
 */
export function jobSheetOf(gem: Gem, options: JobSheetOptions): JobSheet {
  const quantity = options.quantity ?? 1;
  if (!(Number.isInteger(quantity) && quantity >= 1)) {
    throw new RangeError(
      `cannot make ${quantity} of a gem; accepted: a whole number, 1 or more. Give another quantity.`,
    );
  }
  const inspection = inspectMesh(gem.mesh, { material: options.material ?? "resin" });
  return {
    title: options.title,
    catalogueNumber: catalogueNumber(gem.code),
    code: gem.code,
    ...(options.date !== undefined && { date: options.date }),
    picture: options.picture,
    views: (["front", "side", "top"] as const).map((side) => ({
      name: side === "side" ? "right side" : side,
      side,
      edges: projectEdges(gem.mesh, side),
    })),
    facts: factsOf(gem, inspection, quantity),
    colors: gem.individuals.map(({ color }) => color),
    inspection,
    ...(gem.machining?.text && {
      engraving: { middleMm: gem.machining.text.middle, reachMm: engravingReach(gem.machining.text) },
    }),
    files: options.files ?? [],
    provenance: (gem.provenance?.voices ?? []).map(voiceLine),
  };
}

/** How far an engraved text reaches from its middle at most: letters are narrower than high. */
function engravingReach({ text, heightMm }: { readonly text: string; readonly heightMm: number }): number {
  const lines = text.split("\n");
  const letterMm = heightMm / (1.5 * lines.length - 0.5);
  return (Math.max(...lines.map(({ length }) => length)) * letterMm + heightMm) / 2;
}

function factsOf(gem: Gem, { measure, material }: Inspection, quantity: number): [string, string][] {
  const voices = gem.individuals.length === 2 ? parseTwinCode(gem.code).individuals : [parseGemCode(gem.code)];
  const systems = [...new Set(voices.map(({ species }) => CRYSTAL_SYSTEMS[species.system]))];
  const { machining } = gem;
  const weight =
    measure.carats === null
      ? `${figure(measure.weightGrams)} g each`
      : `${figure(measure.carats)} ct (${figure(measure.weightGrams)} g) each`;
  const facts: [string, string | undefined][] = [
    ["Quantity", String(quantity)],
    ["Material", material.label],
    ["Size", `${measure.sizeMm.map((length) => length.toFixed(2)).join(" × ")} mm`],
    ["Volume", `${figure(measure.volumeMm3 === null ? null : measure.volumeMm3 / 1000)} cm³`],
    ["Weight", weight],
    [
      "Stone",
      `${gem.individuals.length === 2 ? "twin of two voices, " : ""}${gem.cut} cut, ${gem.crystals.length} ${gem.crystals.length === 1 ? "crystal" : "crystals"}, ${systems.join(" and ")}`,
    ],
    ["Flat", machining?.flat && `below, ${machining.flat.widthMm.toFixed(1)} mm wide`],
    ["Bail", machining?.bail && `bore ${machining.bail.boreMm.toFixed(1)} mm`],
    ["Hole", machining?.hole && `${machining.hole.diameterMm.toFixed(1)} mm, through`],
    [
      "Hollow",
      machining?.hollow &&
        `wall ${machining.hollow.wallMm.toFixed(2)} mm, ${machining.hollow.drains.length} drains of ${machining.hollow.drains[0]?.diameterMm.toFixed(1)} mm`,
    ],
    [
      "Engraving",
      machining?.text
        ? `“${machining.text.text.replaceAll("\n", " / ")}”, letters ${machining.text.heightMm.toFixed(1)} mm, strokes ${machining.text.strokeMm.toFixed(2)} mm`
        : "none",
    ],
    ["Thinnest", thinnest(measure)],
    [
      "Surface",
      `${measure.watertight && measure.manifold ? "closed" : "not closed"}, ${measure.components} ${measure.components === 1 ? "piece" : "pieces"}, ${measure.triangles.toLocaleString("en-GB")} triangles`,
    ],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
}

function thinnest({ minimumWallMm, minimumGapMm, minimumFacetMm }: Inspection["measure"]): string | undefined {
  const found = [
    ["wall", minimumWallMm],
    ["gap", minimumGapMm],
    ["facet", minimumFacetMm],
  ] as const;
  const texts = found.flatMap(([name, mm]) => (mm === null ? [] : [`${name} ${mm.toFixed(2)} mm`]));
  return texts.length === 0 ? undefined : texts.join(", ");
}

/** A figure as precise as it is worth. */
function figure(value: number | null): string {
  if (value === null) return "not known";
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

function voiceLine({ speaker, recordedAt, place, licence, consent, note, recording }: VoiceProvenance): string {
  const agreed =
    consent === undefined
      ? "consent not stated"
      : [
          consent.given ? "consent given" : "consent refused",
          consent.by && `by ${consent.by}`,
          consent.on && `on ${consent.on}`,
          consent.scope && `for ${consent.scope}`,
        ]
          .filter(Boolean)
          .join(" ");
  return [
    speaker ?? "speaker not stated",
    recordedAt && `recorded ${recordedAt}`,
    place,
    licence ? `licence ${licence}` : "licence not stated",
    agreed,
    note,
    `${recording.durationSeconds.toFixed(1)} s, ${recording.container}`,
    recording.fileSha256 && `recording SHA-256 ${recording.fileSha256}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
