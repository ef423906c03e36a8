/** A language in which no stone is explained. */
export class ExplainLanguageError extends Error {
  override readonly name = "ExplainLanguageError";

  constructor(
    /** The language asked for. */
    readonly found: string,
    /** The languages there are. */
    readonly accepted: string,
  ) {
    super(
      `cannot explain a stone in ${found}; accepted: ${accepted}, alone or with a region, such as ko-KR. Choose one of these.`,
    );
  }
}
