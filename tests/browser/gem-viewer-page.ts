// Runs in the browser, not in Node: viewers that gem-viewer.test.ts opens, works and looks at.
import { type GemViewer, type GemViewerOptions, type ViewedGem, GemViewer as Viewer } from "@vocalith/three";
import { DataTexture, FloatType, NearestFilter, WebGLRenderer } from "three";
import { developPicture } from "../../packages/three/src/picture/develop-picture.js";
import { LightDeveloper } from "../../packages/three/src/viewer/light-developer.js";
import { displayTarget, lightFormatOf } from "../../packages/three/src/viewer/light-format.js";

declare global {
  /** What the page answers to. */
  var viewerPage: typeof import("./gem-viewer-page.js");
}

const gems = new Map<string, ViewedGem>();
const viewers = new Map<string, GemViewer>();
const heard = new Map<string, { type: string; detail: unknown }[]>();
const EVENTS = [
  "ready",
  "shown",
  "settled",
  "crystal",
  "quality",
  "contextlost",
  "contextrestored",
  "failure",
] as const;

/** Graphics objects alive in the page, and draws so far. */
const live = { textures: 0, buffers: 0, programs: 0, shaders: 0, framebuffers: 0, renderbuffers: 0, arrays: 0 };
let draws = 0;
let slowness = 0;
countGraphics();
holdFences();

/** A gem as JSON, on its way into the page. */
export interface GemMessage {
  readonly crystals: readonly { readonly halfSpaces: readonly number[]; readonly syllables: readonly number[] }[];
  readonly color: ViewedGem["color"];
  readonly individuals: NonNullable<ViewedGem["individuals"]>;
  readonly mesh: {
    readonly positions: readonly number[];
    readonly triangles: readonly number[];
    readonly facetOfTriangle: readonly number[];
    readonly facets: ViewedGem["mesh"]["facets"];
  };
  /** x, y, z of each; none where they are not to be had. */
  readonly particles: readonly number[];
}

/** Keeps a gem under a name; its particles come later, as from a worker, or fail. */
export function keepGem(name: string, message: GemMessage): void {
  const { crystals, mesh, particles, ...rest } = message;
  const positions = Float32Array.from(particles);
  const colors = positions.map((_, at) => [0.2, 0.1, 0.9][at % 3] as number);
  gems.set(name, {
    ...rest,
    crystals: crystals.map(({ halfSpaces, syllables }) => ({ halfSpaces: Float64Array.from(halfSpaces), syllables })),
    mesh: {
      positions: Float32Array.from(mesh.positions),
      triangles: Uint32Array.from(mesh.triangles),
      facetOfTriangle: Uint32Array.from(mesh.facetOfTriangle),
      facets: mesh.facets,
    },
    particles: async () => {
      if (particles.length === 0) throw new Error("the worker has gone");
      return { positions, colors };
    },
  });
}

/** Puts a viewer on a canvas of so many CSS pixels. */
export function openViewer(
  name: string,
  gem: string,
  widthPx: number,
  heightPx: number,
  options: GemViewerOptions = {},
): void {
  const canvas = document.createElement("canvas");
  canvas.id = name;
  canvas.style.cssText = `display: block; outline: none; width: ${widthPx}px; height: ${heightPx}px`;
  document.body.append(canvas);
  attach(name, gem, canvas, options);
}

/** Puts another viewer on the canvas of one that was disposed. */
export function reopenViewer(name: string, gem: string, options: GemViewerOptions = {}): void {
  attach(name, gem, canvasOf(name), options);
}

function attach(name: string, gem: string, canvas: HTMLCanvasElement, options: GemViewerOptions): void {
  const viewer = new Viewer(canvas, gemOf(gem), options);
  viewers.set(name, viewer);
  const events: { type: string; detail: unknown }[] = [];
  heard.set(name, events);
  for (const type of EVENTS) {
    viewer.addEventListener(type, (event) => {
      events.push({
        type,
        detail: "detail" in event ? String((event.detail as Error)?.message ?? JSON.stringify(event.detail)) : null,
      });
    });
  }
}

