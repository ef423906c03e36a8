import { GLSL3, type IUniform, ShaderMaterial, Vector2 } from "three";
import type { GemMaterial } from "../material/gem-material.js";
import { STUDIO_GLSL } from "../material/studio-shader.js";
import { TRACE_GLSL } from "../material/trace-shader.js";

const VERTEX_GLSL = /* glsl */ `
out vec3 gemPoint;
flat out vec3 gemEye;
void main() {
  gemEye = (inverse(modelMatrix) * vec4(cameraPosition, 1.0)).xyz;
  gemPoint = position;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`;

const FRAGMENT_GLSL = /* glsl */ `
in vec3 gemPoint;
flat in vec3 gemEye;
layout(location = 0) out vec4 pc_fragColor;
uniform vec2 lampShift;
uniform vec2 glossShift;
uniform int lampTurn;

// Light of one lamp on the ground, through whatever of the stone stands between: a shadow with the stone's colour in it.
vec3 lampOnGround(vec3 center, vec2 halfSize, vec3 power, vec3 point) {
  vec3 facing = -normalize(center);
  vec3 across = normalize(cross(vec3(0.0, 1.0, 0.0), facing));
  vec2 shift = lampShift * halfSize * 0.8;
  vec3 source = center + across * shift.x + cross(facing, across) * shift.y;
  vec3 way = source - toStudio * point;
  float range = length(way);
  vec3 direction = transpose(toStudio) * (way / range);
  float falling = max(direction.z, 0.0) * halfSize.x * halfSize.y / (range * range);
  vec3 through = passed(point, direction);
  // Facets gather what they let through: the stone's colour lies brighter on the ground than a plain shadow's.
  return power * falling * through * (through.y < 1.0 ? 2.5 : 1.0);
}

// Light of the crystal that sounds, from the middle of its axis.
vec3 glowOnGround(vec3 point) {
  if (soundingLight <= 0.0 || soundingCrystal < 0) return vec3(0.0);
  vec3 way = 0.5 * (rootOf(soundingCrystal) + tipOf(soundingCrystal)) - point;
  float width = traitsOf(soundingCrystal).w;
  float square = max(dot(way, way), 1e-4);
  return glowColor(point.z + way.z, soundingLight * (way.z / sqrt(square)) * width * width / (square + width * width));
}

void main() {
  toStudio = inStudio();
  vec3 point = (gemPoint - gemCenter) / gemRadius;
  vec3 direction = normalize(gemPoint - gemEye);
  leastEdge = edgePixels * pixelAt(point, direction);
  point.z += SKIN;

  float away = length(point.xy);
  // The light pools around the stone and is gone well before the picture's edge.
  float pool = exp(-3.2 * away * away);
  vec3 light = vec3(0.0);
  if (pool > 0.002) {
    for (int lamp = 0; lamp < LAMPS; lamp++) {
      if (lampTurn >= 0 && lamp != lampTurn) continue;
      vec3 center = lamp == 0 ? KEY_CENTER : lamp == 1 ? RIM_CENTER : BACK_CENTER;
      vec2 halfSize = lamp == 0 ? KEY_HALF_SIZE : lamp == 1 ? RIM_HALF_SIZE : BACK_HALF_SIZE;
      vec3 power = lamp == 0 ? KEY_LIGHT : lamp == 1 ? RIM_LIGHT : BACK_LIGHT;
      light += lampOnGround(center, halfSize, power, point);
    }
    // One lamp in turn stands for all.
    if (lampTurn >= 0) light *= float(LAMPS);
    light *= pool * vec3(0.009, 0.009, 0.010);
    light += 0.5 * glowOnGround(point) * sqrt(pool);
  }

  // Black lacquer: a mirror that is a little rough, so the stone's image softens with its height.
  vec3 mirrored = normalize(vec3(direction.xy, -direction.z) + vec3(glossShift.x, 0.0, glossShift.y) * GLOSS);
  int crystal;
  int plane;
  float range = firstEntry(point, mirrored, crystal, plane);
  if (range > 0.0) {
    float sheen = fresnel(max(-direction.z, 0.02), 1.0 / 1.45);
    light += shade(point, mirrored, crystal, plane, range) * sheen * exp(-1.7 * range);
  }
  pc_fragColor = vec4(sound(light), 1.0);
}
`;

/**
 * A shader material with the shifts that spread many samples over the lamps and the ground's roughness, each -1 to 1, and the lamp whose turn it is
 * among many samples, 0 to `LAMPS` - 1; -1 for all of them, in a picture of few.
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
    lampTurn: { value: -1 },
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
