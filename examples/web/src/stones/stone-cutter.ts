import type { VoiceFeatures, VoiceOutline } from "@vocalith/dsp";
import type { Inspection, MaterialName } from "@vocalith/geometry";
import type { Explanation, GemFormat, GemParticles } from "vocalith";
import type { VoiceRecording } from "../voice/voice-recording.js";
import { buffersOf } from "./buffers-of.js";
import { pageWorker } from "./page-worker.js";
import type { FileOptions, OutlineOptions, SoundOptions, Stone, StoneFile, StoneOptions } from "./stone.js";
import type { StoneTasks } from "./stone-tasks.js";
import { whenIdle } from "./when-idle.js";
import { type WorkerLike, WorkerLine } from "./worker-line.js";

/** What a stone can be made of: a recording of this page, or a file. */
export type StoneSound = VoiceRecording | Blob;

/** Told when the cutter's worker crashed: all stones are lost to it, `fromCode` cuts them again. Another worker takes the place at the next question. */
export class CutterCrashEvent extends Event {
  constructor(
    /** What it ended by, in the engine's words. */
    readonly found: string,
  ) {
    super("crash");
  }
}

/**
 * Cuts stones in a worker, which keeps them by their numbers until they are released. Every promise rejects with a `FailureError`, or with
 * the reason of an aborted signal. Events: `crash` ({@link CutterCrashEvent}).
 */
export class StoneCutter extends EventTarget {
  readonly #line: WorkerLine<StoneTasks>;
  /** Stones of recordings, so that none is heard twice. */
  readonly #ofRecording = new WeakMap<object, number>();
  /** Recordings whose stones do not say yet which they were made of. */
  readonly #untraced = new Map<number, VoiceRecording>();
  /** Until the features of these stones have come. */
  readonly #completed = new Map<number, Promise<void>>();
  #kept = new Set<number>();
  #made = 0;

