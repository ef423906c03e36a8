import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Explanation } from "vocalith";
import type { Language } from "../language/languages.js";
import { FailureError, type FailureKind } from "../stones/failure.js";
import type { Stone } from "../stones/stone.js";
import { StoneCutter } from "../stones/stone-cutter.js";
import type { SettledVoice } from "../voice/recorder-events.js";
import { VoiceRecorder } from "../voice/voice-recorder.js";
import { ATTRACT_CODES } from "./attract-codes.js";
import type { ExhibitionOptions } from "./exhibition-options.js";
import { type ExhibitionEvent, type ExhibitionScene, nextExhibitionScene } from "./exhibition-scene.js";
import { IdleClock } from "./idle-clock.js";

const SIZE_MM = 40;
const ATTRACT_MS = 14_000;
const COUNT_MS = 1000;
/** After so many faults of ours the page is loaded anew, when nobody is there. */
const FAULTS = 3;

/** One exhibition, visitor after visitor: whatever a visit made is let go of before the next. */
export class ExhibitionApp {
  readonly options: ExhibitionOptions;
  readonly language = signal<Language>("en");
  readonly idle: IdleClock;
  /** Whether stones stand still, for want of WebGL. */
  readonly isStill = signal(false);
  readonly #home: Language;
  readonly #reload: () => void;
  readonly #cutter: StoneCutter;
  readonly #recorder: VoiceRecorder;
  readonly #scene = signal<ExhibitionScene>({ name: "attract" });
  readonly #attracting = signal<Stone | undefined>(undefined);
  readonly #growing = signal<Stone | undefined>(undefined);
  readonly #voice = signal<SettledVoice | undefined>(undefined);
  readonly #explanation = signal<Explanation | undefined>(undefined);
  readonly #level = signal(0);
  readonly #elapsedSeconds = signal(0);
  /** The attracting stones, cut once. */
  readonly #cut = new Map<string, Stone>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #place = 0;
  #visits = 0;
  #faults = 0;

