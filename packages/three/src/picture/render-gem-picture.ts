import { type Camera, FloatType, Mesh, PlaneGeometry, Scene, WebGLRenderer, WebGLRenderTarget } from "three";
import type { GemBody } from "../gem-body.js";
import { gemMaterial } from "../material/gem-material.js";
import type { GemMaterialOptions } from "../material/gem-material-options.js";
import { toTracedGeometry } from "../to-traced-geometry.js";
import { type DevelopOptions, developPicture } from "./develop-picture.js";
import { type FrameOptions, frameGem } from "./frame-gem.js";
import { groundMaterial } from "./ground-material.js";
import { lampOfSample, type SampleSpread, spreadSample } from "./spread-sample.js";

/** What a gem's picture is like. Every field may be left out: see `GEM_PICTURE_DEFAULTS`. */
export interface GemPictureOptions extends Partial<FrameOptions>, DevelopOptions {
  /** Width in pixels, 16 to 8192. */
  readonly widthPx?: number;
  /** Height in pixels, 16 to 8192. */
  readonly heightPx?: number;
  /** Rays a pixel, 1 to 1024, spread over the pixel, the spectrum and the lamps. */
  readonly samples?: number;
  /** Pixels on a side of the square drawn at one go: smaller keeps slow graphics from being given up on. */
  readonly tilePx?: number;
  /** Whether the stone stands on the dark mirror of the ground. */
  readonly ground?: boolean;
  /** How the stone takes light. */
  readonly material?: GemMaterialOptions;
  /** Stops the work between tiles. */
  readonly signal?: AbortSignal;
}

/** What `renderGemPicture` takes for fields left out. */
export const GEM_PICTURE_DEFAULTS = {
  widthPx: 800,
  heightPx: 800,
  samples: 32,
  tilePx: 200,
  ground: true,
  azimuthDegrees: 0,
  elevationDegrees: 12,
  fill: 0.8,
  middle: 0.54,
};

/**
 * A studio photograph of one gem: fixed camera, dark room, three soft lamps, black mirror of a ground. Needs a browser with WebGL 2
 * and float render targets; works off screen and frees all it took. The same gem and options give the same picture on one
 * machine: rays are spread by a fixed sequence, nothing is random.
 *
 * @returns The picture, sRGB and opaque.
 * @throws RangeError for options out of range; the signal's reason when it is aborted; Error without WebGL 2.
 *
 * @example
 * ```ts
 * import type { Gem } from "vocalith";
 * import { renderGemPicture } from "@vocalith/three";
 *
 * export async function hang(gem: Gem, canvas: HTMLCanvasElement): Promise<void> {
 *   const picture = await renderGemPicture(gem, { widthPx: 1200, heightPx: 1200, samples: 64 });
 *   canvas.width = picture.width;
 *   canvas.height = picture.height;
 *   canvas.getContext("2d")?.putImageData(picture, 0, 0);
 * }
 * ```
 */
export async function renderGemPicture(gem: GemBody, options: GemPictureOptions = {}): Promise<ImageData> {
  const settled = { ...GEM_PICTURE_DEFAULTS, ...options };
  const { widthPx, heightPx, samples, tilePx } = settled;
  for (const [name, found, least, most] of [
    ["widthPx", widthPx, 16, 8192],
    ["heightPx", heightPx, 16, 8192],
    ["samples", samples, 1, 1024],
    ["tilePx", tilePx, 16, 8192],
    ["fill", settled.fill, 0.1, 1],
  ] as const) {
    if (!(found >= least && found <= most)) throw new RangeError(`${name} is ${found}; accepted: ${least} to ${most}`);
  }

  const set = setUp(gem, settled);
  let renderer: WebGLRenderer | undefined;
  const tile = new WebGLRenderTarget(Math.min(tilePx, widthPx), Math.min(tilePx, heightPx), { type: FloatType });
  try {
    renderer = new WebGLRenderer({ antialias: false, powerPreference: "high-performance" });
    renderer.setClearColor(0x000000, 0);
    renderer.setRenderTarget(tile);
    const light = new Float32Array(widthPx * heightPx * 4);
    const read = new Float32Array(tile.width * tile.height * 4);
    for (let sample = 0; sample < samples; sample++) {
      const { pixelX, pixelY } = set.take(sample);
      for (let top = 0; top < heightPx; top += tile.height) {
        for (let left = 0; left < widthPx; left += tile.width) {
          options.signal?.throwIfAborted();
          const part = [left + pixelX, top + pixelY, tile.width, tile.height] as const;
          renderer.render(set.scene, set.look(widthPx, heightPx, ...part));
          await renderer.readRenderTargetPixelsAsync(tile, 0, 0, tile.width, tile.height, read);
          gather(light, widthPx, heightPx, left, top, read, tile.width, tile.height, 1 / samples);
        }
      }
    }
    const picture = new ImageData(widthPx, heightPx);
    picture.data.set(developPicture(light, widthPx, settled));
    return picture;
  } finally {
    tile.dispose();
    set.dispose();
    renderer?.dispose();
    renderer?.forceContextLoss();
  }
}

