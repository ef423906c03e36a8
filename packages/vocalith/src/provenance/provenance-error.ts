/**
 * A statement on where a recording comes from that cannot be kept. The message says what was found, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { createGem, ProvenanceError } from "vocalith";
 * declare const recording: Blob;
 * await createGem(recording, { provenance: { recordedAt: "last May" } }).catch((error) => {
 *   if (error instanceof ProvenanceError) console.error(error.accepted);
 * });
 * ```
 */
export class ProvenanceError extends Error {
  override readonly name = "ProvenanceError";

  constructor(
    /** The field and what it held. */
    readonly found: string,
    /** What would have been kept. */
    readonly accepted: string,
    advice: string,
  ) {
    super(`cannot keep this provenance: found ${found}; accepted: ${accepted}. ${advice}`);
  }
}

/**
 * A voice without leave to be made a stone, where `requireConsent` asks for it. Thrown before anything of the recording is read.
 *
 * @example
 * ```ts
 * import { ConsentError, createGem } from "vocalith";
 * declare const recording: Blob;
 * await createGem(recording, { requireConsent: true }).catch((error) => {
 *   if (error instanceof ConsentError) console.error(error.found);
 * });
 * ```
 */
export class ConsentError extends Error {
  override readonly name = "ConsentError";

  constructor(
    /** What was said of consent. */
    readonly found: string,
    /** What would have been enough. */
    readonly accepted = "provenance.consent with given: true, for every voice",
  ) {
    super(
      `no gem without consent: found ${found}; accepted: ${accepted}. Ask the speaker, and state the answer in the options.`,
    );
  }
}