/** The error that a viewer throws at once. */
export function refusedBy(open: "2d canvas" | "no crystals" | "disposed" | "no particles"): Record<string, string> {
  try {
    const canvas = document.createElement("canvas");
    const [gem] = gems.values();
    if (gem === undefined) throw new Error("no gem is kept");
    if (open === "2d canvas") canvas.getContext("2d");
    const { particles: _, ...bare } = gem;
    const viewer = new Viewer(canvas, open === "no crystals" ? { ...gem, crystals: [] } : bare);
    if (open === "disposed") viewer.dispose();
    try {
      if (open === "disposed") viewer.show(gem);
      if (open === "no particles") viewer.form = "particles";
    } finally {
      viewer.dispose();
    }
  } catch (error) {
    const { name, message, found, accepted, advice } = error as Record<string, string>;
    return { name, message, found, accepted, advice };
  }
  throw new Error("nothing was refused");
}

/** What a viewer's events were since the last time that this was asked. */
export function eventsOf(name: string): { type: string; detail: unknown }[] {
  return heard.get(name)?.splice(0) ?? [];
}

/** The next event of a type, its detail. */
export function nextEvent(name: string, type: (typeof EVENTS)[number]): Promise<unknown> {
  return new Promise((resolve) =>
    viewerOf(name).addEventListener(type, (event: Event) => resolve((event as CustomEvent).detail ?? null), {
      once: true,
    }),
  );
}

/** Begins to listen for the next event of a type, which `awaited` gives: what is done between the two calls cannot be too quick for it. */
export function listen(name: string, type: (typeof EVENTS)[number]): void {
  awaiting.set(`${name} ${type}`, nextEvent(name, type));
}

/** The event that was listened for, its detail. */
export function awaited(name: string, type: (typeof EVENTS)[number]): Promise<unknown> | undefined {
  return awaiting.get(`${name} ${type}`);
}

/** Whether the stone is drawn as fine as asked for; waits until it is. */
export async function settle(name: string, change: () => void = () => undefined): Promise<void> {
  const settled = nextEvent(name, "settled");
  change();
  await settled;
}

export function show(name: string, gem: string, grow = false): void {
  viewerOf(name).show(gemOf(gem), { grow });
}

/** Shows a gem on a canvas of another height from then on; says in how many draws, and the pixels of the canvas's height. */
export async function showAt(name: string, gem: string, heightPx: number): Promise<[draws: number, heightPx: number]> {
  const before = draws;
  const shown = nextEvent(name, "shown");
  show(name, gem);
  canvasOf(name).style.height = `${heightPx}px`;
  await shown;
  return [draws - before, canvasOf(name).height];
}

export function setForm(name: string, form: "stone" | "particles"): void {
  viewerOf(name).form = form;
}

export function setTurning(name: string, turning: boolean): void {
  viewerOf(name).turning = turning;
}

export function setResting(name: string, resting: boolean): void {
  viewerOf(name).resting = resting;
}

export function dispose(name: string): void {
  viewerOf(name).dispose();
}

/** Loses the context of a viewer's canvas; gives it back at `restore`. */
export function lose(name: string): void {
  const extension = canvasOf(name).getContext("webgl2")?.getExtension("WEBGL_lose_context");
  if (!extension) throw new Error("contexts cannot be lost here");
  lost.set(name, extension);
  extension.loseContext();
}

export function restore(name: string): void {
  lost.get(name)?.restoreContext();
}

/** Follows a recording, played so slowly that a syllable can be seen. */
export async function follow(name: string, source: string): Promise<void> {
  // Whole in memory, as a page has what it recorded: a server that gives no parts could not be sought in.
  const player = new Audio(URL.createObjectURL(await (await fetch(source)).blob()));
  await new Promise((resolve, reject) => {
    player.addEventListener("canplaythrough", resolve, { once: true });
    player.addEventListener("error", () => reject(new Error("the recording does not load")), { once: true });
  });
  player.playbackRate = 0.0625;
  players.set(name, player);
  viewerOf(name).follow(player);
}

export function player(name: string): { seconds: number; paused: boolean } {
  const { currentTime = Number.NaN, paused = true } = players.get(name) ?? {};
  return { seconds: currentTime, paused };
}

