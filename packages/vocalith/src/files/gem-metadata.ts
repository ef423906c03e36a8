import { catalogueNumber } from "../fabricate/catalogue-number.js";
import type { Gem } from "../gem.js";
import type { VoiceProvenance } from "../provenance/provenance.js";
import { VERSION } from "../version.js";

/**
 * What is kept of a gem with its solid, as names and texts: how to cut it again, what was done to it since, and what was stated of each voice: who,
 * when, where, on what terms and by whose leave, and the check sums of what was heard. Notes are left out. Of a twin the names of each voice begin
 * with `voice1.` or `voice2.`. What no file can hold, controls and halves of characters, is left out too.
 */
export function gemMetadata({ code, cut, sizeMm, machining, provenance }: Gem): Record<string, string> {
  const metadata: Record<string, string> = {
    catalogueNumber: catalogueNumber(code),
    cut,
    sizeMm: String(sizeMm),
    law: provenance?.versions.code ?? code.slice(0, code.indexOf(".")),
    vocalith: provenance?.versions.vocalith ?? VERSION,
  };
  if (machining !== undefined) metadata.machining = Object.keys(machining).join(", ");
  if (machining?.text !== undefined) metadata.engraving = machining.text.text.replaceAll("\n", " ");
  const voices = provenance?.voices ?? [];
  voices.forEach((voice, i) => {
    const prefix = voices.length === 1 ? "" : `voice${i + 1}.`;
    for (const [name, text] of voiceMetadata(voice)) metadata[prefix + name] = text;
  });
  return metadata;
}

function voiceMetadata({ speaker, recordedAt, place, licence, consent, recording }: VoiceProvenance) {
  const stated: readonly (readonly [string, string | undefined])[] = [
    ["speaker", speaker],
    ["recordedAt", recordedAt],
    ["place", place],
    ["licence", licence],
    ["consent", consent && (consent.given ? "given" : "refused")],
    ["consentBy", consent?.by],
    ["consentOn", consent?.on],
    ["consentScope", consent?.scope],
    ["fileSha256", recording.fileSha256],
    ["samplesSha256", recording.samplesSha256],
  ];
  return stated.flatMap(([name, text]) => (text === undefined ? [] : [[name, fileText(text)] as const]));
}

/** A text as every format can hold it: in one line, of whole characters. */
export function fileText(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029\ufffe\uffff]+/gu, " ").trim();
}
