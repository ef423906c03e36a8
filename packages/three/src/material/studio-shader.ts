/** Lamps of the studio. */
export const LAMPS = 3;

/**
 * The room a gem is seen in: dark, with three soft lamps and nothing else. The lamps are rectangles at a finite distance, so a flat
 * facet mirrors a gradient and never a flat grey plate. Lengths are radii of the stone, the stone at the origin, y upwards,
 * the viewer usually on +z. The lamps are named one by one: some mobile compilers copy an array of constants wherever it is indexed.
 */
export const STUDIO_GLSL = /* glsl */ `
// Key above the viewer's left shoulder, a tall strip to the right for the rims, a low one behind that shines through the body.
const int LAMPS = ${LAMPS};
const vec3 KEY_CENTER = vec3(-2.6, 3.6, 2.4);
const vec2 KEY_HALF_SIZE = vec2(1.5, 1.5);
const vec3 KEY_LIGHT = vec3(16.0, 15.3, 14.3);
const vec3 RIM_CENTER = vec3(3.9, 1.3, -0.6);
const vec2 RIM_HALF_SIZE = vec2(0.75, 2.4);
const vec3 RIM_LIGHT = vec3(12.9, 14.0, 15.0);
const vec3 BACK_CENTER = vec3(-1.0, 0.35, -4.5);
const vec2 BACK_HALF_SIZE = vec2(2.5, 2.1);
const vec3 BACK_LIGHT = vec3(11.0, 10.6, 10.3);

const float SPILL = 0.025;

// A soft box aimed at the stone: bright in its middle, falling to nothing at its rim; and what it spills on the walls around it.
vec3 lampAt(vec3 center, vec2 halfSize, vec3 power, vec3 origin, vec3 direction, float spill) {
  vec3 facing = -normalize(center);
  float toward = -dot(direction, facing);
  float near = max(0.0, 0.5 + 0.5 * toward);
  float near2 = near * near;
  float light = spill * SPILL * near2 * near2 * near2 * near;
  if (toward > 1e-3) {
    float range = dot(origin - center, facing) / toward;
    if (range > 0.0) {
      vec3 across = normalize(cross(vec3(0.0, 1.0, 0.0), facing));
      vec3 hit = origin + direction * range - center;
      vec2 at = vec2(dot(hit, across), dot(hit, cross(facing, across))) / halfSize;
      vec2 rim = 1.0 - smoothstep(vec2(0.5), vec2(1.0), abs(at));
      light += rim.x * rim.y * (0.05 + 0.95 * exp(-min(4.5 * dot(at, at), 40.0)));
    }
  }
  return power * light;
}

// 'spill' is how much of the lit walls is wanted, 0 to 1.
vec3 studio(vec3 origin, vec3 direction, float spill) {
  // The room itself: nearly black, a breath of blue above.
  vec3 room = mix(vec3(0.010, 0.009, 0.010), vec3(0.020, 0.023, 0.032), smoothstep(-0.4, 1.0, direction.y));
  return room
    + lampAt(KEY_CENTER, KEY_HALF_SIZE, KEY_LIGHT, origin, direction, spill)
    + lampAt(RIM_CENTER, RIM_HALF_SIZE, RIM_LIGHT, origin, direction, spill)
    + lampAt(BACK_CENTER, BACK_HALF_SIZE, BACK_LIGHT, origin, direction, spill);
}
`;
