/** An option that no picture can be drawn with. */
export class PictureOptionError extends Error {
  override readonly name = "PictureOptionError";

  constructor(
    /** The option's name and value. */
    readonly found: string,
    /** What would have been drawn. */
    readonly accepted: string,
  ) {
    super(`cannot draw with ${found}; accepted: ${accepted}. Choose one of these.`);
  }
}
