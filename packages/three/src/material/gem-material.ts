import { FrontSide, GLSL3, ShaderMaterial } from "three";
import type { GemBody } from "../gem-body.js";
import { ABSORPTION_STOPS } from "./body-absorption.js";
import { GEM_MATERIAL_DEFAULTS, type GemMaterialOptions } from "./gem-material-options.js";
import { type GemUniforms, gemUniforms, INDIVIDUALS } from "./gem-uniforms.js";
import { CRYSTAL_HEADER_TEXELS } from "./pack-crystals.js";
import { STUDIO_GLSL } from "./studio-shader.js";
import { TRACE_GLSL } from "./trace-shader.js";

/** A shader material whose uniforms are those of the gem tracer. */
export type GemMaterial = ShaderMaterial & {
  uniforms: GemUniforms;
  /** The options it was made with, defaults filled in. */
  readonly options: Required<GemMaterialOptions>;
};

/** What the vertices hand on: the point and the eye in the gem's own coordinates, mm, and the surface that the mesh has there. */
const VERTEX_GLSL = /* glsl */ `
in float crystal;
out vec3 gemPoint;
out vec3 surfaceNormal;
flat out float surfaceCrystal;
flat out vec3 gemEye;
void main() {
  mat4 toGem = inverse(modelMatrix);
  gemEye = isOrthographic
    ? mat3(toGem) * -vec3(viewMatrix[0][2], viewMatrix[1][2], viewMatrix[2][2])
    : (toGem * vec4(cameraPosition, 1.0)).xyz;
  gemPoint = position;
  surfaceNormal = normal;
  surfaceCrystal = crystal;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`;

const FRAGMENT_GLSL = /* glsl */ `
in vec3 gemPoint;
in vec3 surfaceNormal;
flat in float surfaceCrystal;
flat in vec3 gemEye;
uniform bool machined;
layout(location = 0) out vec4 pc_fragColor;
// The name that three's own shader chunks write to.
#define gl_FragColor pc_fragColor

void main() {
  toStudio = inStudio();
  vec3 surface = (gemPoint - gemCenter) / gemRadius;
  vec3 direction = normalize(isOrthographic ? gemEye : gemPoint - gemEye);
  leastEdge = edgePixels * pixelAt(surface, direction);
  if (surfaceCrystal < -0.5) {
    pc_fragColor = vec4(shadeGround(surface, direction, normalize(surfaceNormal)), 1.0);
  } else {
    // Start just outside the stone, so that near and far cameras trace with the same precision.
    float back = dot(surface, direction) + 1.5;
    vec3 origin = surface - direction * back;
    int crystal;
    int plane;
    float range = firstEntry(origin, direction, crystal, plane);
    // Air before the facet, and yet a crystal before that: another facet hides it. Where the mesh was cleaned of what cannot be printed it may lie a
    // little below the crystals; then there is no air.
    if (range >= 0.0 && range < back - 0.01 && neighbourAt(surface - direction * 0.004, -1) < 0) {
      // What hides it must not be drawn over. But through a hole it is seen, and a ray that only grazes an edge belongs to the facet drawn here.
      int grazed;
      vec2 span = crossing(crystal, origin, direction, grazed);
      if (!machined && span.y - span.x > 0.002) discard;
      origin = surface - direction * 0.005;
      range = firstEntry(origin, direction, crystal, plane);
    }
    if (range >= 0.0) {
      pc_fragColor = vec4(shade(origin, direction, crystal, plane, range), 1.0);
    } else {
      // On the very edge of a facet the ray may slip past it: no hole there, if the crystal is just below.
      vec3 under = surface - surfaceNormal * (10.0 * SKIN);
      int below = neighbourAt(under, -1);
      if (below < 0) discard;
      pc_fragColor = vec4(sound(bodyLight(under, direction, normalize(surfaceNormal), below)), 1.0);
    }
  }
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}
`;

