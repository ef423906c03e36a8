import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { GemViewer, ViewedGem } from "@vocalith/three";
import type { Language } from "../language/languages.js";
import type { Words } from "../language/words.js";
import { wordsOf } from "../language/words-of.js";
import { Pair } from "../pair/pair.js";
import type { Failure } from "../stones/failure.js";
import type { Stone } from "../stones/stone.js";
import { StoneCutter } from "../stones/stone-cutter.js";
import type { SettledVoice } from "../voice/recorder-events.js";
import { EXAMPLE_CODE } from "./example-code.js";
import { ListeningSession } from "./listening-session.js";
import type { MissingSupport } from "./missing-support.js";
import { nextScene } from "./next-scene.js";
import { PutAway } from "./put-away.js";
import { addressOf, type Route } from "./route.js";
import type { RoomEvent, Scene, StoneSource } from "./scene.js";
import { SETTINGS_DEFAULTS } from "./settings.js";
import { type StoneOrigin, StoneStudy } from "./stone-study.js";
import type { Trouble } from "./trouble.js";
import { troubleOf, troubleOfError } from "./trouble-of.js";
import { whenSeen } from "./when-seen.js";

const COUNT_MS = 1000;

/** What the room is given to begin with. */
export interface RoomAppOptions {
  readonly language: Language;
  readonly missing: readonly MissingSupport[];
  /** Keeps the visitor's language for the next time. */
  readonly rememberLanguage: (language: Language) => void;
}

/** All that happens on the page, apart from how it looks: the scene, the stone at hand, the microphone, the language. */
export class RoomApp {
  readonly cutter = new StoneCutter();
  /** The other voice's stone, where there are two. */
  readonly pair = new Pair(this.cutter);
  readonly study: StoneStudy;
  /** The voice that was left last. */
  readonly left = new PutAway((id) => this.cutter.release(id));
  readonly listening: ListeningSession;
  /** The element that plays the voice back, for the viewer to follow. */
  readonly media = signal<HTMLMediaElement | undefined>(undefined);
  /** What draws the stone at large, for pictures and films of it. */
  readonly viewer = signal<GemViewer | undefined>(undefined);
  /** Whether the stone stands still, for want of WebGL. */
  readonly isStill = signal(false);
  /** The number of the stone whose picture is before the visitor. */
  readonly seen = signal<Stone["id"] | undefined>(undefined);
  readonly #options: RoomAppOptions;
  readonly #scene = signal<Scene>({ name: "welcome" });
  readonly #language: ReturnType<typeof signal<Language>>;
  readonly #example = signal<Stone | undefined>(undefined);
  readonly #announcement = signal("");
  #count: ReturnType<typeof setTimeout> | undefined;
  #cutting = new AbortController();
  /** Resolves once the last sketch is seen. */
  #sketchSeen: Promise<void> | undefined;

