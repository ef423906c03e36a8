/** The first place of the largest value. */
export function indexOfMost(values: readonly number[]): number {
  let most = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[most]) most = i;
  return most;
}
