/**
 * Light through a union of convex crystals. All lengths are radii of the stone about its middle. A crystal's planes are a row of a
 * float texture (`packCrystals`), tested one by one: below some hundreds of planes that beats any tree. A crystal that is still growing is
 * traced in its grown size: the ray is drawn away from the root instead of the planes towards it.
 *
 * Written for phones too: texels are fetched, never filtered; no array is passed to a function or copied; loops that compilers must bound
 * have constant bounds; no square root, power or quotient of what may be negative or nothing.
 */
export const TRACE_GLSL = /* glsl */ `
uniform highp sampler2D crystals;
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
uniform int bounceLimit;
uniform float edgePixels;
uniform float growth;
uniform int soundingCrystal;
uniform float soundingLight;

const float SKIN = 2e-4;
const float CLOUDS = 0.4;
// Light that a fully worn edge under the key lamp scatters.
const float FROST = 0.035;
const float SWELL = 0.03;
// Share of light the body scatters over one radius.
const float HAZE = 0.11;

// From the gem's axes to the studio's: set once a pixel by main().
mat3 toStudio;

// Edges are seen at least so wide: set by main() where one ray stands for a whole pixel.
float leastEdge = 0.0;

// How wide a pixel is where a ray meets a point; to be asked before ways part, since it looks at the pixels around.
float pixelAt(vec3 point, vec3 direction) {
  vec3 right = dFdx(point);
  vec3 up = dFdy(point);
  right -= direction * dot(right, direction);
  up -= direction * dot(up, direction);
  return sqrt(max(dot(right, right), dot(up, up)));
}

mat3 inStudio() {
  return studioFrame * mat3(normalize(modelMatrix[0].xyz), normalize(modelMatrix[1].xyz), normalize(modelMatrix[2].xyz));
}

vec3 studioAt(vec3 origin, vec3 direction, float spill) {
  return studio(toStudio * origin, toStudio * direction, spill);
}

// The planes' number, the individual, the growth to begin with, half the thickness.
vec4 traitsOf(int crystal) {
  return texelFetch(crystals, ivec2(1, crystal), 0);
}

vec4 sphereOf(int crystal) {
  return texelFetch(crystals, ivec2(0, crystal), 0);
}

vec3 rootOf(int crystal) {
  return texelFetch(crystals, ivec2(2, crystal), 0).xyz;
}

vec3 tipOf(int crystal) {
  return texelFetch(crystals, ivec2(3, crystal), 0).xyz;
}

vec4 planeOf(int crystal, int plane) {
  return texelFetch(crystals, ivec2(plane + CRYSTAL_HEADER_TEXELS, crystal), 0);
}

int planeCount(int crystal) {
  return int(traitsOf(crystal).x + 0.5);
}

// How far a crystal stands out of its root, above 0 to 1.
float sizeOf(int crystal) {
  return growth >= 1.0 ? 1.0 : clamp(mix(traitsOf(crystal).z, 1.0, growth), 1e-3, 1.0);
}

// A point as the grown crystal would have it.
vec3 toGrown(int crystal, vec3 point, float size) {
  if (size >= 1.0) return point;
  vec3 root = rootOf(crystal);
  return root + (point - root) / size;
}

// First stop of the individual that a crystal belongs to, plus the place between the stops by height.
float stopAt(int crystal, float height) {
  float at = clamp((height - gemHeights.x) / max(gemHeights.y - gemHeights.x, 1e-6), 0.0, 1.0);
  return float(ABSORPTION_STOPS) * floor(traitsOf(crystal).y + 0.5) + min(at * float(ABSORPTION_STOPS - 1), float(ABSORPTION_STOPS) - 1.001);
}

vec3 absorptionAt(int crystal, float height) {
  float at = stopAt(crystal, height);
  int stop = int(at);
  return mix(absorption[stop], absorption[stop + 1], at - float(stop));
}

vec3 bodyColorAt(int crystal, float height) {
  float at = stopAt(crystal, height);
  int stop = int(at);
  return mix(bodyColor[stop], bodyColor[stop + 1], at - float(stop));
}

// Where a line crosses one crystal: in and out along it, or in > out. 'enteredPlane' is the plane it comes in by.
vec2 crossing(int crystal, vec3 origin, vec3 direction, out int enteredPlane) {
  enteredPlane = -1;
  float size = sizeOf(crystal);
  vec3 start = toGrown(crystal, origin, size);
  vec4 sphere = sphereOf(crystal);
  vec3 offset = start - sphere.xyz;
  float along = dot(offset, direction);
  float reach = along * along - dot(offset, offset) + sphere.w * sphere.w;
  if (reach < 0.0 || (along > 0.0 && reach < along * along)) return vec2(1.0, -1.0);
  vec2 span = vec2(-1e9, 1e9);
  int count = planeCount(crystal);
  for (int plane = 0; plane < count; plane++) {
    vec4 side = planeOf(crystal, plane);
    float slope = dot(side.xyz, direction);
    float depth = side.w - dot(side.xyz, start);
    if (slope < -1e-7) {
      float range = depth / slope;
      if (range > span.x) { span.x = range; enteredPlane = plane; }
    } else if (slope > 1e-7) {
      span.y = min(span.y, depth / slope);
    } else if (depth < 0.0) return vec2(1.0, -1.0);
    if (span.x > span.y) return vec2(1.0, -1.0);
  }
  return span * size;
}

// Whether a way keeps clear of the sphere around all crystals.
bool keepsClear(vec3 origin, vec3 direction) {
  float along = dot(origin, direction);
  float outside = dot(origin, origin) - 1.001;
  return outside > 0.0 && (along > 0.0 || along * along < outside);
}

// The crystal that a point outside all of them sees first; its plane, and how far. Negative when it sees none.
float firstEntry(vec3 origin, vec3 direction, out int crystal, out int plane) {
  float nearest = 1e9;
  crystal = -1;
  plane = -1;
  if (keepsClear(origin, direction)) return -1.0;
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
  if (keepsClear(origin, direction)) return vec3(1.0);
  float last = 0.0;
  vec3 left = vec3(1.0);
  for (int crystal = 0; crystal < crystalCount; crystal++) {
    int entered;
    vec2 span = crossing(crystal, origin, direction, entered);
    span.x = max(span.x, SKIN * 4.0);
    if (span.x < span.y) {
      float middle = origin.z + direction.z * (0.5 * (span.x + span.y));
      left *= exp(-absorptionAt(crystal, middle) * (span.y - span.x));
      last = max(last, span.y);
    }
  }
  // Facets throw part of it aside.
  return last > 0.0 ? left * 0.7 : left;
}

bool holds(int crystal, vec3 point) {
  vec3 at = toGrown(crystal, point, sizeOf(crystal));
  vec4 sphere = sphereOf(crystal);
  vec3 offset = at - sphere.xyz;
  if (dot(offset, offset) > sphere.w * sphere.w) return false;
  int count = planeCount(crystal);
  for (int plane = 0; plane < count; plane++) {
    vec4 side = planeOf(crystal, plane);
    if (dot(side.xyz, at) > side.w) return false;
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
  return min(0.5 * (s * s + p * p), 1.0);
}

// No grown body is even: clouds of denser and clearer colour, 1 on average.
float cloud(vec3 point) {
  vec3 wave = point * 4.0 + 1.7 * sin(point.zxy * 3.1 + 1.3) + 0.6 * sin(point.yzx * 9.7);
  return 1.0 + CLOUDS * sin(wave.x + wave.y) * sin(wave.z * 1.3 - wave.y);
}

// Light that the body's own haze sends on its way: strongest under the surface that faces the lamps.
vec3 haze(int crystal, vec3 point) {
  float veil = cloud(point);
  vec3 body = bodyColorAt(crystal, point.z);
  float lit = 0.35 + 0.65 * smoothstep(-0.9, 0.9, dot(toStudio * point, normalize(vec3(-0.35, 0.8, -0.1))));
  return body / (0.3 + max(body.x, max(body.y, body.z))) * veil * lit * mix(0.4, 1.0, smoothstep(0.1, 0.9, length(point)));
}

// The error function to half a per cent.
float erfOf(float x) {
  float bounded = clamp(x, -3.0, 3.0);
  return tanh(bounded * (1.12838 + 0.1009 * bounded * bounded));
}

// A sounding crystal's own light: its body colour, purer than the body shows it, and paler only where it is strongest.
vec3 glowColor(float height, float strength) {
  vec3 body = bodyColorAt(soundingCrystal, height);
  vec3 pure = body / max(max(body.x, max(body.y, body.z)), 1e-3);
  pure *= sqrt(pure);
  return mix(pure, vec3(1.0), 0.22 * smoothstep(0.5, 2.5, strength)) * strength;
}

// Light that a stretch of a ray within 'crystal' gathers from the crystal that sounds: its core glows along its axis, densest in the middle (a Gaussian,
// summed along the ray in closed form), and the haze of the crystals about it is lit by it.
vec3 glowAlong(int crystal, vec3 origin, vec3 direction, float range) {
  if (soundingLight <= 0.0 || soundingCrystal < 0) return vec3(0.0);
  float size = sizeOf(soundingCrystal);
  vec3 root = rootOf(soundingCrystal);
  vec3 tip = root + (tipOf(soundingCrystal) - root) * size;
  float width = max(traitsOf(soundingCrystal).w * size, 1e-4);
  vec3 way = tip - root;
  float longest = max(length(way), 1e-4);
  vec3 axis = way / longest;
  if (crystal != soundingCrystal) {
    vec3 middle = origin + direction * (0.5 * range);
    vec3 away = middle - root - axis * clamp(dot(middle - root, axis), 0.0, longest);
    float halo = width + 0.1;
    return glowColor(middle.z, 0.7 * soundingLight * (1.0 - exp(-1.5 * range)) / (1.0 + 2.5 * dot(away, away) / (halo * halo)));
  }
  float across = 0.42 * width;
  float stretch = across / (0.42 * longest);
  vec3 from = origin - mix(root, tip, 0.52);
  from = (from + axis * (dot(from, axis) * (stretch - 1.0))) / across;
  vec3 pull = (direction + axis * (dot(direction, axis) * (stretch - 1.0))) / across;
  float pace = max(length(pull), 1e-4);
  float nearest = dot(from, pull) / pace;
  float miss = max(dot(from, from) - nearest * nearest, 0.0);
  float core = exp(-min(miss, 40.0)) * 0.8862 / pace * (erfOf(pace * range + nearest) - erfOf(nearest)) / across;
  float fill = 1.0 - exp(-range / (3.0 * width));
  float height = origin.z + direction.z * (0.5 * range);
  // Half of it has half of the stretch before it. A thin crystal must be as plain to see as a thick one.
  float power = soundingLight * mix(2.2, 1.0, smoothstep(0.05, 0.45, width));
  return glowColor(height, power * (1.3 * core + 0.3 * fill)) * exp(-absorptionAt(crystal, height) * (0.35 * range));
}

// The sounding crystal as seen from a point outside it.
vec3 glowSeen(vec3 origin, vec3 direction) {
  if (soundingLight <= 0.0 || soundingCrystal < 0) return vec3(0.0);
  int entered;
  vec2 span = crossing(soundingCrystal, origin, direction, entered);
  float near = max(span.x, 0.0);
  if (span.y - near < SKIN * 8.0) return vec3(0.0);
  float range = span.y - near;
  vec3 from = origin + direction * near;
  return 0.8 * glowAlong(soundingCrystal, from, direction, range);
}

// Light followed from inside 'crystal' until it has left or the steps are used up; 'index' of red, green and blue.
vec3 follow(vec3 origin, vec3 direction, int crystal, vec3 index) {
  vec3 carried = vec3(1.0);
  vec3 seen = vec3(0.0);
  int bounces = 0;
  for (int leg = 0; leg < MAX_LEGS; leg++) {
    float size = sizeOf(crystal);
    vec3 start = toGrown(crystal, origin, size);
    float range = 1e9;
    vec3 normal = direction;
    int count = planeCount(crystal);
    for (int plane = 0; plane < count; plane++) {
      vec4 side = planeOf(crystal, plane);
      float slope = dot(side.xyz, direction);
      float depth = side.w - dot(side.xyz, start);
      if (slope > 1e-6 && depth < range * slope) {
        range = depth / slope;
        normal = side.xyz;
      }
    }
    range = clamp(range * size, 0.0, 4.0);
    vec3 middle = origin + direction * (0.5 * range);
    seen += carried * (haze(crystal, middle) * (1.0 - exp(-HAZE * range)) + glowAlong(crystal, origin, direction, range));
    float density = 0.5 * (cloud(origin + direction * (0.25 * range)) + cloud(origin + direction * (0.75 * range)));
    carried *= exp(-absorptionAt(crystal, middle.z) * (range * density));
    origin += direction * range;
    int neighbour = neighbourAt(origin + direction * SKIN, crystal);
    if (neighbour >= 0) {
      crystal = neighbour;
      continue;
    }
    float cosine = clamp(dot(direction, normal), 0.0, 1.0);
    vec3 reflected = vec3(fresnel(cosine, index.x), fresnel(cosine, index.y), fresnel(cosine, index.z));
    vec3 light = vec3(0.0);
    if (reflected.x < 1.0) light.x = studioAt(origin, refract(direction, -normal, index.x), 1.0).x;
    if (reflected.y < 1.0) light.y = studioAt(origin, refract(direction, -normal, index.y), 1.0).y;
    if (reflected.z < 1.0) light.z = studioAt(origin, refract(direction, -normal, index.z), 1.0).z;
    light *= carried * (1.0 - reflected);
    if (crystalCount > 1 && bounces < 3) {
      vec3 leaving = refract(direction, -normal, index.y);
      if (dot(leaving, leaving) < 0.5) leaving = normal;
      // Worth asking what stands in the way only where there is light to lose.
      if (light.x + light.y + light.z > 0.06) light *= passed(origin + normal * SKIN, leaving);
      if (reflected.y < 1.0) light += carried * (1.0 - reflected) * glowSeen(origin + normal * SKIN, leaving);
    }
    seen += light;
    carried *= reflected;
    bounces++;
    if (max(carried.x, max(carried.y, carried.z)) < 0.015 || bounces >= bounceLimit) break;
    direction = reflect(direction, normal);
    origin -= normal * SKIN;
  }
  // Light still on its way has met the body from all sides: it keeps the body's colour.
  return seen + carried * haze(crystal, origin);
}

vec3 indices() {
  return refractiveIndex + dispersion * (vec3(-1.0, 0.0, 1.0) + 0.5 * spectralShift);
}

// What the body sends back to an eye that looks in through a point just under its surface.
vec3 bodyLight(vec3 under, vec3 direction, vec3 normal, int crystal) {
  vec3 index = indices();
#if SPLIT_PATHS == 1
  return vec3(
    follow(under, refract(direction, normal, 1.0 / index.x), crystal, index).x,
    follow(under, refract(direction, normal, 1.0 / index.y), crystal, index).y,
    follow(under, refract(direction, normal, 1.0 / index.z), crystal, index).z);
#else
  return follow(under, refract(direction, normal, 1.0 / index.y), crystal, index);
#endif
}

// No-numbers and sparks would spread into bloom and averages: what is not light is dark.
vec3 sound(vec3 light) {
  return vec3(
    light.x >= 0.0 ? min(light.x, 60.0) : 0.0,
    light.y >= 0.0 ? min(light.y, 60.0) : 0.0,
    light.z >= 0.0 ? min(light.z, 60.0) : 0.0);
}

// What a facet mirrors from one direction: the studio, through whatever of the stone stands before it, and a glow that is not its own.
vec3 mirroredLight(vec3 point, vec3 above, vec3 direction, int crystal) {
  vec3 light = studioAt(point, direction, 0.25);
  if (crystalCount > 1) {
    light *= passed(above, direction);
    if (crystal != soundingCrystal) light += glowSeen(above, direction);
  }
  return light;
}

// Light a ray from outside finds where it enters a crystal: the sheen of the surface, and what the body sends back.
vec3 shade(vec3 origin, vec3 direction, int crystal, int plane, float range) {
  vec3 point = origin + direction * range;
  vec3 normal = planeOf(crystal, plane).xyz;

  // Every real edge is a little worn: near one, the normal leans towards the next facet and the surface is frosted.
  vec3 worn = normal;
  vec3 rounded = normal;
  float frost = 0.0;
  int count = planeCount(crystal);
  float trueWidth = EDGE_WEAR * sphereOf(crystal).w;
  float width = max(trueWidth, leastEdge);
  float share = trueWidth / width;
  vec3 at = toGrown(crystal, point, sizeOf(crystal));
  for (int other = 0; other < count; other++) {
    if (other == plane) continue;
    vec4 side = planeOf(crystal, other);
    float room = side.w - dot(side.xyz, at);
    if (room >= width) continue;
    float lean = dot(normal, side.xyz);
    float sineSquared = 1.0 - lean * lean;
    if (sineSquared < 1e-6) continue;
    float gap = room * inversesqrt(sineSquared);
    float wear = 1.0 - smoothstep(0.0, width, gap);
    if (share >= 1.0) worn += side.xyz * wear;
    else if (wear > frost) rounded = normal + 0.5 * side.xyz;
    frost = max(frost, wear);
  }
  // Grown faces are never quite flat: a slow swell bends what they mirror.
  vec3 swell = SWELL * sin(point.yzx * 7.0 + point.zxy * 4.0 + normal * 9.0);
  worn = normalize(worn + swell);

  // A polariser before the lens, as mineral photographers use it, takes more than half of the glare.
  float cosine = clamp(-dot(direction, worn), 0.2, 1.0);
  float sheen = 0.35 * fresnel(cosine, 1.0 / refractiveIndex);
  vec3 above = point + normal * SKIN;
  vec3 surface = mirroredLight(point, above, reflect(direction, worn), crystal);
  // An edge finer than the pixel would be hit here and missed there: it is drawn as wide as the pixel and as faint as it is fine, half-way round.
  if (share < 1.0 && frost > 0.0) {
    frost *= share;
    rounded = normalize(rounded + swell);
    surface = mix(surface, mirroredLight(point, above, reflect(direction, rounded), crystal), frost);
    worn = normalize(mix(worn, rounded, frost));
  }

  vec3 body = bodyLight(point - normal * SKIN, direction, normal, crystal);
  float lit = 0.25 + 0.75 * max(dot(toStudio * worn, normalize(KEY_CENTER)), 0.0);
  return sound(surface * sheen + body * (1.0 - sheen) + vec3(FROST * frost * lit));
}

// Light of a surface that machining left, such as a bail or the wall of a hole: ground, not polished, in the body's colour; where the stone
// lies behind it, a little of what is inside.
vec3 shadeGround(vec3 point, vec3 direction, vec3 normal) {
  vec3 body = bodyColorAt(0, point.z);
  vec3 pale = mix(body / max(max(body.x, max(body.y, body.z)), 1e-3), vec3(1.0), 0.25);
  vec3 facing = toStudio * normal;
  vec3 lit = 0.010 * KEY_LIGHT * max(dot(facing, normalize(KEY_CENTER)), 0.0)
    + 0.012 * RIM_LIGHT * max(dot(facing, normalize(RIM_CENTER)), 0.0)
    + 0.008 * BACK_LIGHT * max(dot(facing, normalize(BACK_CENTER)), 0.0)
    + 0.02;
  vec3 light = pale * lit * passed(point + normal * (20.0 * SKIN), transpose(toStudio) * normalize(KEY_CENTER));
  int behind = neighbourAt(point - normal * (10.0 * SKIN), -1);
  if (behind >= 0) light += 0.45 * bodyLight(point - normal * (10.0 * SKIN), direction, normal, behind);
  else light += 0.12 * pale * haze(0, point);
  float rim = 1.0 - clamp(-dot(direction, normal), 0.0, 1.0);
  return sound(light + 0.05 * rim * rim * studioAt(point, reflect(direction, normal), 1.0));
}
`;
