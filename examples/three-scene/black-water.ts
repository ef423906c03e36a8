/** Still black water for three's `Reflector`: a mirror at low angles, nothing straight below, and gone in the distance. */
export const BLACK_WATER = {
  name: "BlackWater",
  uniforms: { color: { value: null }, tDiffuse: { value: null }, textureMatrix: { value: null } },
  vertexShader: /* glsl */ `
    uniform mat4 textureMatrix;
    varying vec4 mirrored;
    varying vec3 place;
    void main() {
      mirrored = textureMatrix * vec4(position, 1.0);
      place = (modelMatrix * vec4(position, 1.0)).xyz;
      gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    }`,
  fragmentShader: /* glsl */ `
    uniform sampler2D tDiffuse;
    varying vec4 mirrored;
    varying vec3 place;
    void main() {
      vec2 ripple = 0.0011 * sin(place.zx * 0.23 + 2.0 * sin(place.xz * 0.11));
      vec2 at = mirrored.xy / mirrored.w + ripple;
      // Drawn out upwards and downwards, as on water.
      vec3 light = vec3(0.0);
      for (int tap = -3; tap <= 3; tap++) light += texture2D(tDiffuse, at + vec2(0.0, 0.0021 * float(tap))).rgb / 7.0;
      float facing = normalize(cameraPosition - place).y;
      float mirror = 0.06 + 0.5 * pow(1.0 - facing, 3.0);
      float far = exp(-dot(place.xz, place.xz) / 16000.0);
      gl_FragColor = vec4(light * mirror * far + vec3(0.0012, 0.0013, 0.0018) * far, 1.0);
      #include <tonemapping_fragment>
      #include <colorspace_fragment>
    }`,
};
