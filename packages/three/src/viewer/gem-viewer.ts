import { Vector2, Vector3, WebGLRenderer } from "three";
import { PARTICLE_POINTS_DEFAULTS } from "../particles/particle-options.js";
import { type ParticlePoints, particlePoints } from "../particles/particle-points.js";
import { AdaptiveQuality, type Quality } from "./adaptive-quality.js";
import { DrawLoop } from "./draw-loop.js";
import { GemStage } from "./gem-stage.js";
import {
  NoParticlesError,
  NoWebGLError,
  requireWithin,
  ViewerClosedError,
  ViewerOptionError,
} from "./gem-viewer-error.js";
import type { CrystalChoice, GemViewerEventMap, QualityChange } from "./gem-viewer-events.js";
import { GEM_VIEWER_DEFAULTS, type GemViewerOptions } from "./gem-viewer-options.js";
import { type LightFormat, lightFormatOf } from "./light-format.js";
import { listenToClicks } from "./listen-to-clicks.js";
import { OrbitView, STANDING } from "./orbit-view.js";
import { pickCrystal } from "./pick-crystal.js";
import { PictureTaker } from "./picture-taker.js";
import { type Look, SampleDrawer } from "./sample-drawer.js";
import { Scope } from "./scope.js";
import { openVideoWriter } from "./video-writer.js";
import type { ViewedGem } from "./viewed-gem.js";
import { VIEWER_KEY_SHORTCUTS, type ViewerKeyActions, viewerKeyAction } from "./viewer-keys.js";
import { VoiceFollower } from "./voice-follower.js";
import { watchCanvas } from "./watch-canvas.js";

const GROWTH_SECONDS = 0.5;
const DISSOLVE_SECONDS = 0.7;

/** What a gem is shown as: its stone, or the cloud of its particles. */
export type GemForm = "stone" | "particles";

