/**
 * A cloud of particles in one draw call. Each is where its crystal holds it, but for a slow breath; while its sound is heard it swells, brightens and is
 * carried outwards, and falls back when the sound has passed. Nothing is random: what differs from one to the next is a hash of its number.
 */
export const PARTICLE_VERTEX_GLSL = /* glsl */ `
in vec3 color;
in float timeSeconds;
uniform vec3 cloudCenter;
uniform float cloudRadius;
uniform float size;
uniform float drift;
uniform float breath;
uniform float seconds;
uniform bool playing;
uniform float moment;
uniform int particleCount;
uniform int individuals;
uniform int soundingIndividual;
uniform float viewportHeight;
uniform float exposure;
out vec4 particleColor;

const float TURN = 6.2831853;
// Particles smaller than this on the screen stay as large and fade instead: none flickers between pixels.
const float SMALLEST_PX = 1.7;
const float LARGEST_PX = 60.0;

// Three numbers from 0 to 1 out of a particle's number (Jarzynski and Olano 2020, "Hash Functions for GPU Rendering": PCG in three dimensions).
vec3 hashOf(uint number) {
  uvec3 v = uvec3(number, number ^ 0x9e3779b9u, number * 747796405u) * 1664525u + 1013904223u;
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  v ^= v >> 16u;
  v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
  return vec3(v >> 8u) / 16777216.0;
}

void main() {
  vec3 own = hashOf(uint(gl_VertexID));
  vec3 away = (position - cloudCenter) / cloudRadius;
  vec3 outward = normalize(vec3(away.xy, 0.45 * away.z) + 1e-4 + 0.5 * (own - 0.5));

  // The sound of the moment: a quick rise just before, a slow fall after.
  float heard = 0.0;
  float flight = 0.0;
  float shine = 1.0;
  int individual = int(floor((float(gl_VertexID) * float(individuals)) / float(max(particleCount, 1)) + 1e-6));
  if (playing) {
    float age = moment - timeSeconds;
    bool speaks = soundingIndividual < 0 || individual == soundingIndividual;
    if (speaks) {
      heard = age < 0.0 ? exp(-min(age * age * 900.0, 40.0)) : exp(-min(age * (2.2 + 1.6 * own.x), 40.0));
      float pace = max(age, 0.0) / (0.28 + 0.22 * own.y);
      flight = pace * exp(1.0 - min(pace, 40.0)) * (0.25 + 0.75 * own.z * own.z);
    }
    // What has not been said yet waits in half-light.
    float waiting = smoothstep(0.0, 0.5, moment) * (speaks ? smoothstep(0.0, 0.12, -age) : 1.0);
    shine = mix(1.0, 0.4, waiting);
  }

  // The breath runs slowly up through the cloud; each particle sways a little by itself.
  float phase = seconds * TURN / 8.0 - away.z * 1.4;
  vec3 sway = sin(seconds * (0.35 + 0.5 * own) + own.yzx * TURN);
  vec3 point = away * (1.0 + 0.014 * breath * sin(phase)) + 0.006 * breath * sway;
  // Carried outwards and round a little, as smoke is.
  vec3 around = vec3(-outward.y, outward.x, 0.6 * (own.x - 0.3));
  point += drift * flight * (outward + 0.45 * around * (own.y - 0.2) + 0.2 * sway);
  shine *= 1.0 + 0.16 * breath * sin(phase + own.x * 2.0) + 1.1 * heard;

  // One in sixty is a spark that glints now and then.
  float spark = step(0.983, own.z) * (0.6 + 0.4 * breath * sin(seconds * (0.7 + own.x) + own.y * TURN));
  shine *= 1.0 + 1.6 * spark;

  vec4 seen = modelViewMatrix * vec4(cloudCenter + point * cloudRadius, 1.0);
  gl_Position = projectionMatrix * seen;
  float diameter = size * (0.55 + 0.9 * own.x * own.x + 0.4 * spark) * (1.0 + 1.1 * heard);
  float unit = cloudRadius * length(modelMatrix[0].xyz);
  float sizePx = diameter * unit * projectionMatrix[1][1] * 0.5 * viewportHeight / max(gl_Position.w, 1e-6);
  float drawnPx = clamp(sizePx, SMALLEST_PX, LARGEST_PX);
  gl_PointSize = drawnPx;
  float fade = min(1.0, (sizePx * sizePx) / (drawnPx * drawnPx));
  // The far side of the cloud lies in its own dusk.
  float depth = (seen.z - (modelViewMatrix * vec4(cloudCenter, 1.0)).z) / max(unit, 1e-9);
  shine *= mix(0.5, 1.2, smoothstep(-0.9, 0.9, depth));
  // Purer than paint: overlapping light pales, and a cloud is all overlap.
  float peak = max(max(color.r, max(color.g, color.b)), 1e-4);
  vec3 pure = peak * mix(pow(color / peak, vec3(PURITY)), vec3(1.0), 0.12 * (spark + heard * 0.6));
  particleColor = vec4(pure * (exposure * shine), fade);
}
`;

export const PARTICLE_FRAGMENT_GLSL = /* glsl */ `
in vec4 particleColor;
uniform float opacity;
layout(location = 0) out vec4 pc_fragColor;
// The name that three's own shader chunks write to.
#define gl_FragColor pc_fragColor

void main() {
  vec2 across = gl_PointCoord * 2.0 - 1.0;
  float square = dot(across, across);
  if (square >= 1.0) discard;
  float rim = 1.0 - square;
  float cover = opacity * particleColor.a * rim * rim;
  pc_fragColor = vec4(particleColor.rgb, 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
  // Light adds up as it does in a glow, and yet covers some of what lies behind: however many overlap, the sum stays within their own colour.
  pc_fragColor = vec4(pc_fragColor.rgb * cover, cover * VEIL);
}
`;
