import { WebGLRenderer } from "three";
import { NoWebGLError } from "./gem-viewer-error.js";

/**
 * A renderer on a canvas that the viewer alone draws on: it draws light elsewhere and only shows it there, so the canvas needs no depth and no
 * samples.
 *
 * @throws NoWebGLError where the canvas gives no WebGL 2.
 */
export function openRenderer(canvas: HTMLCanvasElement): {
  readonly renderer: WebGLRenderer;
  readonly gl: WebGL2RenderingContext;
} {
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: "high-performance",
  });
  if (gl === null || gl.isContextLost()) {
    throw new NoWebGLError(
      gl === null ? "a canvas that gives no WebGL 2 context" : "a canvas whose WebGL 2 context is lost",
      "a fresh canvas in a browser with WebGL 2",
      "Use a browser of the last years, with graphics acceleration not switched off, and a canvas nothing else draws on.",
    );
  }
  const renderer = new WebGLRenderer({ canvas, context: gl, antialias: false });
  renderer.setClearColor(0x000000, 0);
  return { renderer, gl };
}