  /**
   * @param language - The language that every visit begins in.
   * @param reload - Loads the page anew.
   */
  constructor(language: Language, options: ExhibitionOptions, reload: () => void, cutter = new StoneCutter()) {
    this.#home = language;
    this.language.value = language;
    this.options = options;
    this.#reload = reload;
    this.#cutter = cutter;
    this.#recorder = new VoiceRecorder(this.#cutter, {
      longestSeconds: options.longestSeconds,
      cutting: { cut: "crystal", sizeMm: SIZE_MM },
    });
    this.idle = new IdleClock(options.idleSeconds, () => this.reset());
    this.#cutter.addEventListener("crash", () => {
      this.#cut.clear();
      this.#fault();
    });
    this.#recorder.on("level", ({ peakDb, recordedSeconds }) => {
      batch(() => {
        this.#level.value = Math.max(0, 1 + peakDb / 54);
        this.#elapsedSeconds.value = recordedSeconds;
      });
    });
    this.#recorder.on("growth", ({ stone }) => {
      this.#growing.value = stone;
    });
    this.#recorder.on("state", ({ state }) => {
      // It has come to its end by itself; nobody is left to end it when the system held it up.
      if (state === "settling") this.#happen({ type: "end" });
      if (state === "paused") this.#recorder.resume();
    });
    this.#recorder.on("settled", (voice) => this.#settle(voice));
    this.#recorder.on("failure", ({ failure: { kind } }) => this.#fail(kind));
  }

  get scene(): ReadonlySignal<ExhibitionScene> {
    return this.#scene;
  }

  /** The visitor's recording and stone, while they are shown. */
  get voice(): ReadonlySignal<SettledVoice | undefined> {
    return this.#voice;
  }

  get explanation(): ReadonlySignal<Explanation | undefined> {
    return this.#explanation;
  }

  /** How loud it is, 0 to 1. */
  get level(): ReadonlySignal<number> {
    return this.#level;
  }

  get elapsedSeconds(): ReadonlySignal<number> {
    return this.#elapsedSeconds;
  }

  /** The stone that is to be seen. */
  readonly shown: ReadonlySignal<Stone | undefined> = computed(() => {
    switch (this.#scene.value.name) {
      case "attract":
      case "asking":
      case "trouble":
        return this.#attracting.value;
      case "stone":
        return this.#voice.value?.stone;
      default:
        return this.#growing.value;
    }
  });

  /** Whether what is shown is growing; what it settles into stands at once. */
  readonly isGrowing: ReadonlySignal<boolean> = computed(() => this.#scene.value.name === "recording");

  /** Whether a voice has ended and its stone is being cut. */
  readonly isSettling: ReadonlySignal<boolean> = computed(() => this.#scene.value.name === "settling");

  /** How many stones the worker keeps: those that attract, and the visitor's. */
  get kept(): number {
    return this.#cutter.kept;
  }

  /** How many visitors have begun. */
  get visits(): number {
    return this.#visits;
  }

  /** Opens the exhibition. */
  open(): void {
    void this.#attract();
    this.#cutter.prepareToHearWhenIdle();
  }

  /** A visitor begins; within a touch or a key. */
  begin(): void {
    const before = this.#scene.peek();
    this.#happen({ type: "begin" });
    if (this.#scene.peek() === before) return;
    this.#visits++;
    this.#putAway();
    this.idle.start();
    void this.#openMicrophone();
  }

  /** The visitor has said it. */
  end(): void {
    if (this.#scene.peek().name !== "recording") return;
    this.#happen({ type: "end" });
    // What goes wrong is told as an event.
    this.#recorder.stop().catch(() => {});
  }

  /** The next visitor's turn. */
  reset(): void {
    // The next is on its way: the last is not drawn for a moment.
    if (this.isStill.peek()) this.#attracting.value = undefined;
    this.#happen({ type: "reset" });
    this.#putAway();
    this.#recorder.close();
    this.idle.stop();
    this.language.value = this.#home;
    if (this.#faults >= FAULTS) this.#reload();
    else void this.#attract();
  }

  async #attract(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#scene.peek().name !== "attract") return;
    const code = ATTRACT_CODES[this.#place++ % ATTRACT_CODES.length];
    try {
      if (code !== undefined) this.#attracting.value = await this.#attractingStone(code);
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind !== "crashed") this.#fault();
    }
    if (this.#scene.peek().name !== "attract") return;
    this.#attractOn();
  }

  #attractOn(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#faults >= FAULTS) this.#reload();
      // A still picture costs seconds of all there is: one for every visit is enough.
      else if (this.isStill.peek()) this.#attractOn();
      else void this.#attract();
    }, ATTRACT_MS);
  }

  async #attractingStone(code: string): Promise<Stone> {
    const known = this.#cut.get(code);
    if (known !== undefined) return known;
    const stone = await this.#cutter.fromCode(code, { sizeMm: SIZE_MM });
    this.#cut.set(code, stone);
    return stone;
  }

  async #openMicrophone(): Promise<void> {
    try {
      await this.#recorder.open();
    } catch {
      // Told as an event, or given up.
      return;
    }
    if (this.#scene.peek().name !== "asking") {
      this.#recorder.close();
      return;
    }
    this.#happen({ type: "microphone-open" });
    this.#countOn();
  }

  #countOn(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#happen({ type: "counted" });
      const { name } = this.#scene.peek();
      if (name === "counting") this.#countOn();
      if (name !== "recording") return;
      // A visit has its own end from here on.
      this.idle.stop();
      try {
        this.#recorder.start();
      } catch (error) {
        this.#fail(error instanceof FailureError ? error.failure.kind : "fault");
      }
    }, COUNT_MS);
  }

  #settle(voice: SettledVoice): void {
    const { name } = this.#scene.peek();
    if (name !== "settling" && name !== "recording") {
      this.#cutter.release(voice.stone.id);
      return;
    }
    batch(() => {
      this.#voice.value = voice;
      this.#happen({ type: "settled" });
    });
    // The browser's sign that somebody listens goes out.
    this.#recorder.close();
    this.idle.start();
    this.explain();
  }

  /** Says why the stone is as it is, in the language of now. */
  explain(): void {
    const voice = this.#voice.peek();
    if (voice === undefined) return;
    this.#cutter.explain(voice.stone.id, this.language.peek()).then(
      (explanation) => {
        if (this.#voice.peek() === voice) this.#explanation.value = explanation;
      },
      // The stone is shown without.
      () => this.#fault(),
    );
  }

  #fail(kind: FailureKind): void {
    const { name } = this.#scene.peek();
    // A microphone that goes while its recording is heard takes nothing away.
    if (kind === "disconnected" && (name === "recording" || name === "settling")) {
      this.#happen({ type: "end" });
      return;
    }
    if (kind === "crashed" || kind === "fault") this.#fault();
    this.#happen({ type: "fail", kind });
    if (this.#scene.peek().name !== "trouble") return;
    this.#putAway();
    this.#recorder.close();
    this.idle.start();
  }

  #fault(): void {
    this.#faults++;
  }

  /** Lets go of the visitor's voice and stone. */
  #putAway(): void {
    clearTimeout(this.#timer);
    const voice = this.#voice.peek();
    if (voice !== undefined) this.#cutter.release(voice.stone.id);
    batch(() => {
      this.#voice.value = undefined;
      this.#explanation.value = undefined;
      this.#growing.value = undefined;
      this.#level.value = 0;
      this.#elapsedSeconds.value = 0;
    });
  }

  #happen(event: ExhibitionEvent): void {
    this.#scene.value = nextExhibitionScene(this.#scene.peek(), event);
  }
}
