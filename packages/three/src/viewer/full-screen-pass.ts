import {
  BufferAttribute,
  BufferGeometry,
  Camera,
  GLSL3,
  type IUniform,
  Mesh,
  NoBlending,
  ShaderMaterial,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from "three";

const VERTEX_GLSL = /* glsl */ `
void main() {
  gl_Position = vec4(position.xy, 0.0, 1.0);
}
`;

/** A fragment shader run over every pixel of a picture. */
export class FullScreenPass<U extends Record<string, IUniform>> {
  readonly uniforms: U;
  readonly #material: ShaderMaterial;
  readonly #triangle: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #camera = new Camera();

  constructor(name: string, fragmentShader: string, uniforms: U) {
    this.uniforms = uniforms;
    this.#material = new ShaderMaterial({
      name,
      glslVersion: GLSL3,
      uniforms,
      vertexShader: VERTEX_GLSL,
      fragmentShader,
      blending: NoBlending,
      depthTest: false,
      depthWrite: false,
    });
    const corners = new BufferGeometry();
    corners.setAttribute("position", new BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3));
    this.#triangle = new Mesh(corners, this.#material);
    this.#triangle.frustumCulled = false;
  }

  /** Draws onto a target, or onto the canvas where it is null. */
  draw(renderer: WebGLRenderer, target: WebGLRenderTarget | null): void {
    renderer.setRenderTarget(target);
    renderer.render(this.#triangle, this.#camera);
  }

  dispose(): void {
    this.#triangle.geometry.dispose();
    this.#material.dispose();
  }
}
