import { speciesDistance } from "vocalith";
import { fitSpeakerModel } from "../../../packages/dsp/scripts/fit-speaker-model.js";
import { RECORDING_CHANNELS } from "../../../packages/dsp/scripts/recording-channels.js";
import { type SpeakerSample, speakerSamples } from "../../../packages/dsp/scripts/speaker-samples.js";
import { completeVoice, speakerIdentity } from "../../../packages/dsp/src/summary/speaker-identity.js";
import { encodeSpecies } from "../../../packages/vocalith/src/law/species.js";
import { areaUnderCurve } from "./area-under-curve.js";

/** Area under the ROC curve for calm sentences and for all moods. */
export interface HeldOutFigures {
  readonly calm: number;
  readonly all: number;
}

/**
 * Tells speakers by species whose axes were learned without them: for each two speakers the model of identity is learned again from the others, as
 * `packages/dsp/scripts/learn-speakers.ts` does, and the species of these two are taken by it. Species as the code has them: no stones are cut.
 */
export async function heldOutSpeakers(folder: string): Promise<HeldOutFigures> {
  const channels = Object.keys(RECORDING_CHANNELS);
  const samples = await speakerSamples(folder, (index) => ["clean", channels[index % channels.length]]);
  const clean = samples.filter(({ channel }) => channel === "clean");
  const speakers = [...new Set(clean.map(({ speaker }) => speaker))];
  const found = {
    calm: { same: [] as number[], other: [] as number[] },
    all: { same: [] as number[], other: [] as number[] },
  };
  speakers.forEach((one, k) => {
    for (const two of speakers.slice(k)) {
      const model = fitSpeakerModel(samples.filter(({ speaker }) => speaker !== one && speaker !== two));
      const speciesOf = ({ summary, traits }: SpeakerSample) => {
        const identity = speakerIdentity(completeVoice(traits, model), model);
        return encodeSpecies({ ...summary, speaker: { ...summary.speaker, identity } });
      };
      const [left, right] = [one, two].map((own) =>
        clean.filter(({ speaker }) => speaker === own).map((sample) => ({ sample, species: speciesOf(sample) })),
      );
      left.forEach((a, i) => {
        for (const b of one === two ? right.slice(0, i) : right) {
          if (a.sample.sentence === b.sample.sentence) continue;
          const list = one === two ? "same" : "other";
          const distance = speciesDistance(a.species, b.species);
          found.all[list].push(distance);
          if (a.sample.calm && b.sample.calm) found.calm[list].push(distance);
        }
      });
    }
  });
  return {
    calm: areaUnderCurve(found.calm.same, found.calm.other),
    all: areaUnderCurve(found.all.same, found.all.other),
  };
}