/** Waits until the player has stopped. */
export function stopped(name: string): Promise<number> {
  const found = players.get(name);
  if (found === undefined) throw new Error("nothing plays");
  return new Promise((resolve) => {
    if (found.paused) resolve(found.currentTime);
    else found.addEventListener("pause", () => resolve(found.currentTime), { once: true });
  });
}

/** Where crystals can be clicked: for each the middle one of the places tried that show it, and how many they were. */
export function crystalPlaces(name: string): { crystal: number; place: [number, number]; seen: number }[] {
  const { left, top, width, height } = canvasOf(name).getBoundingClientRect();
  const places = new Map<number, [number, number][]>();
  for (let y = 1; y < height; y += 2) {
    for (let x = 1; x < width; x += 2) {
      const crystal = viewerOf(name).crystalAt(left + x, top + y);
      if (crystal >= 0) places.set(crystal, [...(places.get(crystal) ?? []), [left + x, top + y]]);
    }
  }
  return [...places].map(([crystal, of]) => ({
    crystal,
    place: of[Math.floor(of.length / 2)] as [number, number],
    seen: of.length,
  }));
}

export function crystalAt(name: string, x: number, y: number): number {
  return viewerOf(name).crystalAt(x, y);
}

/** A snapshot's PNG in base 64, or the name of the error. */
export async function snapshot(name: string, widthPx: number, heightPx: number, samples: number): Promise<string> {
  try {
    return await toBase64(await viewerOf(name).snapshot({ widthPx, heightPx, samples }));
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

/** A snapshot that something ends before it is done: the name of the error. */
export async function endedSnapshot(name: string, how: "abort" | "dispose" | "lose"): Promise<string> {
  const controller = new AbortController();
  const viewer = viewerOf(name);
  const taking = viewer.snapshot({ widthPx: 400, heightPx: 400, samples: 1024, signal: controller.signal });
  await new Promise((resolve) => setTimeout(resolve, 30));
  if (how === "abort") controller.abort(new RangeError("enough"));
  if (how === "dispose") viewer.dispose();
  if (how === "lose") lose(name);
  return taking.then(
    () => "none",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}

/** A turntable's WebM in base 64 and the progress that was told. */
export async function turntable(
  name: string,
  options: { seconds: number; framesPerSecond: number; widthPx: number; heightPx: number; samples: number },
  without: "" | "encoder" | "both" = "",
): Promise<{ type: string; base64: string; progress: number[] }> {
  const progress: number[] = [];
  const { VideoEncoder, MediaRecorder } = globalThis;
  if (without !== "") Reflect.deleteProperty(globalThis, "VideoEncoder");
  if (without === "both") Reflect.deleteProperty(globalThis, "MediaRecorder");
  try {
    const film = await viewerOf(name).turntable({ ...options, onProgress: (share) => progress.push(share) });
    return { type: film.type, base64: await toBase64(film), progress };
  } finally {
    Object.assign(globalThis, { VideoEncoder, MediaRecorder });
  }
}

/** RGBA of an image file. */
export async function decodeImage(base64: string): Promise<{ widthPx: number; heightPx: number; rgba: number[] }> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  if (context === null) throw new Error("no 2D canvas");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { widthPx: bitmap.width, heightPx: bitmap.height, rgba: [...data] };
}

/** How far a picture developed on the card is from the one developed by `developPicture`, in steps of 255. */
export function developBoth(widthPx: number, heightPx: number): { most: number; mean: number; brightest: number } {
  const light = new Float32Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const spark = x % 37 === 5 && y % 29 === 7 ? 5 : 0;
      const facet = (Math.floor(x / 20) + Math.floor(y / 15)) % 3;
      light.set([0.4 * facet + spark, 0.1 + spark, (0.9 * x) / widthPx + spark, 1], (y * widthPx + x) * 4);
    }
  }
  const renderer = new WebGLRenderer();
  const format = lightFormatOf(renderer);
  const developer = new LightDeveloper(format, {});
  const texture = new DataTexture(light, widthPx, heightPx);
  texture.type = FloatType;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  const target = displayTarget(widthPx, heightPx);
  developer.develop(renderer, { texture, widthPx, heightPx }, target, widthPx, heightPx);
  const bytes = new Uint8Array(light.length);
  renderer.readRenderTargetPixels(target, 0, 0, widthPx, heightPx, bytes);
  const expected = developPicture(light, widthPx);
  for (const owned of [developer, texture, target, renderer]) owned.dispose();
  renderer.forceContextLoss();
  let [most, sum, brightest] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const apart = Math.abs((bytes[at] as number) - (expected[at] as number));
    most = Math.max(most, apart);
    sum += apart;
    if (at % 4 < 3) brightest = Math.max(brightest, expected[at] as number);
  }
  return { most, mean: sum / bytes.length, brightest };
}

