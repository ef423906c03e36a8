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
uniform vec3 absorption[ABSORPTION_STOPS * INDIVIDUALS];
uniform vec3 bodyColor[ABSORPTION_STOPS * INDIVIDUALS];
uniform mat4 modelMatrix;
uniform mat3 studioFrame;
uniform float refractiveIndex;
uniform float dispersion;
uniform float spectralShift;

const float SKIN = 2e-4;
const float CLOUDS = 0.4;
// Light that a fully worn edge under the key lamp scatters.
const float FROST = 0.035;
const float SWELL = 0.03;
// Share of light the body scatters over one radius.
const float HAZE = 0.11;

mat3 inStudio() {
  return studioFrame * mat3(normalize(modelMatrix[0].xyz), normalize(modelMatrix[1].xyz), normalize(modelMatrix[2].xyz));
}

vec3 studioAt(vec3 origin, vec3 direction, float spill) {
  mat3 turn = inStudio();
  return studio(turn * origin, turn * direction, spill);
}

// A value by height in the individual that a crystal belongs to.
vec3 alongHeight(vec3 stops[ABSORPTION_STOPS * INDIVIDUALS], int crystal, float height) {
  int first = ABSORPTION_STOPS * int(texelFetch(crystals, ivec2(1, crystal), 0).y);
  float at = clamp((height - gemHeights.x) / (gemHeights.y - gemHeights.x), 0.0, 1.0) * float(ABSORPTION_STOPS - 1);
  int stop = min(int(at), ABSORPTION_STOPS - 2);
  return mix(stops[first + stop], stops[first + stop + 1], at - float(stop));
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
      left *= exp(-alongHeight(absorption, crystal, middle.z) * (span.y - span.x));
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

// No grown body is even: clouds of denser and clearer colour, 1 on average.
float cloud(vec3 point) {
  vec3 wave = point * 4.0 + 1.7 * sin(point.zxy * 3.1 + 1.3) + 0.6 * sin(point.yzx * 9.7);
  return 1.0 + CLOUDS * sin(wave.x + wave.y) * sin(wave.z * 1.3 - wave.y);
}

// Light that the body's own haze sends on its way: strongest under the surface that faces the lamps.
vec3 haze(int crystal, vec3 point) {
  float veil = cloud(point);
  vec3 body = alongHeight(bodyColor, crystal, point.z);
  float lit = 0.35 + 0.65 * smoothstep(-0.9, 0.9, dot(inStudio() * point, normalize(vec3(-0.35, 0.8, -0.1))));
  return body / (0.3 + max(body.x, max(body.y, body.z))) * veil * lit * mix(0.4, 1.0, smoothstep(0.1, 0.9, length(point)));
}

// Light followed from inside 'crystal' until it has left or the steps are used up; 'index' of red, green and blue.
vec3 follow(vec3 origin, vec3 direction, int crystal, vec3 index) {
  vec3 carried = vec3(1.0);
  vec3 seen = vec3(0.0);
  int bounces = 0;
  for (int step = 0; step < MAX_STEPS; step++) {
    float range = 1e9;
    vec3 normal = vec3(0.0, 0.0, 1.0);
    int count = planeCount(crystal);
    for (int plane = 0; plane < count; plane++) {
      vec4 side = planeOf(crystal, plane);
      float slope = dot(side.xyz, direction);
      float depth = side.w - dot(side.xyz, origin);
      if (slope > 1e-6 && depth < range * slope) {
        range = depth / slope;
        normal = side.xyz;
      }
    }
    range = max(range, 0.0);
    vec3 middle = origin + direction * (0.5 * range);
    seen += carried * haze(crystal, middle) * (1.0 - exp(-HAZE * range));
    float density = 0.5 * (cloud(origin + direction * (0.25 * range)) + cloud(origin + direction * (0.75 * range)));
    carried *= exp(-alongHeight(absorption, crystal, middle.z) * (range * density));
    origin += direction * range;
    int neighbour = neighbourAt(origin + direction * SKIN, crystal);
    if (neighbour >= 0) {
      crystal = neighbour;
      continue;
    }
    float cosine = dot(direction, normal);
    vec3 reflected = vec3(fresnel(cosine, index.x), fresnel(cosine, index.y), fresnel(cosine, index.z));
    vec3 light = vec3(0.0);
    for (int color = 0; color < 3; color++) {
      if (reflected[color] < 1.0) light[color] = studioAt(origin, refract(direction, -normal, index[color]), 1.0)[color];
    }
    light *= carried * (1.0 - reflected);
    // Worth asking what stands in the way only where there is light to lose.
    if (crystalCount > 1 && bounces < 3 && light.x + light.y + light.z > 0.06) {
      vec3 leaving = refract(direction, -normal, index.y);
      light *= passed(origin + normal * SKIN, leaving == vec3(0.0) ? normal : leaving);
    }
    seen += light;
    carried *= reflected;
    if (max(carried.x, max(carried.y, carried.z)) < 0.015 || ++bounces >= MAX_BOUNCES) break;
    direction = reflect(direction, normal);
    origin -= normal * SKIN;
  }
  // Light still on its way has met the body from all sides: it keeps the body's colour.
  return seen + carried * haze(crystal, origin);
}

// Light a ray from outside finds: the sheen of the surface, and what the body sends back. Alpha 0 when it misses the stone.
vec4 shade(vec3 origin, vec3 direction, int crystal, int plane, float range) {
  vec3 point = origin + direction * range;
  vec3 normal = planeOf(crystal, plane).xyz;

  // Every real edge is a little worn: near one, the normal leans towards the next facet and the surface is frosted.
  vec3 worn = normal;
  float frost = 0.0;
  int count = planeCount(crystal);
  float width = EDGE_WEAR * texelFetch(crystals, ivec2(0, crystal), 0).w;
  for (int other = 0; other < count; other++) {
    if (other == plane) continue;
    vec4 side = planeOf(crystal, other);
    float sine = length(cross(normal, side.xyz));
    if (sine < 1e-4) continue;
    float distance = (side.w - dot(side.xyz, point)) / sine;
    float wear = 1.0 - smoothstep(0.0, width, distance);
    worn += side.xyz * wear;
    frost = max(frost, wear);
  }
  // Grown faces are never quite flat: a slow swell bends what they mirror.
  worn = normalize(worn + SWELL * sin(point.yzx * 7.0 + point.zxy * 4.0 + normal * 9.0));

  // A polariser before the lens, as mineral photographers use it, takes more than half of the glare.
  float cosine = max(-dot(direction, worn), 0.2);
  float sheen = 0.35 * fresnel(cosine, 1.0 / refractiveIndex);
  vec3 mirrored = reflect(direction, worn);
  vec3 surface = studioAt(point, mirrored, 0.25);
  if (crystalCount > 1) surface *= passed(point + normal * SKIN, mirrored);

  vec3 index = refractiveIndex + dispersion * (vec3(-1.0, 0.0, 1.0) + 0.5 * spectralShift);
  vec3 under = point - normal * SKIN;
#if SPLIT_PATHS == 1
  vec3 body;
  for (int color = 0; color < 3; color++) {
    body[color] = follow(under, refract(direction, normal, 1.0 / index[color]), crystal, index)[color];
  }
#else
  vec3 body = follow(under, refract(direction, normal, 1.0 / index.y), crystal, index);
#endif
  float lit = 0.25 + 0.75 * max(dot(inStudio() * worn, normalize(LAMP_CENTER[0])), 0.0);
  return vec4(surface * sheen + body * (1.0 - sheen) + vec3(FROST * frost * lit), 1.0);
}
`;
