/** What does a thing the first time that it is asked for, and no more. */
export function once(doing: () => Promise<undefined>): () => Promise<undefined> {
  let done: Promise<undefined> | undefined;
  return () => {
    done ??= doing();
    return done;
  };
}
