import fc from "fast-check";
import { expect } from "vitest";

/** Files like a good one: some bytes changed, some taken out, some put in, the end cut off. */
export function mutationsOf(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat({ max: good.length });
  const change = fc.record({ place, removed: fc.nat({ max: 12 }), added: fc.uint8Array({ maxLength: 6 }) });
  return fc.tuple(fc.array(change, { minLength: 1, maxLength: 4 }), fc.option(place)).map(([changes, end]) => {
    const bytes = [...good];
    for (const { place: at, removed, added } of changes) bytes.splice(at, removed, ...added);
    return Uint8Array.from(end === null ? bytes : bytes.slice(0, end));
  });
}

/** Does something that may throw this error and no other. */
export function onlyThrows(expected: new (...parts: never[]) => Error, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(expected);
  }
}
