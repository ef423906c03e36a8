/**
 * Light through a union of convex crystals. All lengths are radii of the stone about its middle. A crystal's planes are a row of a
 * float texture (`packCrystals`), tested one by one: below some hundreds of planes that beats any tree.
 */
export const TRACE_GLSL = /* glsl */ `
uniform sampler2D crystals;
uniform int crystalCount;
uniform vec3 gemCenter;
uniform float gemRadius;
uniform vec2 gemHeights;
uniform vec3 absorption[ABSORPTION_STOPS];
uniform vec3 bodyColor[ABSORPTION_STOPS];
uniform mat4 modelMatrix;
uniform mat3 studioFrame;
uniform float refractiveIndex;
uniform float dispersion;
uniform float spectralShift;

const float SKIN = 2e-4;

vec3 studioAt(vec3 origin, vec3 direction) {
  mat3 turn = studioFrame * mat3(normalize(modelMatrix[0].xyz), normalize(modelMatrix[1].xyz), normalize(modelMatrix[2].xyz));
  return studio(turn * origin, turn * direction);
}

vec3 alongHeight(vec3 stops[ABSORPTION_STOPS], float height) {
  float at = clamp((height - gemHeights.x) / (gemHeights.y - gemHeights.x), 0.0, 1.0) * float(ABSORPTION_STOPS - 1);
  int stop = min(int(at), ABSORPTION_STOPS - 2);
  return mix(stops[stop], stops[stop + 1], at - float(stop));
}

vec4 planeOf(int crystal, int plane) {
  return texelFetch(crystals, ivec2(plane + CRYSTAL_HEADER_TEXELS, crystal), 0);
}

int planeCount(int crystal) {
  return int(texelFetch(crystals, ivec2(1, crystal), 0).x);
}

// Where a line crosses one crystal: in and out along it, or in > out. 'enteredPlane' is the plane it comes in by.
vec2 crossing(int crystal, vec3 origin, vec3 direction, out int enteredPlane) {
  enteredPlane = -1;
  vec4 sphere = texelFetch(crystals, ivec2(0, crystal), 0);
  vec3 offset = origin - sphere.xyz;
  float along = dot(offset, direction);
  float reach = along * along - dot(offset, offset) + sphere.w * sphere.w;
  if (reach < 0.0 || sqrt(reach) < along) return vec2(1.0, -1.0);
  vec2 span = vec2(-1e9, 1e9);
  int count = planeCount(crystal);
  for (int plane = 0; plane < count; plane++) {
    vec4 side = planeOf(crystal, plane);
    float slope = dot(side.xyz, direction);
    float depth = side.w - dot(side.xyz, origin);
    if (slope < -1e-7) {
      float range = depth / slope;
      if (range > span.x) { span.x = range; enteredPlane = plane; }
    } else if (slope > 1e-7) {
      span.y = min(span.y, depth / slope);
    } else if (depth < 0.0) return vec2(1.0, -1.0);
    if (span.x > span.y) return vec2(1.0, -1.0);
  }
  return span;
}

// The crystal that a point outside all of them sees first; its plane, and how far. Negative when it sees none.
float firstEntry(vec3 origin, vec3 direction, out int crystal, out int plane) {
  float nearest = 1e9;
  crystal = -1;
  plane = -1;
  for (int candidate = 0; candidate < crystalCount; candidate++) {
    int entered;
    vec2 span = crossing(candidate, origin, direction, entered);
    if (span.x < span.y && span.x > 0.0 && span.x < nearest) {
      nearest = span.x;
      crystal = candidate;
      plane = entered;
    }
  }
  return crystal < 0 ? -1.0 : nearest;
}

// Light let through on a straight way past the stone: what stands between a lamp and a point.
vec3 passed(vec3 origin, vec3 direction) {
  float last = 0.0;
  vec3 left = vec3(1.0);
  for (int crystal = 0; crystal < crystalCount; crystal++) {
    int entered;
    vec2 span = crossing(crystal, origin, direction, entered);
    span.x = max(span.x, SKIN * 4.0);
    if (span.x < span.y) {
      vec3 middle = origin + direction * (0.5 * (span.x + span.y));
      left *= exp(-alongHeight(absorption, middle.z) * (span.y - span.x));
      last = max(last, span.y);
    }
  }
  // Facets throw part of it aside.
  return last > 0.0 ? left * 0.7 : left;
}

bool holds(int crystal, vec3 point) {
  vec4 sphere = texelFetch(crystals, ivec2(0, crystal), 0);
  vec3 offset = point - sphere.xyz;
  if (dot(offset, offset) > sphere.w * sphere.w) return false;
  int count = planeCount(crystal);
  for (int plane = 0; plane < count; plane++) {
    vec4 side = planeOf(crystal, plane);
    if (dot(side.xyz, point) > side.w) return false;
  }
  return true;
}

int neighbourAt(vec3 point, int except) {
  for (int crystal = 0; crystal < crystalCount; crystal++) {
    if (crystal != except && holds(crystal, point)) return crystal;
  }
  return -1;
}

// Unpolarised Fresnel reflectance; 'ratio' is the index on the ray's side over the index beyond.
float fresnel(float cosine, float ratio) {
  float sineSquared = ratio * ratio * (1.0 - cosine * cosine);
  if (sineSquared >= 1.0) return 1.0;
  float beyond = sqrt(1.0 - sineSquared);
  float s = (ratio * cosine - beyond) / (ratio * cosine + beyond);
  float p = (ratio * beyond - cosine) / (ratio * beyond + cosine);
  return 0.5 * (s * s + p * p);
}

// One colour of light, followed from inside 'crystal' until it has left or the steps are used up.
float follow(vec3 origin, vec3 direction, int crystal, float index, vec3 channel) {
  float carried = 1.0;
  float seen = 0.0;
  int bounces = 0;
  for (int step = 0; step < MAX_STEPS; step++) {
    float range = 1e9;
    vec3 normal = vec3(0.0, 0.0, 1.0);
    int count = planeCount(crystal);
    for (int plane = 0; plane < count; plane++) {
      vec4 side = planeOf(crystal, plane);
      float slope = dot(side.xyz, direction);
      if (slope > 1e-6) {
        float candidate = (side.w - dot(side.xyz, origin)) / slope;
        if (candidate < range) { range = candidate; normal = side.xyz; }
      }
    }
    range = max(range, 0.0);
    carried *= exp(-dot(alongHeight(absorption, origin.z + direction.z * range * 0.5), channel) * range);
    origin += direction * range;
    int neighbour = neighbourAt(origin + direction * SKIN, crystal);
    if (neighbour >= 0) {
      crystal = neighbour;
      continue;
    }
    float cosine = dot(direction, normal);
    float reflected = fresnel(cosine, index);
    if (reflected < 1.0) {
      vec3 leaving = refract(direction, -normal, index);
      vec3 light = studioAt(origin, leaving);
      float arriving = dot(light, channel) * carried * (1.0 - reflected);
      // Worth asking what stands in the way only where there is light to lose.
      if (crystalCount > 1 && arriving > 0.02) arriving *= dot(passed(origin + leaving * SKIN, leaving), channel);
      seen += arriving;
    }
    carried *= reflected;
    if (carried < 0.004 || ++bounces >= MAX_BOUNCES) break;
    direction = reflect(direction, normal);
    origin -= normal * SKIN;
  }
  // Light still on its way has met the body from all sides: it keeps the body's colour.
  return seen + carried * 0.35 * dot(alongHeight(bodyColor, origin.z), channel);
}

// Light a ray from outside finds: the sheen of the surface, and what the body sends back. Alpha 0 when it misses the stone.
vec4 shade(vec3 origin, vec3 direction, int crystal, int plane, float range) {
  vec3 point = origin + direction * range;
  vec3 normal = planeOf(crystal, plane).xyz;

  // Every real edge is a little worn: near one, the normal leans towards the next facet.
  vec3 worn = normal;
  int count = planeCount(crystal);
  for (int other = 0; other < count; other++) {
    if (other == plane) continue;
    vec4 side = planeOf(crystal, other);
    float sine = length(cross(normal, side.xyz));
    if (sine < 1e-4) continue;
    float distance = (side.w - dot(side.xyz, point)) / sine;
    worn += side.xyz * (1.0 - smoothstep(0.0, EDGE_WEAR, distance));
  }
  worn = normalize(worn);

  float cosine = max(-dot(direction, worn), 0.02);
  float sheen = fresnel(cosine, 1.0 / refractiveIndex);
  vec3 mirrored = reflect(direction, worn);
  vec3 surface = studioAt(point, mirrored);
  if (crystalCount > 1) surface *= passed(point + normal * SKIN, mirrored);

  vec3 body;
  for (int color = 0; color < 3; color++) {
    float index = refractiveIndex + dispersion * (float(color - 1) + 0.5 * spectralShift);
    vec3 channel = vec3(color == 0, color == 1, color == 2);
    body[color] = follow(point - normal * SKIN, refract(direction, normal, 1.0 / index), crystal, index, channel);
  }
  return vec4(surface * sheen + body * (1.0 - sheen), 1.0);
}
`;