/** Draws by all viewers so far. */
export function drawsSoFar(): number {
  return draws;
}

/** From now on every piece of work takes the graphics card so many ms longer, as far as a page can tell. */
export function slowDown(milliseconds: number): void {
  slowness = milliseconds;
}

/** Waits for so many frames of the screen. */
export async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Graphics objects alive, of all viewers. */
export function graphics(): typeof live {
  return { ...live };
}

/** Graphics objects that three itself leaves behind when a renderer that drew nothing of ours is disposed. */
export function leftByThree(): typeof live {
  const before = { ...live };
  const renderer = new WebGLRenderer();
  renderer.resetState();
  renderer.dispose();
  return Object.fromEntries(
    Object.entries(live).map(([kind, count]) => [kind, count - before[kind as keyof typeof live]]),
  ) as typeof live;
}

const lost = new Map<string, WEBGL_lose_context>();
const awaiting = new Map<string, Promise<unknown>>();
const players = new Map<string, HTMLAudioElement>();

function viewerOf(name: string): GemViewer {
  const found = viewers.get(name);
  if (found === undefined) throw new Error(`no viewer "${name}"`);
  return found;
}

function gemOf(name: string): ViewedGem {
  const found = gems.get(name);
  if (found === undefined) throw new Error(`no gem "${name}"`);
  return { ...found };
}

function canvasOf(name: string): HTMLCanvasElement {
  return document.getElementById(name) as HTMLCanvasElement;
}

async function toBase64(blob: Blob): Promise<string> {
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.onload = resolve;
    reader.readAsDataURL(blob);
  });
  return String(reader.result).replace(/^.*,/, "");
}

/** Lets fences tell of work that is done only after `slowness`. */
function holdFences(): void {
  const context = WebGL2RenderingContext.prototype;
  const { fenceSync, getSyncParameter } = context;
  const raised = new WeakMap<WebGLSync, number>();
  context.fenceSync = function (condition, flags) {
    const sync = fenceSync.call(this, condition, flags);
    if (sync !== null) raised.set(sync, performance.now() + slowness);
    return sync;
  };
  context.getSyncParameter = function (sync, name) {
    const isHeld = performance.now() < (raised.get(sync) ?? 0);
    return isHeld ? this.UNSIGNALED : getSyncParameter.call(this, sync, name);
  };
}

/** Counts what every context of the page makes and deletes, and draws. */
function countGraphics(): void {
  const context = WebGL2RenderingContext.prototype as unknown as Record<string, (...values: unknown[]) => unknown>;
  const kinds = {
    Texture: "textures",
    Buffer: "buffers",
    Program: "programs",
    Shader: "shaders",
    Framebuffer: "framebuffers",
    Renderbuffer: "renderbuffers",
    VertexArray: "arrays",
  } as const;
  const alive = new WeakSet<object>();
  for (const [suffix, kind] of Object.entries(kinds)) {
    const create = context[`create${suffix}`] as (...values: unknown[]) => object | null;
    const remove = context[`delete${suffix}`] as (...values: unknown[]) => void;
    context[`create${suffix}`] = function (...values) {
      const made = create.apply(this, values);
      if (made !== null) {
        alive.add(made);
        live[kind]++;
      }
      return made;
    };
    context[`delete${suffix}`] = function (...values) {
      const [gone] = values as [object | null];
      if (gone !== null && gone !== undefined && alive.delete(gone)) live[kind]--;
      remove.apply(this, values);
    };
  }
  for (const name of ["drawArrays", "drawElements"] as const) {
    const draw = context[name] as (...values: unknown[]) => void;
    context[name] = function (...values) {
      draws++;
      draw.apply(this, values);
    };
  }
}
