/** All numbers below a value, by their path: `pitch.frequencyHz` holds a track, `syllables.levelDb` one number for each syllable. */
export function everyNumber(value: unknown, path = "", found = new Map<string, number[]>()): Map<string, number[]> {
  if (typeof value === "number") {
    const numbers = found.get(path) ?? [];
    numbers.push(value);
    found.set(path, numbers);
  } else if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    for (const item of value as unknown as Iterable<unknown>) everyNumber(item, path, found);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) everyNumber(item, path === "" ? key : `${path}.${key}`, found);
  }
  return found;
}

/** The greatest difference of two lists, relative to the greatest magnitude of the second or 1; infinite where NaN or length differ. */
export function relativeDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const known = expected.filter((value) => !Number.isNaN(value));
  const scale = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return expected.reduce((worst, value, i) => {
    const other = found[i] ?? Number.NaN;
    if (Object.is(other, value) || other === value) return worst;
    const difference = Math.abs(other - value) / scale;
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(worst, difference);
  }, 0);
}