/**
 * A material that traces light through the facets of one gem: refraction into the union of its crystals, Fresnel-weighted
 * exits, total reflection, absorption by the way travelled (Beer), three wavelengths, in a dark studio of three soft lamps made by
 * code. It writes linear light and follows the renderer's tone mapping and colour space.
 *
 * It belongs to this gem: draw it on `toBufferGeometry(gem)`, or on any closed proxy around the stone in the same
 * coordinates (mm, z up) whose front faces cover it. The object may be moved, turned and scaled evenly; the look is the same at
 * every scale. Surfaces that machining left (bails, holes, letters: `fabricateGem`) are ground instead of polished. WebGL 2; up to some 64 crystals of
 * 60 planes.
 *
 * What may change at run time is in `uniforms`, see `GemUniforms`: fewer reflections for slow graphics (`bounceLimit`), a crystal that glows from within
 * (`soundingCrystal`, `soundingLight`), crystals that grow out of their roots (`growth`), how wide edges are at least (`edgePixels`). `replaceGem` gives it another stone.
 *
 * `dispose()` frees the shader and the texture of planes.
 *
 * @throws RangeError when the gem has no crystals or an option is out of range; HalfSpaceError when a crystal encloses nothing.
 *
 * @example
 * ```ts
 * import { Mesh, type Scene } from "three";
 * import type { Gem } from "vocalith";
 * import { gemMaterial, toBufferGeometry } from "@vocalith/three";
 *
 * export function place(gem: Gem, scene: Scene): Mesh {
 *   const stone = new Mesh(toBufferGeometry(gem), gemMaterial(gem));
 *   stone.rotation.x = -Math.PI / 2;
 *   scene.add(stone);
 *   return stone;
 * }
 * ```
 */
export function gemMaterial(gem: GemBody, options: GemMaterialOptions = {}): GemMaterial {
  const settled = settle(options);
  const uniforms = gemUniforms(gem, settled);
  const material = new ShaderMaterial({
    name: "GemMaterial",
    glslVersion: GLSL3,
    side: FrontSide,
    precision: "highp",
    uniforms,
    defines: gemDefines(settled),
    vertexShader: VERTEX_GLSL,
    fragmentShader: STUDIO_GLSL + TRACE_GLSL + FRAGMENT_GLSL,
  });
  material.addEventListener("dispose", () => uniforms.crystals.value.dispose());
  return Object.assign(material, { uniforms, options: settled });
}

/** Fills in the defaults and checks the ranges. */
function settle(options: GemMaterialOptions): Required<GemMaterialOptions> {
  const settled = {
    refractiveIndex: options.refractiveIndex ?? GEM_MATERIAL_DEFAULTS.refractiveIndex,
    dispersion: options.dispersion ?? GEM_MATERIAL_DEFAULTS.dispersion,
    depth: options.depth ?? GEM_MATERIAL_DEFAULTS.depth,
    bounces: options.bounces ?? GEM_MATERIAL_DEFAULTS.bounces,
    splitPaths: options.splitPaths ?? GEM_MATERIAL_DEFAULTS.splitPaths,
    edgeWear: options.edgeWear ?? GEM_MATERIAL_DEFAULTS.edgeWear,
    up: options.up ?? GEM_MATERIAL_DEFAULTS.up,
  };
  within("refractiveIndex", settled.refractiveIndex, 1.3, 2.5);
  within("dispersion", settled.dispersion, 0, 0.06);
  within("depth", settled.depth, 0.1, 10);
  within("bounces", settled.bounces, 1, 32);
  within("edgeWear", settled.edgeWear, 0, 0.05);
  return settled;
}

function within(name: string, found: number, least: number, most: number): void {
  if (!(found >= least && found <= most)) throw new RangeError(`${name} is ${found}; accepted: ${least} to ${most}`);
}

/** The shader's constants: loop bounds must be known when it is compiled. */
function gemDefines(settled: Required<GemMaterialOptions>): Record<string, string> {
  return {
    ABSORPTION_STOPS: String(ABSORPTION_STOPS),
    INDIVIDUALS: String(INDIVIDUALS),
    CRYSTAL_HEADER_TEXELS: String(CRYSTAL_HEADER_TEXELS),
    // A spray needs legs to cross from crystal to crystal; those bend nothing and are cheap.
    MAX_LEGS: String(Math.round(settled.bounces) * 3),
    SPLIT_PATHS: settled.splitPaths ? "1" : "0",
    EDGE_WEAR: Math.max(1e-5, settled.edgeWear).toFixed(6),
  };
}
