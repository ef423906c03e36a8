/** To make one takes a browser 10 to 20 ms the first time. */
const formats = new Map<string, Intl.NumberFormat>();

/** A size in kB or MB (powers of ten, as shops count), in a language's way of writing numbers. */
export function formatBytes(bytes: number, language: string): string {
  return bytes >= 1e6
    ? formatOf("megabyte", language).format(bytes / 1e6)
    : formatOf("kilobyte", language).format(Math.max(1, bytes / 1e3));
}

/** Makes ready to format, so that a page that shows sizes comes sooner. */
export function prepareToFormatBytes(language: string): void {
  formatOf("megabyte", language);
  formatOf("kilobyte", language);
}

function formatOf(unit: "megabyte" | "kilobyte", language: string): Intl.NumberFormat {
  const name = `${unit} ${language}`;
  const format =
    formats.get(name) ??
    new Intl.NumberFormat(language, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: unit === "megabyte" ? 1 : 0,
    });
  formats.set(name, format);
  return format;
}
