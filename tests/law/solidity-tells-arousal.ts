import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { cutGem, encodeVoice } from "vocalith";
import { measureStone } from "./measure-stone.js";

/** Emotions of the Berlin Database of Emotional Speech by the sixth letter of a file's name. */
const EXCITED = "WAF";
const CALM = "TLN";

/**
 * How well the solidity of a stone (its volume over that of its convex hull) tells anger, fear and joy from sadness, boredom and calm: lines of
 * a report with the area under the ROC curve, the share of pairs in which the excited stone is the less solid.
 */
export async function solidityTellsArousal(files: readonly string[]): Promise<string[]> {
  const excited: number[] = [];
  const calm: number[] = [];
  for (const file of files) {
    const emotion = basename(file)[5] ?? "";
    const list = EXCITED.includes(emotion) ? excited : CALM.includes(emotion) ? calm : undefined;
    if (list === undefined) continue;
    const gem = await cutGem(encodeVoice(analyzeVoice(await decode(readFileSync(file)))));
    list.push((await measureStone(gem)).solidity);
  }
  let right = 0;
  for (const less of excited) for (const more of calm) right += less < more ? 1 : less === more ? 0.5 : 0;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    "## Solidity tells arousal",
    "",
    `Volume over the hull's volume of ${excited.length} excited (anger, fear, joy) and ${calm.length} calm stones (sadness, boredom, calm): mean ${mean(excited).toFixed(2)} and ${mean(calm).toFixed(2)}; area under the ROC curve **${(right / (excited.length * calm.length)).toFixed(3)}**.`,
  ];
}
