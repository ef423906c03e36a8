import log2 from "@stdlib/math-base-special-log2";
import type { SpeakerTraits, VoiceSummary } from "@vocalith/dsp";
import { CRYSTAL_SYSTEMS, FIELD_MAXIMA, FORM_COUNT, type SpeciesCode } from "../code/gem-code.js";
import { quantize } from "./quantize.js";

const { species: maxima } = FIELD_MAXIMA;

/** Where an axis of the identity ends to either side, after bending. */
const IDENTITY_SPAN = 3.5;
/** A voice this far from the middle of all voices, in deviations within a speaker, is drawn in by a third; none goes beyond it. */
const IDENTITY_BEND = 4;

/** What lasts in the voice, as the mineral it is. */
export function encodeSpecies({ speaker, utterance }: VoiceSummary): SpeciesCode {
  const height = resonanceHeight(speaker, utterance.arousal);
  const bent = bentIdentity(speaker.identity);
  const step = (axis: number) => quantize(bent[axis], -IDENTITY_SPAN, IDENTITY_SPAN, FIELD_MAXIMA.form.turn);
  return {
    system: systemOf(speaker.register, height),
    forms: Array.from({ length: FORM_COUNT }, (_, i) => ({ turn: step(2 * i), slope: step(2 * i + 1) })),
    ...resonanceSteps(height),
    purity: quantize(speaker.harmonicsToNoiseDb, 6, 26, maxima.purity),
  };
}

/** The height in steps and quarters of them. */
function resonanceSteps(height: number): Pick<SpeciesCode, "resonance" | "shade"> {
  const shades = maxima.shade + 1;
  const quarters = quantize(height, 0, 1, (maxima.resonance + 1) * shades - 1);
  return { resonance: Math.floor(quarters / shades), shade: quarters % shades };
}

/**
 * The strongest axes of an identity, `x / sqrt(1 + |x|^2 / 16)`: two utterances of a voice far from the middle lie further apart than two of a common
 * one, in proportion, so that the way out from the middle tells less than the direction.
 */
function bentIdentity(identity: readonly number[]): number[] {
  const axes = Array.from({ length: 2 * FORM_COUNT }, (_, axis) => identity[axis] ?? Number.NaN);
  const square = axes.reduce((sum, x) => sum + x * x, 0);
  return axes.map((x) => x / Math.sqrt(1 + square / (IDENTITY_BEND * IDENTITY_BEND)));
}

/**
 * Octaves by which an excited speaker's low tone lies above the same speaker's calm one. Taken out, since excitement does not last. With this much
 * the height of the ten actors of the Berlin Database of Emotional Speech (Burkhardt et al. 2005) varies least within a speaker for how much it varies
 * between them, and over all moods the fewest of their sentences, 24 of 535, become another mineral than the speaker's other ones.
 */
const AROUSAL_LIFTS_OCTAVES = 1;

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
