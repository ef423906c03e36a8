/** What does a thing the first time that it is asked for, and no more. */
export function once<Given extends readonly unknown[]>(
  doing: (...given: Given) => Promise<undefined>,
): (...given: Given) => Promise<undefined> {
  let done: Promise<undefined> | undefined;
  return (...given) => {
    done ??= doing(...given);
    return done;
  };
}
