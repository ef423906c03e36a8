/**
 * The room a gem is seen in: dark, with three soft lamps and nothing else. The lamps are rectangles at a finite distance, so a flat
 * facet mirrors a gradient and never a flat grey plate. Lengths are radii of the stone, the stone at the origin, y upwards,
 * the viewer usually on +z.
 */
export const STUDIO_GLSL = /* glsl */ `
const int LAMPS = 3;
// Key above the viewer's left shoulder, a tall strip to the right for the rims, a low one behind that shines through the body.
const vec3 LAMP_CENTER[LAMPS] = vec3[LAMPS](vec3(-2.6, 3.6, 2.4), vec3(3.9, 1.3, -0.6), vec3(-1.0, 0.35, -4.5));
const vec2 LAMP_HALF_SIZE[LAMPS] = vec2[LAMPS](vec2(1.5, 1.5), vec2(0.75, 2.4), vec2(2.5, 2.1));
const vec3 LAMP_LIGHT[LAMPS] = vec3[LAMPS](vec3(16.0, 15.3, 14.3), vec3(12.9, 14.0, 15.0), vec3(11.0, 10.6, 10.3));

const float SPILL = 0.025;

// A soft box aimed at the stone: bright in its middle, falling to nothing at its rim.
vec3 softBox(int lamp, vec3 origin, vec3 direction) {
  vec3 center = LAMP_CENTER[lamp];
  vec3 facing = -normalize(center);
  float toward = -dot(direction, facing);
  if (toward < 1e-3) return vec3(0.0);
  float range = dot(origin - center, facing) / toward;
  if (range < 0.0) return vec3(0.0);
  vec3 across = normalize(cross(vec3(0.0, 1.0, 0.0), facing));
  vec3 hit = origin + direction * range - center;
  vec2 at = vec2(dot(hit, across), dot(hit, cross(facing, across))) / LAMP_HALF_SIZE[lamp];
  vec2 rim = 1.0 - smoothstep(vec2(0.5), vec2(1.0), abs(at));
  return LAMP_LIGHT[lamp] * (rim.x * rim.y * (0.05 + 0.95 * exp(-4.5 * dot(at, at))));
}

// 'spill' is how much of the lit walls is wanted, 0 to 1.
vec3 studio(vec3 origin, vec3 direction, float spill) {
  // The room itself: nearly black, a breath of blue above.
  vec3 light = mix(vec3(0.010, 0.009, 0.010), vec3(0.020, 0.023, 0.032), smoothstep(-0.4, 1.0, direction.y));
  for (int lamp = 0; lamp < LAMPS; lamp++) {
    light += softBox(lamp, origin, direction);
    // What a lamp spills on the walls around it.
    float near = 0.5 + 0.5 * dot(direction, normalize(LAMP_CENTER[lamp]));
    light += LAMP_LIGHT[lamp] * (spill * SPILL * pow(near, 7.0));
  }
  return light;
}
`;
