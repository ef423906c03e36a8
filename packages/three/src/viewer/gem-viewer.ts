import { Vector2, Vector3, type WebGLRenderer } from "three";
import { AdaptiveQuality, type Quality } from "./adaptive-quality.js";
import { CrystalChooser } from "./crystal-chooser.js";
import { DrawLoop } from "./draw-loop.js";
import { filmTurntable } from "./film-turntable.js";
import { GemStage } from "./gem-stage.js";
import { NoParticlesError, ViewerClosedError } from "./gem-viewer-error.js";
import { GemViewerEvents } from "./gem-viewer-events.js";
import { type GEM_VIEWER_DEFAULTS, type GemViewerOptions, settleViewer } from "./gem-viewer-options.js";
import { lightFormatOf } from "./light-format.js";
import { listenToClicks } from "./listen-to-clicks.js";
import { nameCanvas } from "./name-canvas.js";
import { openRenderer } from "./open-renderer.js";
import { OrbitView, STANDING } from "./orbit-view.js";
import { ParticleForm } from "./particle-form.js";
import { pickCrystal } from "./pick-crystal.js";
import type { SnapshotOptions, TurntableOptions } from "./picture-options.js";
import type { Studio } from "./picture-taker.js";
import { type DrawnTile, type Look, SampleDrawer } from "./sample-drawer.js";
import { Scope } from "./scope.js";
import { takeSnapshot } from "./take-snapshot.js";
import type { TilePace } from "./tile-pace.js";
import type { ViewedGem } from "./viewed-gem.js";
import { viewerKeyAction } from "./viewer-keys.js";
import { VoiceFollower } from "./voice-follower.js";
import { watchCanvas } from "./watch-canvas.js";

const GROWTH_SECONDS = 0.5;
const DISSOLVE_SECONDS = 0.7;
/** Fewer bounces than this take the depth out of a stone. */
const LEAST_BOUNCES = 3;

/** Pixels drawn a CSS pixel below which a stone that turns is a blur: better one that stands and is fine. */
const COARSE_PIXEL_RATIO = 0.5;

/** No frame is shorter than a screen shows it. */
const SCREEN_MS = 1000 / 60;
/** How much dearer a moving picture is taken to be than the standing one tells; twice as much again after every trial that failed. */
const FIRST_DOUBT = 1.5;

/** What a gem is shown as: its stone, or the cloud of its particles. */
export type GemForm = "stone" | "particles";

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
export class GemViewer extends GemViewerEvents {
  readonly #canvas: HTMLCanvasElement;
  readonly #options: typeof GEM_VIEWER_DEFAULTS;
  readonly #scope = new Scope();
  readonly #renderer: WebGLRenderer;
  readonly #studio: Studio;
  readonly #stage: GemStage;
  readonly #view: OrbitView;
  readonly #drawer: SampleDrawer;
  readonly #loop: DrawLoop;
  /** A stone costs by its bounces, particles by their number: each form finds its own. */
  readonly #qualities: Readonly<Record<GemForm, AdaptiveQuality>>;
  readonly #particles: ParticleForm;
  readonly #follower: VoiceFollower;
  readonly #chooser: CrystalChooser;
  readonly #disposing = new AbortController();
  #losing = new AbortController();
  #gem: ViewedGem;
  #form: GemForm = "stone";
  #individual = 0;
  #turning: boolean;
  #resting = false;
  #refining = true;
  /** Whether the visitor's system asks for reduced motion. */
  #isCalm = false;
  /** Whether this machine can draw a moving stone only as a blur. */
  #isCoarse = false;
  #doubt = FIRST_DOUBT;
  #isLost = false;
  #isInView = true;
  #isCompiled = false;
  #isReady = false;
  #takeSize: () => void = () => {};
  /** What the last moving picture is of, and of what the card has drawn one. */
  #pictured: ViewedGem | undefined;
  #shown: ViewedGem | undefined;
  #pixels: readonly [number, number] = [0, 0];
  /** Where the dissolve from the picture before is, 0 to 1; undefined when there is none. */
  #dissolve: number | undefined;