  constructor(options: RoomAppOptions) {
    this.#options = options;
    this.#language = signal(options.language);
    this.study = new StoneStudy(
      this.cutter,
      this.language,
      (stone) => whenSeen(stone, this.seen),
      (error) => this.#fail(troubleOfError(error)),
    );
    this.listening = new ListeningSession(this.cutter, {
      onSketch: (stone) => this.#sketch(stone),
      onSettled: (voice) => void this.#settle(voice),
      onFailure: (failure) => this.#failListening(failure),
      onHeldUp: () => this.#happen({ type: "pause" }),
      onFull: () => this.#happen({ type: "stop" }),
    });
    this.cutter.addEventListener("crash", () => this.#lose());
    // What the eye sees coming, the ear is told.
    const secondsLeft = computed(() => this.listening.mostSeconds - Math.floor(this.listening.elapsedSeconds.value));
    effect(() => {
      const { announce } = this.words.peek();
      if (secondsLeft.value === 30) this.announce(announce.halfMinuteLeft);
      if (secondsLeft.value === 10) this.announce(announce.tenSecondsLeft);
    });
    effect(() => {
      const remark = this.listening.levelRemark.value;
      const { record } = this.words.peek();
      if (remark !== undefined && this.#scene.peek().name !== "paused") {
        this.announce(remark === "clipping" ? record.clipping : record.quiet);
      }
    });
  }

  get scene(): ReadonlySignal<Scene> {
    return this.#scene;
  }

  get language(): ReadonlySignal<Language> {
    return this.#language as ReadonlySignal<Language>;
  }

  readonly words: ReadonlySignal<Words> = computed(() => wordsOf(this.language.value));

  /** The stone of the first page. */
  get example(): ReadonlySignal<Stone | undefined> {
    return this.#example;
  }

  /** What a screen reader is to say now. */
  get announcement(): ReadonlySignal<string> {
    return this.#announcement;
  }

  /** The stone that is to be seen in this scene; none while the room waits for a voice. */
  readonly shown: ReadonlySignal<Stone | undefined> = computed(() => {
    switch (this.#scene.value.name) {
      case "welcome":
        return this.#example.value;
      case "recording":
      case "paused":
      case "settling":
        return this.listening.growing.value;
      case "stone":
        return this.study.stone.value;
      default:
        return undefined;
    }
  });

  /** Whether what is shown is growing, so that what is new should grow out; what it settles into stands at once. */
  readonly isGrowing: ReadonlySignal<boolean> = computed(() => {
    const { name } = this.#scene.value;
    return name === "recording" || name === "paused";
  });

  /** Whether a voice has ended and its stone is being cut. */
  readonly isSettling: ReadonlySignal<boolean> = computed(
    () => this.#scene.value.name === "settling" || this.study.isSketch.value,
  );

  /** A stone with all that a viewer asks for. */
  viewed(stone: Stone): ViewedGem {
    if (stone.id === 0) return stone;
    return { ...stone, particles: (count) => this.cutter.particles(stone.id, count) };
  }

  /** Begins: with the stone that the address names, or with the first page. */
  enter({ code }: Pick<Route, "code">): void {
    if (this.#options.missing.includes("WebAssembly")) {
      this.#fail({ kind: "cannot-cut-here" });
      return;
    }
    if (code === undefined) void this.#showExample();
    else void this.openCode(code);
    this.cutter.prepareToHearWhenIdle();
  }

  speakLanguage(language: Language): void {
    this.#language.value = language;
    this.#options.rememberLanguage(language);
  }

  /** Asks for the microphone; within a click. */
  speak(): void {
    if (this.#options.missing.includes("microphone") || this.#options.missing.includes("AudioWorklet")) {
      this.#fail({ kind: "cannot-record-here" });
      return;
    }
    this.#happen({ type: "speak" });
    if (this.#scene.peek().name !== "asking") return;
    this.#forgetAddress();
    this.#putAway();
    void this.#openMicrophone();
  }

  chooseMicrophone(deviceId: string): void {
    void this.#openMicrophone(deviceId);
  }

  /** Counts down and then records. */
  begin(): void {
    this.#happen({ type: "begin" });
    this.#countOn();
  }

  pause(): void {
    this.listening.pause();
  }

  resume(): void {
    this.listening.resume();
    this.#happen({ type: "resume" });
  }

  stop(): void {
    this.#happen({ type: "stop" });
    this.listening.stop();
  }

  /** Lets go of what was recorded, or of the countdown; the microphone stays open. */
  retake(): void {
    clearTimeout(this.#count);
    this.listening.retake();
    this.#happen({ type: "retake" });
  }

  openFile(file: File): void {
    this.#forgetAddress();
    this.#putAway();
    this.#happen({ type: "open", source: "file" });
    const { signal } = this.#anew();
    void this.#cut("file", signal, { sound: file }, () =>
      this.cutter.fromSound(file, {
        sizeMm: SETTINGS_DEFAULTS.sizeMm,
        signal,
        onProgress: ({ fraction }) => this.#happen({ type: "progress", fraction }),
      }),
    );
  }

  openCode(code: string): void {
    this.#putAway();
    this.#happen({ type: "open", source: "code" });
    const { signal } = this.#anew();
    void this.#cut("code", signal, {}, () => this.cutter.fromCode(code, { sizeMm: SETTINGS_DEFAULTS.sizeMm, signal }));
  }

  /** Shows a stone that was made elsewhere in the page, such as a twin. */
  openStone(stone: Stone, source: StoneSource, origin: StoneOrigin): void {
    this.#putAway();
    this.study.take(stone, origin);
    this.#happen({ type: "cut", source });
  }

  /** Goes back to the voice that was left last, if it is still there. */
  bringBack(): void {
    const voice = this.left.take();
    if (voice === undefined) return;
    this.openStone(voice.stone, "voice", voice.origin);
    this.announce(this.words.peek().stone.heading.voice);
  }

  /** Back to the first page; everything at hand is put away. */
  goHome(): void {
    this.#putAway();
    this.#happen({ type: "home" });
    this.#forgetAddress();
    if (this.#example.peek() === undefined) void this.#showExample();
  }

  /** Says something to a screen reader. */
  announce(text: string): void {
    this.#announcement.value = text;
  }

  /** Tells the visitor of an error that nobody foresaw. */
  report(error: unknown): void {
    this.#fail(troubleOfError(error));
  }

  async #showExample(): Promise<void> {
    try {
      this.#example.value = await this.cutter.fromCode(EXAMPLE_CODE, { sizeMm: SETTINGS_DEFAULTS.sizeMm });
    } catch (error) {
      if (this.#scene.peek().name === "welcome") this.#fail(troubleOfError(error));
    }
  }

  async #openMicrophone(deviceId?: string): Promise<void> {
    try {
      await this.listening.open(deviceId);
      this.#happen({ type: "microphone-open" });
      this.announce(this.words.peek().announce.ready);
      // The visitor went elsewhere while the browser asked.
      if (this.#scene.peek().name !== "ready") this.listening.close();
    } catch {
      // Told as an event, or given up by the visitor.
    }
  }

  #countOn(): void {
    clearTimeout(this.#count);
    this.#count = setTimeout(() => {
      this.#happen({ type: "counted" });
      const { name } = this.#scene.peek();
      if (name === "counting") this.#countOn();
      if (name === "recording") this.#startRecording();
    }, COUNT_MS);
  }

  #startRecording(): void {
    try {
      this.listening.start(SETTINGS_DEFAULTS.sizeMm);
      this.announce(this.words.peek().announce.recording);
    } catch (error) {
      this.#fail(troubleOfError(error));
    }
  }

