import type { Finding, Inspection, InspectionMeasure, MaterialName } from "@vocalith/geometry";

/** What `inspect --json` prints for one mesh. */
export interface InspectionReport extends InspectionMeasure {
  /** The path, or the code, that was inspected. */
  readonly source: string;
  /** The size of the file; absent for a code. */
  readonly bytes?: number;
  readonly material: MaterialName;
  /** Whether it can be made of the material: no finding is a fault. */
  readonly printable: boolean;
  /** The findings that are warnings or faults, the worst first. */
  readonly problems: readonly Finding[];
  /** Every look that was taken. */
  readonly findings: readonly Finding[];
}

/** The report on one mesh. */
export function inspectionReport(source: string, bytes: number | undefined, inspection: Inspection): InspectionReport {
  const { material, printable, measure, findings } = inspection;
  const problems = [
    ...findings.filter(({ severity }) => severity === "fault"),
    ...findings.filter(({ severity }) => severity === "warning"),
  ];
  return { source, bytes, material: material.name, printable, ...measure, problems, findings };
}
