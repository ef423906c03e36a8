import { type Inspection, inspectMesh, type MaterialName } from "@vocalith/geometry";
import {
  type CutOptions,
  catalogueNumber,
  completeGem,
  cutGem,
  explain,
  type Gem,
  type GemSketch,
  gemDistance,
  growGem,
  parseGemCode,
  traceGem,
  writeGemFiles,
} from "vocalith";
import { Given, type TaskHandlers } from "./answer-tasks.js";
import { buffersOf } from "./buffers-of.js";
import { type Failure, FailureError } from "./failure.js";
import { once } from "./once.js";
import type { StoneFile } from "./stone.js";
import { stoneOf } from "./stone-of.js";
import type { StoneTasks } from "./stone-tasks.js";
import { rehearseCutting, warmCutting } from "./warm-cutting.js";

/** A gem on the bench, and what was found out about it. */
interface KeptGem {
  readonly gem: Gem;
  readonly inspections: Map<MaterialName, Inspection>;
}

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
    warm: once((_, { othersWait }) => warmCutting(othersWait)),
    rehearse: rehearseCutting,
    hear: async () => {
      await hearing();
      return undefined;
    },
    fromSound: async ({ id, sound, cutting }, { signal, report }) => {
      const { createGem } = await hearing();
      return keep(id, await createGem(sound, { ...cutting, signal, onProgress: report }));
    },
    fromOutline: async ({ id, outline, cutting }, { report, signal }) => {
      const onSketch = (sketch: GemSketch) => report(stoneOf(sketch, id));
      return keep(id, await growGem(outline, { ...cutting, onSketch, signal }));
    },
    complete: ({ id, features }) => {
      const { gem, inspections } = find(id);
      kept.set(id, { gem: completeGem(gem, [features]), inspections });
      return undefined;
    },
    trace: ({ id, recording }) => {
      const { gem, inspections } = find(id);
      kept.set(id, { gem: traceGem(gem, [{ recording }]), inspections });
      return undefined;
    },
    fromCode: async ({ id, code, cutting }, { signal }) => keep(id, await cutGem(code, { ...cutting, signal })),
    twin: async ({ id, first, second, cutting }, { signal }) => {
      const gems = [find(first).gem, find(second).gem] as const;
      for (const { individuals } of gems) if (individuals.length > 1) throw new FailureError(NO_TWIN_OF_TWINS);
      return keep(id, await cutAgain(gems, { ...cutting, signal }));
    },
    recut: async ({ id, of, cutting }, { signal }) => {
      const { gem } = find(of);
      return keep(id, await cutAgain([gem], { cut: gem.cut, sizeMm: gem.sizeMm, ...cutting, signal }));
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

const hearing = () => import("./hear-sound.js");

const NO_TWIN_OF_TWINS: Failure = {
  kind: "option",
  found: "a twin",
  accepted: "a stone of one voice",
  advice: "Choose two stones of one voice each.",
};

/** Cuts the voices of one stone or two anew, as one stone: of what was heard, where all were heard, and with all that is known of their recordings. */
async function cutAgain(gems: readonly Gem[], options: CutOptions): Promise<Gem> {
  const individuals = gems.flatMap((gem) => gem.individuals);
  const [heard, other] = individuals.flatMap(({ features }) => features ?? []);
  if (heard === undefined || (other === undefined && individuals.length > 1)) {
    const [first, second] = individuals.map(({ code }) => parseGemCode(code));
    return cutGem(second === undefined ? first : { individuals: [first, second] }, options);
  }
  const gem = await growGem(other === undefined ? heard : [heard, other], options);
  const known = gems.flatMap(({ provenance }) => provenance?.voices ?? []);
  return known.length === individuals.length ? traceGem(gem, known) : gem;
}
