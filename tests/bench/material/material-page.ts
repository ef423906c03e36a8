// Runs in the browser, not in Node: the page that time-material.ts drives.
import { intersectHalfSpaces } from "@vocalith/geometry";
import { type GemBody, gemMaterial, toBufferGeometry, toTracedGeometry } from "@vocalith/three";
import {
  type BufferGeometry,
  Color,
  type Material,
  Mesh,
  MeshPhysicalMaterial,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  WebGLRenderer,
} from "three";
import { RoomEnvironment } from "three/addons/environments/RoomEnvironment.js";
import { fromGemMessage, type GemMessage } from "../../pictures/gem-message.js";

declare global {
  /** What the page answers to. */
  var materialPage: typeof import("./material-page.js");
}

/** What is timed: a stone of so many planes or a gem given, in a material, on a square picture. */
export interface Task {
  readonly stone: number | GemMessage;
  readonly material: "gem" | "transmission";
  /** Reflections that are followed; of the gem's material only. */
  readonly bounces?: number;
  /** Whether the gem's material is drawn on a hull around the stone instead of its mesh. */
  readonly onHull?: boolean;
  readonly sizePx: number;
}

/** A stone before its camera, ready to be drawn. */
interface Stage {
  /** Draws a frame, each from another side, and waits until it is there. */
  draw(): void;
  /** Share of the picture that the stone covered in the last frame. */
  covered(): number;
  dispose(): void;
}

let stage: Stage | undefined;

/** Name of the graphics that draws. */
export function graphics(): string {
  const gl = document.createElement("canvas").getContext("webgl2");
  const names = gl?.getExtension("WEBGL_debug_renderer_info");
  return String(gl?.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? "no graphics");
}

/** Puts a stone on the stage in the place of the last one and draws a first frame, which compiles. */
export function begin(task: Task): void {
  stage?.dispose();
  stage = stageOf(task);
  stage.draw();
}

/** Milliseconds of each of so many frames by the clock, and the share of the picture that the stone covers. */
export function draw(frames: number): { readonly framesMs: readonly number[]; readonly covered: number } {
  const framesMs: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const started = performance.now();
    stage?.draw();
    framesMs.push(performance.now() - started);
  }
  return { framesMs, covered: stage?.covered() ?? 0 };
}

function stageOf(task: Task): Stage {
  const gem = typeof task.stone === "number" ? roundStone(task.stone) : fromGemMessage(task.stone);
  const renderer = new WebGLRenderer({ antialias: false, preserveDrawingBuffer: true });
  renderer.setPixelRatio(1);
  renderer.setSize(task.sizePx, task.sizePx);
  const scene = new Scene();
  const geometry: BufferGeometry = task.onHull === true ? toTracedGeometry(gem) : toBufferGeometry(gem);
  let material: Material;
  if (task.material === "gem") material = gemMaterial(gem, { bounces: task.bounces ?? 8 });
  else {
    scene.environment = new PMREMGenerator(renderer).fromScene(new RoomEnvironment(), 0.04).texture;
    material = new MeshPhysicalMaterial({
      transmission: 1,
      thickness: 10,
      ior: 1.6,
      dispersion: 1,
      roughness: 0,
      attenuationColor: new Color(0.3, 0.05, 0.6),
      attenuationDistance: 10,
    });
  }
  const stone = new Mesh(geometry, material);
  scene.add(stone);
  geometry.computeBoundingSphere();
  const { center, radius } = geometry.boundingSphere ?? { center: stone.position, radius: 10 };
  const camera = new PerspectiveCamera(26, 1, radius / 10, radius * 20);
  const gl = renderer.getContext();
  const pixels = new Uint8Array(4 * task.sizePx * task.sizePx);
  let frame = 0;
  return {
    draw() {
      const turn = 0.3 + frame++ * 0.37;
      camera.position
        .set(Math.sin(turn), 0.25, Math.cos(turn))
        .multiplyScalar(radius * 4.6)
        .add(center);
      camera.lookAt(center);
      renderer.render(scene, camera);
      // Reading waits until all is drawn.
      gl.readPixels(0, 0, task.sizePx, task.sizePx, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    },
    covered() {
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        if ((pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0) > 0) count++;
      }
      return count / (task.sizePx * task.sizePx);
    },
    dispose() {
      geometry.dispose();
      material.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/** One crystal whose planes touch an ellipsoid, spread evenly over the directions (Fibonacci). */
function roundStone(count: number): GemBody {
  const halfSpaces = Float64Array.from(
    Array.from({ length: count }, (_, place) => {
      const z = 1 - (2 * place + 1) / count;
      const turn = place * Math.PI * (3 - Math.sqrt(5));
      const [x, y] = [Math.sqrt(1 - z * z) * Math.cos(turn), Math.sqrt(1 - z * z) * Math.sin(turn)];
      return [x, y, z, 10 * Math.hypot(0.75 * x, 0.75 * y, z)];
    }).flat(),
  );
  const { vertices, facets } = intersectHalfSpaces(halfSpaces);
  const fans = facets.flatMap(({ loop }, facet) =>
    Array.from({ length: loop.length - 2 }, (_, at) => ({ facet, corners: [loop[0], loop[at + 1], loop[at + 2]] })),
  );
  return {
    color: { lightness: 0.45, chroma: 0.18, hueDegrees: 305, hueSpreadDegrees: 0, linearSrgb: [0.2, 0.03, 0.4] },
    crystals: [{ halfSpaces }],
    mesh: {
      positions: Float32Array.from(vertices),
      triangles: Uint32Array.from(fans.flatMap(({ corners }) => corners.map((corner) => corner ?? NaN))),
      facetOfTriangle: Uint32Array.from(fans, ({ facet }) => facet),
      facets: facets.map(({ halfSpace, normal }) => ({ solid: 0, halfSpace, normal })),
    },
  };
}
