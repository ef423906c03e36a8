import type { ExplainedTrait, Explanation } from "vocalith";

/** What is said of one property of two stones. */
export interface Difference {
  readonly trait: ExplainedTrait;
  /** Of the first; absent where it does not show this property. */
  readonly first?: string;
  readonly second?: string;
}

/** The properties in which two explanations differ, in the order in which they are told; the closing question is left out. */
export function differences(first: Explanation, second: Explanation): readonly Difference[] {
  const told = [first, second].map(
    ({ sentences }) =>
      new Map(sentences.filter(({ trait }) => trait !== "question").map(({ trait, text }) => [trait, text] as const)),
  );
  const [one, two] = told;
  const traits = [...new Set([...(one?.keys() ?? []), ...(two?.keys() ?? [])])];
  return traits.flatMap((trait) => {
    const [a, b] = [one?.get(trait), two?.get(trait)];
    return a === b ? [] : [{ trait, ...(a !== undefined && { first: a }), ...(b !== undefined && { second: b }) }];
  });
}
