import type { Finding, Inspection, InspectionMeasure, MaterialName } from "@vocalith/geometry";

/** Where an inspected mesh came from. */
export interface InspectionSource {
  /** The path, or the code, that was inspected. */
  readonly source: string;
  /** The format of the file; absent for a code. */
  readonly format?: string;
  /** The size of the file; absent for a code. */
  readonly bytes?: number;
}

/** What `inspect --json` prints for one mesh. */
export interface InspectionReport extends InspectionSource, InspectionMeasure {
  readonly material: MaterialName;
  /** Whether it can be made of the material: no finding is a fault. */
  readonly printable: boolean;
  /** The findings that are warnings or faults, the worst first. */
  readonly problems: readonly Finding[];
  /** Every look that was taken. */
  readonly findings: readonly Finding[];
}

/** The report on one mesh. */
export function inspectionReport(source: InspectionSource, inspection: Inspection): InspectionReport {
  const { material, printable, measure, findings } = inspection;
  const problems = [
    ...findings.filter(({ severity }) => severity === "fault"),
    ...findings.filter(({ severity }) => severity === "warning"),
  ];
  return { ...source, material: material.name, printable, ...measure, problems, findings };
}
