import type { Finding, InspectionCheck, Severity } from "./inspection.js";

/** A number of things, in words: `1 hole`, `3 holes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** A length for people: three digits that count, never more than a thousandth of a mm. */
export function mm(length: number): string {
  const digits = length >= 100 ? 0 : length >= 10 ? 1 : length >= 0.1 ? 2 : 3;
  return `${length.toFixed(digits)} mm`;
}

/** A finding, with what it has not left out. */
export function finding(
  check: InspectionCheck,
  severity: Severity,
  found: string,
  more: Partial<Omit<Finding, "check" | "severity" | "found">> = {},
): Finding {
  const places = more.places ?? [];
  return {
    check,
    severity,
    found,
    value: more.value ?? null,
    limit: more.limit ?? null,
    unit: more.unit ?? "count",
    places,
    placeCount: more.placeCount ?? places.length,
    advice: more.advice ?? "",
  };
}