/** The stone on its ground before the camera. */
interface PhotographicSet {
  readonly scene: Scene;
  /** Readies one of many samples and says where in the pixel and elsewhere it lies. */
  take(sample: number): SampleSpread;
  /** The camera for a part of the picture. */
  look(widthPx: number, heightPx: number, left: number, top: number, partWidth: number, partHeight: number): Camera;
  dispose(): void;
}

function setUp(gem: GemBody, options: typeof GEM_PICTURE_DEFAULTS & GemPictureOptions): PhotographicSet {
  const material = gemMaterial(gem, { ...options.material, up: "y" });
  material.uniforms.edgePixels.value = options.samples > 1 ? 0 : 1;
  const stone = new Mesh(toTracedGeometry(gem), material);
  stone.rotation.set(-Math.PI / 2, 0, (-options.azimuthDegrees * Math.PI) / 180);
  stone.updateMatrixWorld();
  const scene = new Scene();
  scene.add(stone);

  const radius = material.uniforms.gemRadius.value;
  const middle = material.uniforms.gemCenter.value;
  const plane = new PlaneGeometry(radius * 12, radius * 12).translate(middle.x, middle.y, 0);
  const ground = new Mesh(plane, groundMaterial(material));
  ground.rotation.copy(stone.rotation);
  if (options.ground) scene.add(ground);

  const camera = frameGem(gem, options.widthPx / options.heightPx, stone.matrixWorld, options);
  const lens = { offsetX: 0, offsetY: 0, fullWidth: 1, fullHeight: 1, ...camera.view };
  return {
    scene,
    take(sample) {
      const spread = spreadSample(sample);
      material.uniforms.spectralShift.value = spread.spectrum * 2;
      const { lampShift, lampTurn, glossShift } = ground.material.uniforms;
      lampShift.value.set(spread.lampX * 2, spread.lampY * 2);
      lampTurn.value = lampOfSample(sample);
      glossShift.value.set(spread.glossX * 2, spread.glossY * 2);
      return spread;
    },
    look(widthPx, heightPx, left, top, partWidth, partHeight) {
      const x = left + (lens.offsetX * widthPx) / lens.fullWidth;
      const y = top + (lens.offsetY * heightPx) / lens.fullHeight;
      camera.setViewOffset(widthPx, heightPx, x, y, partWidth, partHeight);
      return camera;
    },
    dispose() {
      stone.geometry.dispose();
      material.dispose();
      plane.dispose();
      ground.material.dispose();
    },
  };
}

/** Adds a tile to the picture, turning the graphics card's upward rows downward. Clears no-numbers and tames lone sparks. */
function gather(
  light: Float32Array,
  widthPx: number,
  heightPx: number,
  left: number,
  top: number,
  tile: Float32Array,
  tileWidth: number,
  tileHeight: number,
  share: number,
): void {
  const rows = Math.min(tileHeight, heightPx - top);
  const columns = Math.min(tileWidth, widthPx - left);
  for (let row = 0; row < rows; row++) {
    const from = (tileHeight - 1 - row) * tileWidth * 4;
    const into = ((top + row) * widthPx + left) * 4;
    for (let index = 0; index < columns * 4; index++) {
      const value = tile[from + index] as number;
      light[into + index] = (light[into + index] as number) + (value > 0 ? Math.min(value, 6) : 0) * share;
    }
  }
}
