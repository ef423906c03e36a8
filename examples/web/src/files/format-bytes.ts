/** A size in kB or MB (powers of ten, as shops count), in a language's way of writing numbers. */
export function formatBytes(bytes: number, language: string): string {
  const isLarge = bytes >= 1e6;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    unitDisplay: "short",
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1e6 : Math.max(1, bytes / 1e3));
}
