/**
 * Orders paths as people do: folder by folder, without regard to case, numbers by their value (`take 9` before `take 10`). A total order that
 * knows no locale, so that a list is the same on every machine.
 */
export function compareNaturally(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareNames(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareUnits(a, b);
}

function compareNames(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order =
      isNumber(left[i]) && isNumber(right[i]) ? compareNumbers(left[i], right[i]) : compareUnits(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareUnits(a, b);
}

const partsOf = (name: string): string[] =>
  name
    .normalize("NFC")
    .toLowerCase()
    .match(/[0-9]+|[^0-9]+/g) ?? [];
const isNumber = (part: string): boolean => part >= "0" && part < ":";

/** Digits of any length by their value. */
function compareNumbers(a: string, b: string): number {
  const left = a.replace(/^0+/, "");
  const right = b.replace(/^0+/, "");
  return left.length - right.length || compareUnits(left, right);
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