  /**
   * @param canvas The canvas to draw on; none that has been used for something else.
   * @param gem What to show.
   */
  constructor(canvas: HTMLCanvasElement, gem: ViewedGem, options: GemViewerOptions = {}) {
    super();
    this.#canvas = canvas;
    this.#options = settleViewer(options);
    this.#gem = gem;
    this.#turning = this.#options.turning;
    const { renderer, gl } = openRenderer(canvas);
    this.#renderer = renderer;
    try {
      this.#stage = new GemStage(gem, this.#options);
    } catch (error) {
      renderer.dispose();
      throw error;
    }
    const format = lightFormatOf(renderer);
    this.#studio = { renderer, gl, format, stage: this.#stage, develop: this.#options };
    this.#drawer = new SampleDrawer(renderer, format, this.#stage, this.#options);
    this.#view = new OrbitView(canvas, this.#options, () => this.#loop.stir());
    this.#particles = new ParticleForm(this.#options.particles);
    this.#follower = new VoiceFollower(
      () => this.#loop.wake(),
      (error) => this.#fail(error),
    );
    this.#chooser = new CrystalChooser(gem, this.#follower, (detail) => {
      this.dispatchEvent(new CustomEvent("crystal", { detail }));
    });
    const bounds = {
      framesPerSecond: this.#options.framesPerSecond,
      bounces: this.#stage.bounces,
      leastBounces: Math.min(LEAST_BOUNCES, this.#stage.bounces),
    };
    this.#qualities = {
      stone: new AdaptiveQuality(bounds),
      particles: new AdaptiveQuality({ ...bounds, bounces: 1, leastBounces: 1, leastScale: 0.5 }),
    };
    this.#loop = new DrawLoop(
      {
        advance: (seconds) => this.#advance(seconds),
        takeSize: () => this.#takeSize(),
        beginMoving: (quality) => this.#beginMoving(quality),
        drawMoving: (pixels) => this.#drawMoving(pixels),
        drawStanding: (pixels) => this.#drawStanding(pixels),
        onDrawn: () => this.#announceShown(),
        onQuality: (quality) => this.#announceQuality(quality),
        onSettled: (pace) => this.#settle(pace),
      },
      gl,
      this.#qualities.stone,
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

  /**
   * Whether the stone goes slowly round. It stands all the same while the visitor's system asks for reduced motion, and on machines so slow that it
   * would be a blur, until they are quicker.
   */
  get turning(): boolean {
    return this.#turning;
  }

  set turning(turning: boolean) {
    this.#turning = turning;
    this.#view.turning = turning && !this.#isCalm && !this.#isCoarse;
    this.#loop.wake();
  }

  /**
   * Whether other work needs the machine: on one that draws moving pictures at less than full resolution the stone then stands and its picture becomes no
   * finer. What `show` puts there, and what a hand turns, is drawn all the same; a quick machine goes on.
   */
  get resting(): boolean {
    return this.#resting;
  }

  set resting(resting: boolean) {
    this.#resting = resting;
    this.#loop.resting = resting && this.#qualities[this.#form].current.scale < 1;
  }

  /**
   * Whether a picture that stands becomes finer, sample by sample. `false` is for what will soon give way to another stone, as one that grows does: a
   * machine that draws moving pictures at less than full resolution then draws no more than those, and has nothing at hand when the other comes; a
   * quick machine goes on.
   */
  get refining(): boolean {
    return this.#refining;
  }

  set refining(refining: boolean) {
    this.#refining = refining;
    this.#loop.refining = refining;
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
    if (form === "particles" && this.#gem.particles === undefined) {
      throw new NoParticlesError(
        "a gem without particles",
        "a gem of createGem or cutGem, or data with a function `particles`",
        "Give the gem a function that returns its particles, from the worker that holds it.",
      );
    }
    this.#form = form;
    if (form === "particles") void this.#scatter();
    else this.#change(() => this.#particles.take(undefined));
  }

  /**
   * Puts another stone in the place of this one, with the same view and zoom.
   *
   * @param options.grow Whether crystals that were not there before grow out over half a second; not with reduced motion.
   * @throws RangeError for a gem without crystals; the viewer then keeps the one it has.
   */
  show(gem: ViewedGem, { grow = false }: { readonly grow?: boolean } = {}): void {
    this.#requireOpen();
    if (gem === this.#gem) return;
    this.#stage.show(gem, grow && !this.#isCalm);
    this.#gem = gem;
    this.#doubt = FIRST_DOUBT;
    this.#chooser.gem = gem;
    this.#follower.syllables = this.#syllables;
    this.#view.frame(gem, grow);
    if (this.#form === "particles") {
      if (gem.particles === undefined) this.form = "stone";
      else void this.#scatter();
    }
    this.#loop.begin();
  }

  /**
   * Follows an audio or video element that plays the voice: while it plays, the crystal that sounds lights up; a click, a tap or Enter on a
   * crystal plays its syllable, the next of them each time. `undefined` follows nothing.
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
    const at = new Vector2(((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2);
    if (!(Math.abs(at.x) <= 1 && Math.abs(at.y) <= 1)) return -1;
    const camera = this.#look(width, height, 0, 0);
    const toGem = STANDING.clone().invert();
    const origin = camera.position.clone().applyMatrix4(toGem);
    const direction = new Vector3(at.x, at.y, 0.5).unproject(camera).applyMatrix4(toGem).sub(origin);
    return pickCrystal(this.#gem.crystals, origin.toArray(), direction.toArray());
  }

  /**
   * A picture of what is seen, framed anew for its shape, as PNG.
   *
   * @throws ViewerOptionError for options out of range, ViewerClosedError when the viewer is or gets disposed or its context lost, the
   *   signal's reason when it is aborted.
   */
  async snapshot(options: SnapshotOptions = {}): Promise<Blob> {
    return takeSnapshot(this.#studio, this.#view, options, this.#endOf(options.signal));
  }

  /**
   * The stone turning once round, from the side that is seen, as WebM (VP9 or VP8) that plays in a loop. Each picture is drawn as fine
   * as asked for and shown equally long, however long that takes.
   *
   * @throws NoVideoError where the browser can write no WebM; else as `snapshot`.
   */
  async turntable(options: TurntableOptions = {}): Promise<Blob> {
    return filmTurntable(this.#studio, this.#view, options, this.#endOf(options.signal));
  }

  /** Gives back everything; doing so again does nothing. The canvas may be given to another viewer afterwards. */
  dispose(): void {
    if (this.#scope.closed) return;
    this.#disposing.abort(closedError("a viewer that has been disposed"));
    this.#loop.stop();
    this.#scope.close();
    this.#follower.dispose();
    this.#view.dispose();
    this.#drawer.dispose();
    this.#stage.dispose();
    this.#particles.take(undefined);
    this.#renderer.setRenderTarget(null);
    this.#renderer.resetState();
    this.#renderer.dispose();
    // The mark that three leaves on its canvas.
    this.#canvas.removeAttribute("data-engine");
  }

  get #syllables() {
    return this.#gem.individuals?.[this.#individual]?.syllables ?? [];
  }

  readonly #look: Look = (widthPx, heightPx, pixelX, pixelY) => this.#view.look(widthPx, heightPx, pixelX, pixelY);

  /** Listens to the page, the visitor and the graphics card. */
  #attend(): void {
    const scope = this.#scope;
    const canvas = this.#canvas;
    nameCanvas(canvas, this.#options, scope);
    this.#takeSize = watchCanvas(canvas, this.#options.maximumPixelRatio, scope, {
      onResize: (widthPx, heightPx) => this.#resize(widthPx, heightPx),
      onVisible: (isVisible) => {
        this.#isInView = isVisible;
        this.#run();
      },
    });
    const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
    const heed = (): void => {
      this.#isCalm = reducedMotion.matches;
      this.#view.calm = this.#isCalm;
      this.turning = this.#turning;
    };
    scope.listen(reducedMotion, "change", heed);
    heed();
    scope.listen(canvas, "webglcontextlost", () => this.#lose());
    scope.listen(canvas, "webglcontextrestored", () => this.#restore());
    for (const type of ["pointerdown", "pointermove", "wheel"]) {
      scope.listen(canvas, type, () => this.#loop.wake(), { passive: true });
    }
    listenToClicks(canvas, scope, (clientX, clientY) => this.#chooser.choose(this.crystalAt(clientX, clientY)));
    if (this.#options.keyboard) scope.listen<KeyboardEvent>(canvas, "keydown", (event) => this.#press(event));
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const action = viewerKeyAction(event, {
      turn: (around, up) => this.#view.turn(around, up),
      zoom: (factor) => this.#view.zoomBy(factor),
      reset: () => this.#view.reset(),
      play: () => (this.#follower.media === undefined ? this.#chooser.step(1) : this.#follower.toggle()),
      step: (by) => this.#chooser.step(by),
    });
    if (action === undefined) return;
    event.preventDefault();
    action();
    this.#loop.stir();
  }

  /** Compiles before the first picture, where the browser can without halting the page. */
  #compile(): void {
    this.#isCompiled = false;
    this.#renderer.setRenderTarget(this.#drawer.target);
    const compiled = this.#renderer.compileAsync(this.#stage.scene, this.#view.camera);
    this.#renderer.setRenderTarget(null);
    const start = (): void => {
      if (this.#scope.closed || this.#isLost) return;
      this.#isCompiled = true;
      this.#run();
    };
    compiled.then(start, start);
  }

  #run(): void {
    const [widthPx, heightPx] = this.#pixels;
    if (this.#isCompiled && this.#isInView && !this.#isLost && widthPx > 0 && heightPx > 0) this.#loop.start();
    else this.#loop.stop();
  }

  #resize(widthPx: number, heightPx: number): void {
    if (widthPx === this.#pixels[0] && heightPx === this.#pixels[1]) return;
    this.#pixels = [widthPx, heightPx];
    this.#doubt = FIRST_DOUBT;
    if (widthPx > 0 && heightPx > 0) {
      this.#renderer.setSize(widthPx, heightPx, false);
      this.#drawer.setSize(widthPx, heightPx);
      this.#view.setAspect(widthPx / heightPx);
      this.#dissolve = undefined;
    }
    this.#run();
    // In the same frame: a canvas of a new size is empty.
    this.#loop.drawNow();
  }

  #lose(): void {
    this.#isLost = true;
    this.#losing.abort(closedError("a viewer whose graphics context is lost"));
    this.#losing = new AbortController();
    this.#loop.stop();
    // What was on the card is gone; three forgets it now, while that is not an error, and makes it anew when it is needed.
    this.#drawer.release();
    this.#stage.release();
    this.dispatchEvent(new Event("contextlost"));
  }

  #restore(): void {
    this.#isLost = false;
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
      this.#dissolve += seconds / DISSOLVE_SECONDS;
      changed = true;
      if (this.#dissolve >= 1) {
        this.#dissolve = undefined;
        this.#drawer.forget();
      }
    }
    const motion = {
      soundSeconds: this.#follower.sounding.seconds,
      individual: this.#individual,
      isCalm: this.#isCalm,
    };
    if (this.#particles.move(seconds, motion)) changed = true;
    return { changed, active: changed || this.#view.turning || this.#follower.isActive };
  }

  #beginMoving(quality: Quality): void {
    this.#pictured = this.#gem;
    this.#drawer.beginMoving(this.#view.held(), this.#view.azimuth, quality);
    const { isFinding } = this.#qualities.stone;
    const isCoarse = !isFinding && this.#form === "stone" && this.#pixelRatioOf(quality) < COARSE_PIXEL_RATIO;
    if (isCoarse !== this.#isCoarse) {
      this.#isCoarse = isCoarse;
      this.turning = this.#turning;
    }
  }

  #drawMoving(pixels: number): DrawnTile {
    const drawn = this.#drawer.drawMoving(pixels);
    if (!drawn.isWhole) return drawn;
    const at = this.#dissolve ?? 1;
    this.#drawer.develop(null, at * at * (3 - 2 * at));
    this.#announceReady();
    return drawn;
  }

  #announceReady(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    queueMicrotask(() => this.dispatchEvent(new Event("ready")));
  }

  #announceShown(): void {
    // While it drew another gem may have come.
    if (this.#pictured !== this.#gem || this.#shown === this.#gem) return;
    this.#shown = this.#gem;
    queueMicrotask(() => this.dispatchEvent(new Event("shown")));
  }

  #drawStanding(pixels: number): number {
    if (this.#drawer.samples >= this.#options.samples || !this.#drawer.isOpen) return 0;
    const drawn = this.#drawer.drawStanding(this.#look, this.#view.azimuth, pixels);
    if (drawn.isWhole) this.#drawer.develop();
    return drawn.pixels;
  }

  /**
   * Nothing moves any more. Where the stone stands because turning it was too slow, what the standing picture has cost tells without a flicker whether
   * that is so still: the machine may have been busy, the canvas larger, the stone before a dearer one.
   */
  #settle(pace: Pick<TilePace, "msFor">): void {
    const { clientHeight, clientWidth } = this.#canvas;
    const { bounces } = this.#stage;
    const share = (2 + Math.min(LEAST_BOUNCES, bounces)) / (2 + bounces);
    const movingMs = this.#doubt * pace.msFor(share * clientWidth * clientHeight * COARSE_PIXEL_RATIO ** 2);
    const isQuick = Math.max(SCREEN_MS, movingMs) <= 1000 / this.#options.framesPerSecond;
    if (isQuick && this.#isCoarse && this.#turning && !this.#isCalm && this.#form === "stone") {
      this.#doubt *= 2;
      this.#isCoarse = false;
      this.#qualities.stone.seek();
      this.turning = this.#turning;
    } else this.dispatchEvent(new Event("settled"));
  }

  #announceQuality(quality: Quality): void {
    const { bounces, samples } = quality;
    const detail = { bounces, samples, pixelRatio: this.#pixelRatioOf(quality) };
    this.dispatchEvent(new CustomEvent("quality", { detail }));
  }

  /** Pixels drawn a CSS pixel. */
  #pixelRatioOf({ scale }: Quality): number {
    return (scale * this.#pixels[0]) / Math.max(1, this.#canvas.clientWidth);
  }

  /** Shows the particles of the gem as soon as they are there. */
  async #scatter(): Promise<void> {
    try {
      const durationSeconds = Math.max(0, ...this.#syllables.map(({ endSeconds }) => endSeconds));
      const cloud = await this.#particles.ask(this.#gem, durationSeconds);
      if (cloud === undefined) return;
      if (this.#scope.closed) cloud.dispose();
      else this.#change(() => this.#particles.take(cloud));
    } catch (error) {
      if (this.#scope.closed) return;
      this.form = "stone";
      this.#fail(error);
    }
  }

  /** Changes the form that is seen, dissolving from what was; at once for those who ask for reduced motion. */
  #change(change: () => void): void {
    const dissolves = !this.#isCalm && !this.#isLost && this.#drawer.keep();
    change();
    this.#stage.cloud = this.#particles.cloud;
    this.#loop.quality = this.#qualities[this.#particles.cloud === undefined ? "stone" : "particles"];
    this.#dissolve = dissolves ? 0 : undefined;
    this.#loop.begin();
  }

  #fail(error: unknown): void {
    this.dispatchEvent(new CustomEvent("failure", { detail: error }));
  }

  /** A signal that is aborted with the caller's, when the viewer is disposed and when its context is lost. */
  #endOf(signal: AbortSignal | undefined): AbortSignal {
    this.#requireOpen();
    if (this.#isLost) throw closedError("a viewer whose graphics context is lost");
    const ends = [this.#disposing.signal, this.#losing.signal];
    return AbortSignal.any(signal === undefined ? ends : [signal, ...ends]);
  }

  #requireOpen(): void {
    if (this.#scope.closed) throw closedError("a viewer that has been disposed");
  }
}

function closedError(found: string): ViewerClosedError {
  return new ViewerClosedError(
    found,
    "a viewer at work",
    "Make a new GemViewer on the canvas, or wait for the event contextrestored.",
  );
}
