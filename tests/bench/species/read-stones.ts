import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { readSTL } from "@vocalith/formats";
import { type CutName, cutGem, encodeVoice, type MeasuredSpecies, measureSpecies, type SpeciesCode } from "vocalith";

/** What the goniometer read from the stone of one sentence. */
export interface ReadStone {
  readonly speaker: string;
  readonly sentence: string;
  /** Neutral or bored. */
  readonly calm: boolean;
  readonly species: SpeciesCode;
  readonly measured: Readonly<Record<CutName, MeasuredSpecies | undefined>>;
}

/**
 * Cuts every sentence of a folder in every way, writes the STL and reads it.
 *
 * @param folder - Files named speaker (2 characters), sentence (3), emotion (1), take, as in the Berlin Database of Emotional Speech.
 */
export async function readStones(folder: string): Promise<ReadStone[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".wav")).sort();
  const stones: ReadStone[] = [];
  for (const file of files) {
    const code = encodeVoice(analyzeVoice(await decode(await readFile(join(folder, file)))));
    const read = async (cut: CutName) => measureSpecies(readSTL((await cutGem(code, { cut })).toSTL()));
    stones.push({
      speaker: file.slice(0, 2),
      sentence: file.slice(2, 5),
      calm: "NL".includes(file.slice(5, 6)),
      species: code.species,
      measured: { crystal: await read("crystal"), brilliant: await read("brilliant") },
    });
  }
  return stones;
}

/** The largest difference of any value read from the code's, in steps; Infinity for another system. */
export function stepsOff(measured: MeasuredSpecies | undefined, species: SpeciesCode): number {
  if (measured?.system !== species.system) return Number.POSITIVE_INFINITY;
  const differences = measured.forms.flatMap(({ turn, slope }, i) => [
    turn - species.forms[i].turn,
    slope - species.forms[i].slope,
  ]);
  return Math.max(...[measured.resonance - species.resonance, ...differences].map(Math.abs));
}