  /** The page of the stone comes as soon as the stone can be looked at; what is asked of it meanwhile waits until it is cut. */
  #sketch(stone: Stone): void {
    if (this.#scene.peek().name !== "settling") return;
    this.#sketchSeen = whenSeen(stone, this.seen);
    batch(() => {
      this.study.sketch(stone);
      this.#happen({ type: "cut", source: "voice" });
    });
  }

  /** All else of its page is built, and the workers and the microphone let go of, once the stone is seen, which that would put off. */
  async #settle({ recording, stone }: SettledVoice): Promise<void> {
    const origin = { sound: recording, clippedShare: recording.clippedShare };
    await this.#sketchSeen;
    if (!this.study.settle(stone, origin)) {
      // Where it could not be looked at before, or where the visitor has gone.
      if (this.#scene.peek().name !== "settling") {
        this.cutter.release(stone.id);
        return;
      }
      batch(() => {
        this.study.take(stone, origin);
        this.#happen({ type: "cut", source: "voice" });
      });
    }
    // The browser's sign that somebody listens goes out.
    this.listening.close();
    this.announce(this.words.peek().announce.settled);
  }

  #anew(): AbortController {
    this.#cutting = new AbortController();
    return this.#cutting;
  }

  async #cut(
    source: "file" | "code",
    signal: AbortSignal,
    origin: StoneOrigin,
    work: () => Promise<Stone>,
  ): Promise<void> {
    try {
      const stone = await work();
      if (signal.aborted) {
        this.cutter.release(stone.id);
        return;
      }
      batch(() => {
        this.study.take(stone, origin);
        this.#happen({ type: "cut", source });
      });
      this.announce(this.words.peek().announce.cut);
    } catch (error) {
      if (!signal.aborted) this.#fail(troubleOfError(error));
    }
  }

  #failListening(failure: Failure): void {
    const { name } = this.#scene.peek();
    if (name === "welcome" || name === "cutting") return;
    const isSettling = this.isSettling.peek();
    if (name === "stone" && !isSettling) return;
    // A microphone that goes while its recording settles takes nothing away.
    if (failure.kind === "disconnected" && (name === "recording" || name === "paused" || isSettling)) {
      this.#happen({ type: "stop" });
      return;
    }
    this.#fail(troubleOf(failure));
  }

  /** The worker crashed, and with it all that it held: what can be cut again from its code is. */
  #lose(): void {
    const stone = this.study.stone.peek();
    this.#example.value = undefined;
    this.study.clear();
    this.left.clear();
    void this.pair.restore();
    if (this.#scene.peek().name === "stone" && stone !== undefined) this.openCode(stone.code);
    else if (this.#scene.peek().name === "welcome") void this.#showExample();
  }

  #fail(trouble: Trouble): void {
    this.#putAway();
    this.#happen({ type: "fail", trouble });
  }

  /** The address names a stone that is not shown any more. */
  #forgetAddress(): void {
    if (window.location.hash === "") return;
    history.replaceState(null, "", addressOf(new URL(window.location.href), { code: null }));
  }

  /** Ends whatever is under way. */
  #putAway(): void {
    clearTimeout(this.#count);
    this.#cutting.abort();
    const { name } = this.#scene.peek();
    const isListening = name !== "welcome" && name !== "stone" && name !== "cutting";
    if (isListening || this.isSettling.peek()) this.listening.close();
    const { sound } = this.study.origin.peek();
    // A visitor has the file that they opened, and a code is in its link: a voice alone would be gone.
    const voice = sound === undefined || sound instanceof Blob ? undefined : this.study.handOver();
    if (voice === undefined) this.study.clear();
    else this.left.keep(voice);
  }

  #happen(event: RoomEvent): void {
    const before = this.#scene.peek();
    const after = nextScene(before, event);
    if (after === before) return;
    this.#scene.value = after;
    if (after.name === "paused") this.announce(this.words.peek().announce.paused);
  }
}
