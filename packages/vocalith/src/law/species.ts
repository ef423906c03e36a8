import log2 from "@stdlib/math-base-special-log2";
import type { SpeakerTraits, VoiceSummary } from "@vocalith/dsp";
import { CRYSTAL_SYSTEMS, FIELD_MAXIMA, FORM_COUNT, type SpeciesCode } from "../code/gem-code.js";
import { quantize } from "./quantize.js";

const { species: maxima } = FIELD_MAXIMA;

/** How far an axis of the identity reaches to either side, in deviations within a speaker. */
const IDENTITY_SPAN = 4;

/** What lasts in the voice, as the mineral it is. */
export function encodeSpecies({ speaker, utterance }: VoiceSummary): SpeciesCode {
  const height = resonanceHeight(speaker, utterance.arousal);
  const step = (axis: number) =>
    quantize(speaker.identity[axis] ?? Number.NaN, -IDENTITY_SPAN, IDENTITY_SPAN, FIELD_MAXIMA.form.turn);
  return {
    system: systemOf(speaker.register, height),
    forms: Array.from({ length: FORM_COUNT }, (_, i) => ({ turn: step(2 * i), slope: step(2 * i + 1) })),
    resonance: quantize(height, 0, 1, maxima.resonance),
    purity: quantize(speaker.harmonicsToNoiseDb, 6, 26, maxima.purity),
  };
}

/**
 * Octaves by which an excited speaker's low tone lies above the same speaker's calm one: 0.8 between two actors' neutral and angry
 * sentences in the Berlin Database of Emotional Speech (Burkhardt et al. 2005). Taken out, since excitement does not last.
 */
const AROUSAL_LIFTS_OCTAVES = 0.8;

/**
 * How high a voice resonates, 0 (a whale) over 0.2 (a deep man) and 0.75 (a small child) to 1 (a bird): the mean of where its
 * vocal tract's length and its pitch lie, each on a logarithmic scale. One stands for both where the other was not found.
 */
function resonanceHeight(speaker: SpeakerTraits, arousal: number): number {
  const { register, vocalTractLengthMm, pitchBaseHz, pitchMedianHz } = speaker;
  if (register === "whale") return 0.1 * shareOfOctaves(pitchMedianHz, 15, 300, 0.5);
  if (register === "bird") return 0.85 + 0.15 * shareOfOctaves(pitchMedianHz, 900, 9000, 0.5);
  const fromPitch =
    shareOfOctaves(pitchBaseHz, 70, 420, Number.NaN) - (AROUSAL_LIFTS_OCTAVES * arousal) / log2(420 / 70);
  const fromTract = 1 - shareOfOctaves(vocalTractLengthMm, 100, 190, Number.NaN);
  if (Number.isNaN(fromPitch) && Number.isNaN(fromTract)) return 0.45;
  if (Number.isNaN(fromPitch)) return 0.12 + 0.68 * fromTract;
  if (Number.isNaN(fromTract)) return 0.12 + 0.68 * Math.max(0, fromPitch);
  return 0.12 + 0.34 * (Math.max(0, fromPitch) + fromTract);
}

/** Where a value lies between two others in octaves, 0 to 1; `unknown` for NaN. */
function shareOfOctaves(value: number, low: number, high: number, unknown: number): number {
  if (!(value > 0)) return unknown;
  return Math.min(1, Math.max(0, log2(value / low) / log2(high / low)));
}

/** Whales, then people from deep to high, then birds: each its own crystal system. */
function systemOf(register: SpeakerTraits["register"], height: number): number {
  if (register === "whale") return CRYSTAL_SYSTEMS.indexOf("monoclinic");
  if (register === "bird") return CRYSTAL_SYSTEMS.indexOf("cubic");
  if (height < 0.29) return CRYSTAL_SYSTEMS.indexOf("hexagonal");
  if (height < 0.47) return CRYSTAL_SYSTEMS.indexOf("trigonal");
  if (height < 0.6) return CRYSTAL_SYSTEMS.indexOf("tetragonal");
  return CRYSTAL_SYSTEMS.indexOf("orthorhombic");
}
