/** A crystallographic point group by its Hermann-Mauguin symbol, all 32 of them (International Tables for Crystallography A). */
export type PointGroup =
  | "1" | "-1"
  | "2" | "m" | "2/m"
  | "222" | "mm2" | "mmm"
  | "4" | "-4" | "4/m" | "422" | "4mm" | "-42m" | "4/mmm"
  | "3" | "-3" | "32" | "3m" | "-3m"
  | "6" | "-6" | "6/m" | "622" | "6mm" | "-6m2" | "6/mmm"
  | "23" | "m-3" | "432" | "-43m" | "m-3m"; // biome-ignore format: one crystal system a line

/** A symmetry operation on lattice coordinates: nine integers, row by row. */
export type SymmetryOperation = readonly number[];

const IDENTITY: SymmetryOperation = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const INVERSION = inverted(IDENTITY);
const TWO_ALONG_B: SymmetryOperation = [-1, 0, 0, 0, 1, 0, 0, 0, -1];
const TWO_ALONG_C: SymmetryOperation = [-1, 0, 0, 0, -1, 0, 0, 0, 1];
/** Along a + b; the same matrix on tetragonal, hexagonal and cubic axes. */
const TWO_ALONG_AB: SymmetryOperation = [0, 1, 0, 1, 0, 0, 0, 0, -1];
const THREE_ALONG_C: SymmetryOperation = [0, -1, 0, 1, -1, 0, 0, 0, 1];
const FOUR_ALONG_C: SymmetryOperation = [0, -1, 0, 1, 0, 0, 0, 0, 1];
const SIX_ALONG_C: SymmetryOperation = [1, -1, 0, 1, 0, 0, 0, 0, 1];
const THREE_ALONG_ABC: SymmetryOperation = [0, 0, 1, 1, 0, 0, 0, 1, 0];

/** Generators in the conventional setting: monoclinic axis along b, trigonal and hexagonal groups on hexagonal axes. */
const GENERATORS: Readonly<Record<PointGroup, readonly SymmetryOperation[]>> = {
  "1": [],
  "-1": [INVERSION],
  "2": [TWO_ALONG_B],
  m: [inverted(TWO_ALONG_B)],
  "2/m": [TWO_ALONG_B, INVERSION],
  "222": [TWO_ALONG_C, TWO_ALONG_B],
  mm2: [TWO_ALONG_C, inverted(TWO_ALONG_B)],
  mmm: [TWO_ALONG_C, TWO_ALONG_B, INVERSION],
  "4": [FOUR_ALONG_C],
  "-4": [inverted(FOUR_ALONG_C)],
  "4/m": [FOUR_ALONG_C, INVERSION],
  "422": [FOUR_ALONG_C, TWO_ALONG_B],
  "4mm": [FOUR_ALONG_C, inverted(TWO_ALONG_B)],
  "-42m": [inverted(FOUR_ALONG_C), TWO_ALONG_B],
  "4/mmm": [FOUR_ALONG_C, TWO_ALONG_B, INVERSION],
  "3": [THREE_ALONG_C],
  "-3": [THREE_ALONG_C, INVERSION],
  "32": [THREE_ALONG_C, TWO_ALONG_AB],
  "3m": [THREE_ALONG_C, inverted(TWO_ALONG_AB)],
  "-3m": [THREE_ALONG_C, TWO_ALONG_AB, INVERSION],
  "6": [SIX_ALONG_C],
  "-6": [inverted(SIX_ALONG_C)],
  "6/m": [SIX_ALONG_C, INVERSION],
  "622": [SIX_ALONG_C, TWO_ALONG_AB],
  "6mm": [SIX_ALONG_C, inverted(TWO_ALONG_AB)],
  "-6m2": [inverted(SIX_ALONG_C), inverted(TWO_ALONG_AB)],
  "6/mmm": [SIX_ALONG_C, TWO_ALONG_AB, INVERSION],
  "23": [TWO_ALONG_C, TWO_ALONG_B, THREE_ALONG_ABC],
  "m-3": [TWO_ALONG_C, TWO_ALONG_B, THREE_ALONG_ABC, INVERSION],
  "432": [TWO_ALONG_C, TWO_ALONG_B, THREE_ALONG_ABC, TWO_ALONG_AB],
  "-43m": [TWO_ALONG_C, TWO_ALONG_B, THREE_ALONG_ABC, inverted(TWO_ALONG_AB)],
  "m-3m": [TWO_ALONG_C, TWO_ALONG_B, THREE_ALONG_ABC, TWO_ALONG_AB, INVERSION],
};

/** The names of the 32 point groups, from the least symmetric system to the most. */
export const POINT_GROUPS = Object.freeze([
  "1", "-1",
  "2", "m", "2/m",
  "222", "mm2", "mmm",
  "4", "-4", "4/m", "422", "4mm", "-42m", "4/mmm",
  "3", "-3", "32", "3m", "-3m",
  "6", "-6", "6/m", "622", "6mm", "-6m2", "6/mmm",
  "23", "m-3", "432", "-43m", "m-3m",
] as const satisfies readonly PointGroup[]); // biome-ignore format: one crystal system a line

const expanded = new Map<PointGroup, readonly SymmetryOperation[]>();

/**
 * All operations of a point group, the identity first, in an order that is always the same: the products of its generators.
 * From 1 operation (group `1`) to 48 (`m-3m`).
 *
 * @example
 * ```ts
 * import { symmetryOperations } from "@vocalith/geometry";
 *
 * console.log(symmetryOperations("-3m").length); // 12
 * ```
 */
export function symmetryOperations(pointGroup: PointGroup): readonly SymmetryOperation[] {
  const known = expanded.get(pointGroup);
  if (known !== undefined) return known;
  const found = [IDENTITY];
  const seen = new Set([IDENTITY.join()]);
  for (let i = 0; i < found.length; i++) {
    for (const generator of GENERATORS[pointGroup]) {
      const product = multiply(generator, found[i]);
      if (seen.has(product.join())) continue;
      seen.add(product.join());
      found.push(product);
    }
  }
  expanded.set(pointGroup, found);
  return found;
}

/** Whether a point group stands on hexagonal axes here: the trigonal and hexagonal ones do, whose symbols begin with their main axis. */
export function onHexagonalAxes(pointGroup: PointGroup): boolean {
  return /^-?[36]/.test(pointGroup);
}

function inverted(operation: SymmetryOperation): SymmetryOperation {
  return operation.map((entry) => 0 - entry);
}

function multiply(a: SymmetryOperation, b: SymmetryOperation): SymmetryOperation {
  const product: number[] = [];
  for (let row = 0; row < 9; row += 3) {
    for (let column = 0; column < 3; column++) {
      product.push(a[row] * b[column] + a[row + 1] * b[3 + column] + a[row + 2] * b[6 + column]);
    }
  }
  return product;
}
