import { GLSL3, type IUniform, ShaderMaterial, Vector2 } from "three";
import type { GemMaterial } from "../material/gem-material.js";
import { STUDIO_GLSL } from "../material/studio-shader.js";
import { TRACE_GLSL } from "../material/trace-shader.js";

const VERTEX_GLSL = /* glsl */ `
out vec3 gemPoint;
void main() {
  gemPoint = position;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`;

const FRAGMENT_GLSL = /* glsl */ `
in vec3 gemPoint;
layout(location = 0) out vec4 pc_fragColor;
uniform vec2 lampShift;
uniform vec2 glossShift;
uniform int lampTurn;

// Light of one lamp on the ground, through whatever of the stone stands between: a shadow with the stone's colour in it.
vec3 lampOnGround(int lamp, vec3 point, mat3 toStudio) {
  vec3 facing = -normalize(LAMP_CENTER[lamp]);
  vec3 across = normalize(cross(vec3(0.0, 1.0, 0.0), facing));
  vec2 shift = lampShift * LAMP_HALF_SIZE[lamp] * 0.8;
  vec3 source = LAMP_CENTER[lamp] + across * shift.x + cross(facing, across) * shift.y;
  vec3 way = source - toStudio * point;
  float range = length(way);
  vec3 direction = transpose(toStudio) * (way / range);
  float falling = max(direction.z, 0.0) * LAMP_HALF_SIZE[lamp].x * LAMP_HALF_SIZE[lamp].y / (range * range);
  vec3 through = passed(point, direction);
  // Facets gather what they let through: the stone's colour lies brighter on the ground than a plain shadow's.
  return LAMP_LIGHT[lamp] * falling * through * (through.y < 1.0 ? 2.5 : 1.0);
}

void main() {
  mat4 toGem = inverse(modelMatrix);
  mat3 toStudio = inStudio();
  vec3 point = (gemPoint - gemCenter) / gemRadius;
  vec3 direction = normalize(gemPoint - (toGem * vec4(cameraPosition, 1.0)).xyz);
  point.z += SKIN;

  float away = length(point.xy);
  // The light pools around the stone and is gone well before the picture's edge.
  float pool = exp(-3.2 * away * away);
  vec3 light = vec3(0.0);
  if (pool > 0.002) {
    // One lamp a sample, in turn, stands for all.
    light = lampOnGround(lampTurn, point, toStudio) * float(LAMPS) * pool * vec3(0.009, 0.009, 0.010);
  }

  // Black lacquer: a mirror that is a little rough, so the stone's image softens with its height.
  vec3 mirrored = normalize(vec3(direction.xy, -direction.z) + vec3(glossShift.x, 0.0, glossShift.y) * GLOSS);
  int crystal;
  int plane;
  float range = firstEntry(point, mirrored, crystal, plane);
  if (range > 0.0) {
    float sheen = fresnel(max(-direction.z, 0.02), 1.0 / 1.45);
    light += shade(point, mirrored, crystal, plane, range).rgb * sheen * exp(-1.7 * range);
  }
  pc_fragColor = vec4(light, 1.0);
}
`;

/**
 * A shader material with the shifts that spread many samples over the lamps and the ground's roughness, each -1 to 1,
 * and the lamp whose turn it is.
 */
export type GroundMaterial = ShaderMaterial & {
  uniforms: { lampShift: IUniform<Vector2>; glossShift: IUniform<Vector2>; lampTurn: IUniform<number> };
};

/**
 * The black lacquered ground a stone is pictured on: lamp light with the stone's coloured shadow, and its soft mirror image.
 * Traces the same crystals as the gem's material and shares its uniforms, so it lives no longer than that one.
 */
export function groundMaterial(gem: GemMaterial): GroundMaterial {
  const uniforms = {
    ...gem.uniforms,
    lampShift: { value: new Vector2() },
    glossShift: { value: new Vector2() },
    lampTurn: { value: 0 },
  };
  const material = new ShaderMaterial({
    name: "GemGroundMaterial",
    glslVersion: GLSL3,
    uniforms,
    defines: { ...gem.defines, GLOSS: "0.05" },
    vertexShader: VERTEX_GLSL,
    fragmentShader: STUDIO_GLSL + TRACE_GLSL + FRAGMENT_GLSL,
  });
  return Object.assign(material, { uniforms });
}
