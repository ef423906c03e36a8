// Runs in browsers, not in Node: a viewer from beginning to end, and what came of it.
import { GemViewer, NoVideoError, NoWebGLError } from "@vocalith/three";
import { blockGem } from "../../packages/three/test/block-gem.js";

/** What a browser made of a viewer; or why it could not. */
export type Viewed =
  | {
      /** Lightness of the darkest and the brightest pixel of a snapshot, 0 to 255, and its size. */
      readonly darkest: number;
      readonly brightest: number;
      readonly sizePx: readonly [number, number];
      /** Share of pixels that differ in the snapshot of another side. */
      readonly turned: number;
      /** The film's bytes in base 64; none where the browser writes no WebM. */
      readonly film: string;
      readonly particles: number;
      readonly restored: boolean;
      readonly events: readonly string[];
    }
  | { readonly unable: string };

const PARTICLES = 3000;

/** Shows a stone, turns it, films it, scatters it, loses its context and has it back. */
export async function answer(): Promise<Viewed> {
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "display: block; width: 96px; height: 72px";
  document.body.append(canvas);
  const gem = {
    ...blockGem(6, 5, 9),
    particles: (count: number) => ({
      positions: Float32Array.from({ length: 3 * count }, (_, at) => (((at * 2654435761) % 1000) / 1000) * 5),
      colors: new Float32Array(3 * count).fill(0.8),
    }),
  };
  let viewer: GemViewer;
  try {
    viewer = new GemViewer(canvas, gem, { samples: 2, particles: PARTICLES });
  } catch (error) {
    if (error instanceof NoWebGLError) return { unable: error.message };
    throw error;
  }
  const events: string[] = [];
  for (const type of ["ready", "shown", "settled", "contextlost", "contextrestored", "failure"]) {
    viewer.addEventListener(type, () => events.push(type));
  }
  const next = (type: string): Promise<unknown> =>
    new Promise((resolve) => viewer.addEventListener(type, resolve, { once: true }));

  await next("settled");
  const front = await pixelsOf(await viewer.snapshot({ widthPx: 80, heightPx: 60, samples: 2 }));
  canvas.focus();
  for (let press = 0; press < 4; press++) canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
  await next("settled");
  const side = await pixelsOf(await viewer.snapshot({ widthPx: 80, heightPx: 60, samples: 2 }));
  const turned = front.lights.filter((light, at) => Math.abs(light - (side.lights[at] ?? 0)) > 8).length;

  const film = await viewer
    .turntable({ seconds: 0.5, framesPerSecond: 8, widthPx: 64, heightPx: 48, samples: 1 })
    .then(toBase64, (error: unknown) => {
      if (error instanceof NoVideoError) return "";
      throw error;
    });

  viewer.form = "particles";
  await new Promise((resolve) => setTimeout(resolve, 300));
  const cloud = await pixelsOf(await viewer.snapshot({ widthPx: 80, heightPx: 60, samples: 1 }));
  const particles = cloud.lights.filter((light) => light > 20).length;
  viewer.form = "stone";

  let restored = false;
  const extension = canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context");
  if (extension) {
    const lost = next("contextlost");
    extension.loseContext();
    await lost;
    // Only once the event is over does a browser know that the page wants the context back.
    await new Promise((resolve) => setTimeout(resolve));
    const settled = next("settled");
    extension.restoreContext();
    await settled;
    const again = await pixelsOf(await viewer.snapshot({ widthPx: 80, heightPx: 60, samples: 2 }));
    restored = Math.max(...again.lights) > 40;
  }
  viewer.dispose();
  return {
    darkest: Math.min(...front.lights),
    brightest: Math.max(...front.lights),
    sizePx: front.sizePx,
    turned: turned / front.lights.length,
    film,
    particles,
    restored,
    events,
  };
}

async function pixelsOf(png: Blob): Promise<{ lights: number[]; sizePx: [number, number] }> {
  const bitmap = await createImageBitmap(png);
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no 2D canvas");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const lights = Array.from({ length: data.length / 4 }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    return 0.21 * red + 0.72 * green + 0.07 * blue;
  });
  return { lights, sizePx: [bitmap.width, bitmap.height] };
}

async function toBase64(blob: Blob): Promise<string> {
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.onload = resolve;
    reader.readAsDataURL(blob);
  });
  return String(reader.result).replace(/^.*,/, "");
}