/** What `GemViewer.snapshot` takes. */
export interface SnapshotOptions {
  /** Width in pixels, 16 to 8192. */
  readonly widthPx: number;
  /** Height in pixels, 16 to 8192. */
  readonly heightPx: number;
  /** Rays a pixel, 1 to 1024; 64 where left out. */
  readonly samples?: number;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** What `GemViewer.turntable` takes. */
export interface TurntableOptions {
  /** Length of the video, in which the stone turns once, 0.1 to 120. */
  readonly seconds?: number;
  /** Pictures a second, 1 to 120. */
  readonly framesPerSecond?: number;
  /** Width in pixels, even, 16 to 4096. */
  readonly widthPx?: number;
  /** Height in pixels, even, 16 to 4096. */
  readonly heightPx?: number;
  /** Rays a pixel of each picture, 1 to 256. */
  readonly samples?: number;
  /** Stops the work. */
  readonly signal?: AbortSignal;
  /** Told the share that is done after each picture, above 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** What `GemViewer.turntable` takes for fields left out. */
export const TURNTABLE_DEFAULTS = { seconds: 8, framesPerSecond: 30, widthPx: 1080, heightPx: 1080, samples: 8 };

/**
 * A gem on a canvas, in the light of `renderGemPicture`: to be turned by mouse, touch and keys, standing in a dark studio on a mirror of a
 * ground.
 *
 * - It draws when something has changed and sleeps otherwise. While it moves, quality follows the machine (`AdaptiveQuality`); when it stands the
 *   picture becomes finer sample by sample.
 * - `show` puts another stone in its place, `form` turns it to particles and back.
 * - `follow` ties it to a recording that plays: the crystal that sounds lights up, a click on a crystal plays its syllable.
 * - A lost graphics context is waited for; the stone is drawn again when it is back.
 * - Several viewers may be on a page. `dispose` gives back everything: graphics memory, listeners, observers.
 *
 * The canvas is sized by its style; the viewer sets its pixels. It is made reachable with the Tab key, with `role="application"` and the label and
 * description of the options, unless the page has given it a role or label of its own. Events: see `GemViewerEventMap`.
 *
 * @throws NoWebGLError where the canvas gives no WebGL 2; ViewerOptionError for options out of range; RangeError for a gem without crystals.
 *
 * @example
 * ```ts
 * import { GemViewer } from "@vocalith/three";
 * import { createGem } from "vocalith";
 *
 * export async function exhibit(recording: Blob, canvas: HTMLCanvasElement, player: HTMLAudioElement): Promise<GemViewer> {
 *   const gem = await createGem(recording);
 *   const viewer = new GemViewer(canvas, gem, { label: "Your voice", turning: true });
 *   player.src = URL.createObjectURL(recording);
 *   viewer.follow(player);
 *   viewer.addEventListener("crystal", ({ detail }) => console.log(`crystal ${detail.crystal}`));
 *   return viewer;
 * }
 * ```
 */
export class GemViewer extends EventTarget {
  readonly #canvas: HTMLCanvasElement;
  readonly #options: typeof GEM_VIEWER_DEFAULTS;
  readonly #scope = new Scope();
  readonly #renderer: WebGLRenderer;
  readonly #gl: WebGL2RenderingContext;
  readonly #format: LightFormat;
  readonly #stage: GemStage;
  readonly #view: OrbitView;
  readonly #drawer: SampleDrawer;
  readonly #loop: DrawLoop;
  readonly #follower: VoiceFollower;
  readonly #closing = new AbortController();
  #losing = new AbortController();
  #gem: ViewedGem;
  #form: GemForm = "stone";
  /** Counts what was asked of particles: those that come after something else was asked are not wanted. */
  #asked = 0;
  #individual = 0;
  #turning: boolean;
  #cloud: ParticlePoints | undefined;
  #seconds = 0;
  #isCalm = false;
  #isLost = false;
  #isInView = true;
  #isReady = false;
  #pixels: readonly [number, number] = [0, 0];
  /** Where the dissolve from the picture before is, 0 to 1; undefined when there is none. */
  #dissolve: number | undefined;
  /** The crystal chosen last, and which of its syllables was played. */
  #chosen = { crystal: -1, turn: 0 };

  /**
   * @param canvas The canvas to draw on; none that has been used for something else.
   * @param gem What to show.
   */
  constructor(canvas: HTMLCanvasElement, gem: ViewedGem, options: GemViewerOptions = {}) {
    super();
    this.#canvas = canvas;
    this.#options = settle(options);
    this.#gem = gem;
    this.#turning = this.#options.turning;
    this.#gl = contextOf(canvas);
    this.#renderer = new WebGLRenderer({ canvas, context: this.#gl, antialias: false });
    this.#renderer.setClearColor(0x000000, 0);
    this.#format = lightFormatOf(this.#renderer);
    try {
      this.#stage = new GemStage(gem, this.#options);
    } catch (error) {
      this.#renderer.dispose();
      throw error;
    }
    this.#drawer = new SampleDrawer(this.#renderer, this.#format, this.#stage, this.#options);
    this.#view = new OrbitView(canvas, this.#options, () => this.#loop.wake());
    this.#follower = new VoiceFollower(
      () => this.#loop.wake(),
      (error) => this.#fail(error),
    );
    const quality = new AdaptiveQuality({
      framesPerSecond: this.#options.framesPerSecond,
      bounces: this.#stage.bounces,
      leastBounces: Math.min(3, this.#stage.bounces),
    });
    this.#loop = new DrawLoop(
      {
        advance: (seconds) => this.#advance(seconds),
        drawMoving: (now) => this.#drawMoving(now),
        drawStanding: (pixels) => this.#drawStanding(pixels),
        onQuality: (now) => this.#announceQuality(now),
        onSettled: () => this.dispatchEvent(new Event("settled")),
      },
      this.#gl,
      quality,
    );
    this.#view.frame(gem, false);
    this.#follower.syllables = this.#syllables;
    this.#attend();
    this.#compile();
  }

