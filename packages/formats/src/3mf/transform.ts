/** Twelve numbers of an affine map as 3MF writes them, row by row: `x' = x m[0] + y m[3] + z m[6] + m[9]`, and so on. */
export type Transform = readonly number[];

const IDENTITY: Transform = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

const TRANSFORM_NUMBER = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * The transform that an attribute spells; undefined for the one that changes nothing, and `false` for anything that is not twelve finite numbers or
 * that flattens what it is applied to.
 */
export function parseTransform(text: string): Transform | undefined | false {
  const words = text.trim().split(/\s+/);
  if (words.length !== 12 || !words.every((word) => TRANSFORM_NUMBER.test(word))) return false;
  const transform = words.map(Number);
  if (!transform.every(Number.isFinite)) return false;
  if (transform.every((value, i) => value === IDENTITY[i])) return undefined;
  const turned = determinant(transform);
  return turned !== 0 && Number.isFinite(turned) ? transform : false;
}

/** What one transform does and then another; undefined changes nothing. */
export function concatenate(first: Transform | undefined, then: Transform | undefined): Transform | undefined {
  if (first === undefined || then === undefined) return first ?? then;
  const product: number[] = [];
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 3; column++) {
      product.push(
        first[3 * row] * then[column] +
          first[3 * row + 1] * then[3 + column] +
          first[3 * row + 2] * then[6 + column] +
          (row === 3 ? then[9 + column] : 0),
      );
    }
  }
  return product;
}

/** By how much a transform scales volumes; below 0 it mirrors. */
export function determinant([a, b, c, d, e, f, g, h, i]: Transform): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