  constructor(create: () => WorkerLike = () => pageWorker("stones")) {
    super();
    this.#line = new WorkerLine(create, ({ found }) => {
      this.#forgetAll();
      this.dispatchEvent(new CutterCrashEvent(found));
    });
  }

  /** How many stones are kept. */
  get kept(): number {
    return this.#kept.size;
  }

  /** Makes the worker ready to cut without delay; for the time in which somebody speaks. */
  async warm(): Promise<void> {
    await this.#line.ask("warm", undefined);
  }

  /** Keeps it ready, if asked for every few seconds; for the time in which somebody speaks. */
  async rehearse(): Promise<void> {
    await this.#line.ask("rehearse", undefined);
  }

  /** Fetches what only a voice needs once the page has nothing else to do and what was asked for is cut, so that it is there when a voice comes. */
  prepareToHearWhenIdle(): void {
    // What does not come now is asked for again where it matters.
    whenIdle(() => this.#line.ask("hear", undefined).catch(() => {}));
  }

  /** The stone of a recording or of a sound file. */
  async fromSound(sound: StoneSound, options: SoundOptions = {}): Promise<Stone> {
    const { onProgress, signal } = options;
    const known = this.#knownStone(sound);
    if (known !== undefined) return this.recut(known, options);
    const bytes = sound instanceof Blob ? sound : sound.wavBytes();
    const ask = { sound: bytes, cutting: cuttingOf(options) };
    const stone = await this.#make((id) => this.#line.ask("fromSound", { id, ...ask }, { signal, onProgress }));
    if (!(sound instanceof Blob)) this.#ofRecording.set(sound, stone.id);
    return stone;
  }

  /** The stone of what was heard in a recording: `complete` and `keepRecording` follow when the rest of it is known. */
  fromOutline(outline: VoiceOutline, options: OutlineOptions = {}): Promise<Stone> {
    const { onSketch, signal } = options;
    const ask = { outline, cutting: cuttingOf(options) };
    return this.#make((id) => this.#line.ask("fromOutline", { id, ...ask }, { signal, onProgress: onSketch }));
  }

  /** States what else was measured in a stone's voice, when it is known; the buffers are given away. What needs it waits, and does without it where it does not come. */
  complete(id: number, coming: Promise<VoiceFeatures>): void {
    const told = coming.then((features) => {
      // Whoever waits finds it told: what is asked of the worker next comes after it.
      if (this.#kept.has(id))
        this.#line.ask("complete", { id, features }, { transfer: buffersOf(features) }).catch(() => {});
    });
    const completed = told.catch(() => {}).then(() => void this.#completed.delete(id));
    this.#completed.set(id, completed);
  }

  /** States which recording a stone was made of: its files will say so. No stone waits for the check sums, only what they stand in. */
  keepRecording(id: number, recording: VoiceRecording): void {
    this.#ofRecording.set(recording, id);
    if (this.#kept.has(id)) this.#untraced.set(id, recording);
  }

  /** The stone of a code. */
  fromCode(code: string, options: StoneOptions = {}): Promise<Stone> {
    const { signal } = options;
    return this.#make((id) => this.#line.ask("fromCode", { id, code, cutting: cuttingOf(options) }, { signal }));
  }

  /** Two voices grown through one another, who speaks first in front; recordings, files, or stones of one voice by their numbers. */
  async twin(first: StoneSound | number, second: StoneSound | number, options: SoundOptions = {}): Promise<Stone> {
    const { signal } = options;
    const passing: number[] = [];
    const numberOf = async (voice: StoneSound | number): Promise<number> => {
      if (typeof voice === "number") return voice;
      const known = this.#knownStone(voice);
      if (known !== undefined) return known;
      const { id } = await this.fromSound(voice, options);
      passing.push(id);
      return id;
    };
    try {
      const ask = { first: await numberOf(first), second: await numberOf(second), cutting: cuttingOf(options) };
      await Promise.all([this.#trace(ask.first), this.#trace(ask.second)]);
      return await this.#make((id) => this.#line.ask("twin", { id, ...ask }, { signal }));
    } finally {
      for (const id of passing) this.release(id);
    }
  }

  /** The same voice, cut in another way or size. It is a stone of its own: release the other when it is not shown any more. */
  async recut(of: number, options: StoneOptions = {}): Promise<Stone> {
    const { signal } = options;
    await this.#trace(of);
    return this.#make((id) => this.#line.ask("recut", { id, of, cutting: cuttingOf(options) }, { signal }));
  }

  /** What in the voice made the stone as it is, in words. */
  async explain(id: number, language: string): Promise<Explanation> {
    await this.#completed.get(id);
    return this.#line.ask("explain", { id, language });
  }

  /** Whether and how well it can be made of a material; remembered, so that asking again costs nothing. */
  inspect(id: number, material: MaterialName, signal?: AbortSignal): Promise<Inspection> {
    return this.#line.ask("inspect", { id, material }, { signal });
  }

  /** Its files, the same bytes as the command line's of the recording's WAV file under the same name. */
  async files(id: number, formats: readonly GemFormat[], options: FileOptions = {}): Promise<readonly StoneFile[]> {
    const { name, signal, title } = options;
    await this.#trace(id);
    return this.#line.ask("files", { id, formats, names: { name, title } }, { signal });
  }

  /** The stone as a cloud. */
  async particles(id: number, count: number, signal?: AbortSignal): Promise<GemParticles> {
    await this.#completed.get(id);
    return this.#line.ask("particles", { id, count }, { signal });
  }

  /** How far two stones lie apart to the eye, 0 to 2. */
  distance(first: number, second: number): Promise<number> {
    return this.#line.ask("distance", { first, second });
  }

  /** Lets go of a stone; of one that is not kept, nothing. */
  release(id: number): void {
    this.#untraced.delete(id);
    this.#completed.delete(id);
    if (this.#kept.delete(id)) void this.#line.ask("release", { id }).catch(() => {});
  }

  /** Ends the worker and lets go of all stones. */
  dispose(): void {
    this.#forgetAll();
    this.#line.end();
  }

  #forgetAll(): void {
    this.#kept.clear();
    this.#untraced.clear();
    this.#completed.clear();
  }

  /** Has the worker know all of the voice and which recording a stone was made of before it is asked for what says so. */
  async #trace(id: number): Promise<void> {
    await this.#completed.get(id);
    const recording = this.#untraced.get(id)?.provenance();
    if (recording === undefined) return;
    const provenance = await recording;
    // Whoever else waited finds it told: what is asked of the worker next comes after it.
    if (this.#untraced.delete(id)) this.#line.ask("trace", { id, recording: provenance }).catch(() => {});
  }

  #knownStone(sound: StoneSound): number | undefined {
    const id = this.#ofRecording.get(sound);
    return id !== undefined && this.#kept.has(id) ? id : undefined;
  }

  async #make(ask: (id: number) => Promise<Stone>): Promise<Stone> {
    const id = ++this.#made;
    // From now on, since a crash between would lose it.
    this.#kept.add(id);
    try {
      return await ask(id);
    } catch (error) {
      this.release(id);
      throw error;
    }
  }
}

const cuttingOf = ({ cut, sizeMm }: StoneOptions) => ({ ...(cut && { cut }), ...(sizeMm !== undefined && { sizeMm }) });