  /** What is shown. */
  get gem(): ViewedGem {
    return this.#gem;
  }

  /** Whether the stone goes slowly round, where the visitor's system does not ask for reduced motion. */
  get turning(): boolean {
    return this.#turning;
  }

  set turning(turning: boolean) {
    this.#turning = turning;
    this.#view.turning = turning && !this.#isCalm;
    this.#loop.wake();
  }

  /**
   * What is shown: the stone, or its particles, which dissolve into one another. Particles that have to be waited for, from a worker, come when they
   * are there; where they fail there is a "failure" event, and the form is "stone" again.
   *
   * @throws NoParticlesError where particles are asked of a gem that has none.
   */
  get form(): GemForm {
    return this.#form;
  }

  set form(form: GemForm) {
    this.#requireOpen();
    if (form === this.#form) return;
    if (form === "particles") {
      if (this.#gem.particles === undefined) {
        throw new NoParticlesError(
          "a gem without particles",
          "a gem of createGem or cutGem, or data with a function `particles`",
          "Give the gem a function that returns its particles, from the worker that holds it.",
        );
      }
      this.#form = form;
      void this.#scatter();
    } else {
      this.#form = form;
      this.#asked++;
      this.#change(() => this.#setCloud(undefined));
    }
  }

  /**
   * Puts another stone in the place of this one, with the same view and zoom.
   *
   * @param options.grow Whether crystals that were not there before grow out over half a second; not with reduced motion.
   * @throws RangeError for a gem without crystals; the viewer then keeps the one it has.
   */
  show(gem: ViewedGem, { grow = false }: { readonly grow?: boolean } = {}): void {
    this.#requireOpen();
    const grows = grow && !this.#isCalm;
    this.#stage.show(gem, grows);
    this.#gem = gem;
    if (this.#form === "particles") {
      if (gem.particles === undefined) this.form = "stone";
      else void this.#scatter();
    }
    this.#chosen = { crystal: -1, turn: 0 };
    this.#view.frame(gem, grow);
    this.#follower.syllables = this.#syllables;
    this.#loop.stir();
  }

  /**
   * Follows an audio or video element that plays the voice: while it plays, the crystal that sounds lights up; a click, a tap or Enter on a
   * crystal plays its syllable. `undefined` follows nothing.
   *
   * @param individual Whose voice it is: the place in `gem.individuals`.
   */
  follow(media: HTMLMediaElement | undefined, individual = 0): void {
    this.#requireOpen();
    this.#individual = individual;
    this.#follower.syllables = this.#syllables;
    this.#follower.follow(media);
  }

  /**
   * The crystal at a place of the page.
   *
   * @param clientX CSS pixels from the left of the window, as events give them.
   * @param clientY CSS pixels from its top.
   * @returns Its place in `gem.crystals`; -1 where there is none.
   */
  crystalAt(clientX: number, clientY: number): number {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    if (width === 0 || height === 0) return -1;
    const camera = this.#look(width, height, 0, 0);
    const at = new Vector2(((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2);
    if (Math.abs(at.x) > 1 || Math.abs(at.y) > 1) return -1;
    const toGem = STANDING.clone().invert();
    const origin = camera.position.clone().applyMatrix4(toGem);
    const direction = new Vector3(at.x, at.y, 0.5).unproject(camera).applyMatrix4(toGem).sub(origin);
    return pickCrystal(this.#gem.crystals, origin.toArray(), direction.toArray());
  }

  /**
   * A picture of what is seen, framed anew for its shape, as PNG.
   *
   * @throws ViewerOptionError for options out of range, ViewerClosedError when the viewer is or gets closed or its context lost, the
   *   signal's reason when it is aborted.
   */
  async snapshot({ widthPx, heightPx, samples = 64, signal }: SnapshotOptions): Promise<Blob> {
    this.#requireOpen();
    requireWithin("widthPx", widthPx, 16, 8192);
    requireWithin("heightPx", heightPx, 16, 8192);
    requireWithin("samples", samples, 1, 1024);
    const taker = new PictureTaker(this.#studio, widthPx, heightPx, samples);
    try {
      const look = this.#view.lookFor(widthPx / heightPx);
      return await toPNG(await taker.take(look, this.#view.azimuth, this.#endOf(signal)));
    } finally {
      taker.dispose();
    }
  }

  /**
   * The stone turning once round, from the side that is seen, as WebM (VP9 or VP8) that plays in a loop. Each picture is drawn as fine
   * as asked for and shown equally long, however long that takes.
   *
   * @throws NoVideoError where the browser can write no WebM; else as `snapshot`.
   */
  async turntable(options: TurntableOptions = {}): Promise<Blob> {
    this.#requireOpen();
    const settled = { ...TURNTABLE_DEFAULTS, ...withoutUndefined(options) };
    const { seconds, framesPerSecond, widthPx, heightPx, samples } = settled;
    requireWithin("seconds", seconds, 0.1, 120);
    requireWithin("framesPerSecond", framesPerSecond, 1, 120);
    requireEven("widthPx", widthPx);
    requireEven("heightPx", heightPx);
    requireWithin("samples", samples, 1, 256);
    const signal = this.#endOf(options.signal);
    const writer = await openVideoWriter({ widthPx, heightPx, framesPerSecond });
    const taker = new PictureTaker(this.#studio, widthPx, heightPx, samples);
    try {
      const frames = Math.max(1, Math.round(seconds * framesPerSecond));
      const azimuth = this.#view.azimuth;
      for (let frame = 0; frame < frames; frame++) {
        const turn = (-2 * Math.PI * frame) / frames;
        const picture = await taker.take(
          this.#view.lookFor(widthPx / heightPx, azimuth + turn),
          azimuth + turn,
          signal,
        );
        await writer.add(picture);
        signal.throwIfAborted();
        options.onProgress?.((frame + 1) / frames);
      }
      return await writer.finish();
    } finally {
      writer.close();
      taker.dispose();
    }
  }

  /** Gives back everything; doing so again does nothing. The canvas may be used by another viewer afterwards. */
  dispose(): void {
    if (this.#scope.closed) return;
    this.#closing.abort(closedError("a viewer that has been disposed"));
    this.#loop.stop();
    this.#scope.close();
    this.#follower.dispose();
    this.#view.dispose();
    this.#drawer.dispose();
    this.#setCloud(undefined);
    this.#stage.dispose();
    this.#renderer.setRenderTarget(null);
    this.#renderer.resetState();
    this.#renderer.dispose();
  }

  override addEventListener<K extends keyof GemViewerEventMap>(
    type: K,
    listener: ((event: GemViewerEventMap[K]) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | ((event: never) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListenerOrEventListenerObject | null, options);
  }

  override removeEventListener<K extends keyof GemViewerEventMap>(
    type: K,
    listener: ((event: GemViewerEventMap[K]) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | ((event: never) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener as EventListenerOrEventListenerObject | null, options);
  }

  /** A signal that is aborted with the caller's, when the viewer is disposed and when its context is lost. */
  #endOf(signal: AbortSignal | undefined): AbortSignal {
    if (this.#isLost) throw closedError("a viewer whose graphics context is lost");
    const ends = [this.#closing.signal, this.#losing.signal];
    return AbortSignal.any(signal === undefined ? ends : [signal, ...ends]);
  }

  get #studio() {
    return {
      renderer: this.#renderer,
      gl: this.#gl,
      format: this.#format,
      stage: this.#stage,
      develop: this.#options,
    };
  }

  get #syllables() {
    return this.#gem.individuals?.[this.#individual]?.syllables ?? [];
  }

  readonly #look: Look = (widthPx, heightPx, pixelX, pixelY) => this.#view.look(widthPx, heightPx, pixelX, pixelY);

  /** Listens to the page, the visitor and the graphics card. */
  #attend(): void {
    const scope = this.#scope;
    const canvas = this.#canvas;
    watchCanvas(canvas, this.#options.maximumPixelRatio, scope, {
      onResize: (widthPx, heightPx) => this.#resize(widthPx, heightPx),
      onVisible: (isVisible) => {
        this.#isInView = isVisible;
        this.#run();
      },
    });
    const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
    const calm = (): void => {
      this.#isCalm = reducedMotion.matches;
      this.#view.calm = this.#isCalm;
      this.turning = this.#turning;
    };
    scope.listen(reducedMotion, "change", calm);
    calm();
    scope.listen(canvas, "webglcontextlost", () => this.#lose());
    scope.listen(canvas, "webglcontextrestored", () => this.#restore());
    listenToClicks(canvas, scope, (clientX, clientY) => {
      const crystal = this.crystalAt(clientX, clientY);
      if (crystal >= 0) this.#choose(crystal);
    });
    // Orbiting begins with a press on the canvas, which takes the focus as a click on a button does.
    for (const type of ["pointerdown", "pointermove", "wheel"]) {
      scope.listen(canvas, type, () => this.#loop.wake(), { passive: true });
    }
    if (this.#options.keyboard) {
      scope.listen<KeyboardEvent>(canvas, "keydown", (event) => this.#press(event));
    }
    this.#name();
  }

  /** Says what the canvas is to those who do not see it. */
  #name(): void {
    const { label, description, keyboard } = this.#options;
    const attributes: Record<string, string> = {
      role: keyboard ? "application" : "img",
      "aria-label": label,
      "aria-description": description,
      ...(keyboard && { tabindex: "0", "aria-keyshortcuts": VIEWER_KEY_SHORTCUTS }),
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (value === "" || this.#canvas.hasAttribute(name)) continue;
      this.#canvas.setAttribute(name, value);
      this.#scope.add(() => this.#canvas.removeAttribute(name));
    }
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const actions: ViewerKeyActions = {
      turn: (around, up) => this.#view.turn(around, up),
      zoom: (factor) => this.#view.zoomBy(factor),
      reset: () => this.#view.reset(),
      play: () => (this.#follower.media === undefined ? this.#step(1) : this.#follower.toggle()),
      step: (by) => this.#step(by),
    };
    const action = viewerKeyAction(event, actions);
    if (action === undefined) return;
    event.preventDefault();
    action();
    this.#loop.stir();
  }

  /** Compiles before the first picture, where the browser can without halting the page. */
  #compile(): void {
    this.#renderer.setRenderTarget(this.#drawer.target);
    const compiled = this.#renderer.compileAsync(this.#stage.scene, this.#view.camera);
    this.#renderer.setRenderTarget(null);
    const start = (): void => {
      if (this.#scope.closed || this.#isLost) return;
      this.#isReady = true;
      this.#run();
      this.dispatchEvent(new Event("ready"));
    };
    compiled.then(start, start);
  }

  #run(): void {
    const runs = this.#isReady && this.#isInView && !this.#isLost && this.#pixels[0] > 0 && this.#pixels[1] > 0;
    if (runs) this.#loop.start();
    else this.#loop.stop();
  }

  #resize(widthPx: number, heightPx: number): void {
    if (widthPx === this.#pixels[0] && heightPx === this.#pixels[1]) return;
    this.#pixels = [widthPx, heightPx];
    if (widthPx > 0 && heightPx > 0 && !this.#isLost) {
      this.#renderer.setSize(widthPx, heightPx, false);
      this.#drawer.setSize(widthPx, heightPx);
      this.#view.setAspect(widthPx / heightPx);
      this.#dissolve = undefined;
      // In the same frame: a canvas of a new size is empty.
      this.#run();
      this.#loop.drawNow();
    } else this.#run();
  }

  #lose(): void {
    this.#isLost = true;
    this.#losing.abort(closedError("a viewer whose graphics context is lost"));
    this.#losing = new AbortController();
    this.#loop.stop();
    this.dispatchEvent(new Event("contextlost"));
  }

  #restore(): void {
    this.#isLost = false;
    this.#isReady = false;
    const [widthPx, heightPx] = this.#pixels;
    this.#drawer.setSize(Math.max(1, widthPx), Math.max(1, heightPx));
    this.#dissolve = undefined;
    this.dispatchEvent(new Event("contextrestored"));
    this.#compile();
  }

  #advance(seconds: number): { changed: boolean; active: boolean } {
    let changed = this.#view.update(seconds);
    if (this.#follower.update(seconds)) {
      this.#stage.sounding = this.#follower.sounding;
      changed = true;
    }
    if (this.#stage.growth < 1) {
      this.#stage.growth = Math.min(1, this.#stage.growth + seconds / GROWTH_SECONDS);
      changed = true;
    }
    if (this.#dissolve !== undefined) {
      this.#dissolve = this.#dissolve + seconds / DISSOLVE_SECONDS;
      if (this.#dissolve >= 1) {
        this.#dissolve = undefined;
        this.#drawer.forget();
      }
      changed = true;
    }
    if (this.#cloud !== undefined && this.#stir(this.#cloud, seconds)) changed = true;
    const breathes = this.#cloud !== undefined && !this.#isCalm;
    return { changed, active: this.#view.turning || this.#follower.isActive || breathes };
  }

  /** Moves particles on. Returns whether they have moved. */
  #stir({ material: { uniforms } }: ParticlePoints, seconds: number): boolean {
    const sounding = this.#follower.sounding.seconds;
    this.#seconds += seconds;
    uniforms.seconds.value = this.#seconds;
    uniforms.breath.value = this.#isCalm ? 0 : PARTICLE_POINTS_DEFAULTS.breath;
    uniforms.drift.value = this.#isCalm ? 0 : PARTICLE_POINTS_DEFAULTS.drift;
    uniforms.soundingIndividual.value = this.#individual;
    const changed = !this.#isCalm || !Object.is(uniforms.soundSeconds.value, sounding);
    uniforms.soundSeconds.value = sounding;
    return changed;
  }

  #drawMoving(quality: Quality): void {
    this.#drawer.drawMoving(this.#look, this.#view.azimuth, quality);
    const at = this.#dissolve ?? 1;
    this.#drawer.develop(null, at * at * (3 - 2 * at));
  }

  #drawStanding(pixels: number): number {
    if (this.#drawer.samples >= this.#options.samples || !this.#drawer.isOpen) return 0;
    const drawn = this.#drawer.drawStanding(this.#look, this.#view.azimuth, pixels);
    if (drawn.isWhole) this.#drawer.develop();
    return drawn.pixels;
  }

  #announceQuality({ bounces, samples, scale }: Quality): void {
    const pixelRatio = (scale * this.#pixels[0]) / Math.max(1, this.#canvas.clientWidth);
    const detail: QualityChange = { bounces, samples, pixelRatio };
    this.dispatchEvent(new CustomEvent("quality", { detail }));
  }

  /** Shows the particles of the gem as soon as they are there. */
  async #scatter(): Promise<void> {
    const asked = ++this.#asked;
    const gem = this.#gem;
    try {
      const particles = await gem.particles?.(this.#options.particles);
      if (asked !== this.#asked || this.#scope.closed || particles === undefined) return;
      const cloud = particlePoints(
        { particles: () => particles, individuals: gem.individuals ?? [] },
        { durationSeconds: Math.max(0.1, ...this.#syllables.map(({ endSeconds }) => endSeconds)) },
      );
      cloud.matrixAutoUpdate = false;
      cloud.matrix.copy(STANDING);
      this.#change(() => this.#setCloud(cloud));
    } catch (error) {
      if (asked !== this.#asked || this.#scope.closed) return;
      this.form = "stone";
      this.#fail(error);
    }
  }

  #setCloud(cloud: ParticlePoints | undefined): void {
    this.#stage.cloud = cloud;
    this.#cloud?.dispose();
    this.#cloud = cloud;
  }

  /** Changes what is seen, dissolving from what was; at once for those who ask for reduced motion. */
  #change(change: () => void): void {
    const dissolves = !this.#isCalm && !this.#isLost && this.#drawer.keep();
    change();
    this.#dissolve = dissolves ? 0 : undefined;
    this.#loop.stir();
  }

  /** Plays a crystal's syllable, the next of them each time, and tells the page. */
  #choose(crystal: number): void {
    const chosen = this.#gem.crystals[crystal];
    if (chosen === undefined) return;
    const turn = this.#chosen.crystal === crystal ? this.#chosen.turn + 1 : 0;
    this.#chosen = { crystal, turn };
    const sounding = this.#follower.syllables.filter((syllable) => syllable.crystal === crystal);
    const syllable = sounding[turn % Math.max(1, sounding.length)];
    if (this.#follower.media !== undefined && syllable !== undefined) this.#follower.play(syllable);
    else this.#follower.flash(crystal);
    const individual = this.#gem.individuals?.findIndex(({ crystals: [from, to] }) => crystal >= from && crystal < to);
    const detail: CrystalChoice = {
      crystal,
      syllables: chosen.syllables ?? [],
      individual: Math.max(0, individual ?? 0),
    };
    this.dispatchEvent(new CustomEvent("crystal", { detail }));
  }

  #step(by: 1 | -1): void {
    const count = this.#gem.crystals.length;
    const from = this.#chosen.crystal;
    this.#choose(from < 0 ? (by > 0 ? 0 : count - 1) : (from + by + count) % count);
  }

  #fail(error: unknown): void {
    this.dispatchEvent(new CustomEvent("failure", { detail: error }));
  }

  #requireOpen(): void {
    if (this.#scope.closed) throw closedError("a viewer that has been disposed");
  }
}

function closedError(found: string): ViewerClosedError {
  return new ViewerClosedError(found, "a viewer at work", "Make a new GemViewer on the canvas.");
}

/** Fills in the defaults and checks the ranges. */
function settle(options: GemViewerOptions): typeof GEM_VIEWER_DEFAULTS {
  const settled = { ...GEM_VIEWER_DEFAULTS, ...withoutUndefined(options) };
  requireWithin("samples", settled.samples, 1, 1024);
  requireWithin("maximumPixelRatio", settled.maximumPixelRatio, 0.5, 4);
  requireWithin("framesPerSecond", settled.framesPerSecond, 5, 240);
  requireWithin("particles", settled.particles, 0, 5_000_000);
  requireWithin("fill", settled.fill, 0.1, 1);
  requireWithin("middle", settled.middle, 0, 1);
  requireWithin("elevationDegrees", settled.elevationDegrees, -10, 80);
  return settled;
}

/** A field that is there and undefined means the default, as one that is not there does. */
function withoutUndefined<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Videos keep colour for blocks of four pixels. */
function requireEven(name: string, found: number): void {
  requireWithin(name, found, 16, 4096);
  if (found % 2 === 0) return;
  throw new ViewerOptionError(`${name} ${found}`, "an even number of pixels", "Make it one more or one less.");
}

function contextOf(canvas: HTMLCanvasElement): WebGL2RenderingContext {
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: "high-performance",
  });
  if (gl !== null && !gl.isContextLost()) return gl;
  throw new NoWebGLError(
    gl === null ? "a canvas that gives no WebGL 2 context" : "a canvas whose WebGL 2 context is lost",
    "a fresh canvas in a browser with WebGL 2",
    "Use a browser of the last years, with graphics acceleration not switched off, and a canvas nothing else draws on.",
  );
}

async function toPNG(picture: ImageData): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (png !== null) return png;
  throw new ViewerClosedError(
    "a picture that the browser could not write as PNG",
    "a smaller one",
    "Ask for fewer pixels.",
  );
}
