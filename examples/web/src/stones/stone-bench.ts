import type { VoiceFeatures } from "@vocalith/dsp";
import { type Inspection, inspectMesh, type MaterialName } from "@vocalith/geometry";
import {
  catalogueNumber,
  createGem,
  cutGem,
  explain,
  type Gem,
  gemDistance,
  parseGemCode,
  type RecordingProvenance,
  writeGemFiles,
} from "vocalith";
import { Given, type TaskHandlers } from "./answer-tasks.js";
import { buffersOf } from "./buffers-of.js";
import { FailureError } from "./failure.js";
import { once } from "./once.js";
import type { StoneFile } from "./stone.js";
import { stoneOf } from "./stone-of.js";
import type { StoneTasks } from "./stone-tasks.js";
import { warmCutting } from "./warm-cutting.js";

/** A gem on the bench, and what was found out about it. */
interface KeptGem {
  readonly gem: Gem;
  readonly inspections: Map<MaterialName, Inspection>;
}

/** Sums that were not taken yet. */
const UNTRACED: RecordingProvenance = {
  channels: 1,
  sampleRateHz: 0,
  durationSeconds: 0,
  container: "wav",
  codec: "float32",
};

/** What is done with gems in their worker: it keeps them by number until they are released. */
export function stoneBench(): TaskHandlers<StoneTasks> {
  const kept = new Map<number, KeptGem>();

  const keep = (id: number, gem: Gem) => {
    kept.set(id, { gem, inspections: new Map() });
    return stoneOf(gem, id);
  };
  const find = (id: number): KeptGem => {
    const found = kept.get(id);
    if (found !== undefined) return found;
    const failure = {
      kind: "gone",
      found: `stone ${id}`,
      accepted: "a stone that is kept",
      advice: "Make it again.",
    } as const;
    throw new FailureError(failure);
  };

  return {
    warm: once(warmCutting),
    fromSound: async ({ id, sound, cutting }, { signal, report }) =>
      keep(id, await createGem(sound, { ...cutting, signal, onProgress: report })),
    fromFeatures: async ({ id, features, cutting }, { signal }) =>
      keep(id, await gemOf([features], [UNTRACED], { ...cutting, signal })),
    trace: ({ id, recording }) => {
      const { gem, inspections } = find(id);
      kept.set(id, { gem: withRecordings(gem, [recording]), inspections });
      return undefined;
    },
    fromCode: async ({ id, code, cutting }, { signal }) => keep(id, await cutGem(code, { ...cutting, signal })),
    twin: async ({ id, first, second, cutting }, { signal }) => {
      const gems = [find(first).gem, find(second).gem] as const;
      return keep(id, await twinOf(gems, { ...cutting, signal }));
    },
    recut: async ({ id, of, cutting }, { signal }) => {
      const { gem } = find(of);
      return keep(id, await recutGem(gem, { cut: gem.cut, sizeMm: gem.sizeMm, ...cutting, signal }));
    },
    explain: ({ id, language }) => explain(find(id).gem, language),
    inspect: ({ id, material }) => {
      const { gem, inspections } = find(id);
      const inspection = inspections.get(material) ?? inspectMesh(gem.mesh, { material });
      inspections.set(material, inspection);
      return inspection;
    },
    files: ({ id, formats, names }) => {
      const { gem } = find(id);
      const { name = `vocalith-${catalogueNumber(gem.code)}`, title = name } = names;
      const files = writeGemFiles(gem, formats, { name, title }).map(
        ({ bytes, format, mediaType, suffix }): StoneFile => ({
          name: name + suffix,
          bytes: new Uint8Array(bytes),
          type: mediaType,
          format,
        }),
      );
      return new Given(files, buffersOf(files));
    },
    particles: ({ id, count }) => {
      const particles = find(id).gem.particles(count);
      return new Given(particles, buffersOf(particles));
    },
    distance: ({ first, second }) => gemDistance(find(first).gem, find(second).gem),
    release: ({ id }) => {
      kept.delete(id);
      return undefined;
    },
  };
}

type Cutting = NonNullable<Parameters<typeof cutGem>[1]>;

/** The stone of voices that were heard before, as `createGem` makes it of their recordings. */
async function gemOf(
  features: readonly VoiceFeatures[],
  recordings: readonly RecordingProvenance[],
  cutting: Cutting,
): Promise<Gem> {
  // The sound itself is elsewhere, and so are its sums; only its features make the stone.
  const elsewhere = { samples: new Float32Array(1), sampleRateHz: 48_000 };
  const [first, second] = features;
  const gem =
    second === undefined
      ? await createGem(elsewhere, { ...cutting, features: first })
      : await createGem([elsewhere, elsewhere], { ...cutting, features: [first, second] });
  return withRecordings(gem, recordings);
}

function withRecordings(gem: Gem, recordings: readonly RecordingProvenance[]): Gem {
  if (gem.provenance === undefined) return gem;
  return { ...gem, provenance: { ...gem.provenance, voices: recordings.map((recording) => ({ recording })) } };
}

function recutGem(gem: Gem, cutting: Cutting): Promise<Gem> {
  const heard = heardIn(gem);
  if (heard === undefined) return cutGem(gem.code, cutting);
  return gemOf(heard.features, heard.recordings, cutting);
}

/** A twin of two stones of one voice each, with all that is known of both. */
function twinOf(gems: readonly [Gem, Gem], cutting: Cutting): Promise<Gem> {
  for (const { individuals } of gems) {
    if (individuals.length === 1) continue;
    const advice = "Choose two stones of one voice each.";
    throw new FailureError({ kind: "option", found: "a twin", accepted: "a stone of one voice", advice });
  }
  const [first, second] = gems.map(heardIn);
  if (first === undefined || second === undefined) {
    const [one, other] = gems.map(({ code }) => parseGemCode(code));
    return cutGem({ individuals: [one, other] }, cutting);
  }
  return gemOf([...first.features, ...second.features], [...first.recordings, ...second.recordings], cutting);
}

/** What was heard of every voice of a gem, and where; undefined of one from a code. */
function heardIn({ individuals, provenance }: Gem) {
  const features = individuals.flatMap((individual) => individual.features ?? []);
  if (features.length < individuals.length || provenance === undefined) return undefined;
  return { features, recordings: provenance.voices.map(({ recording }) => recording) };
}
