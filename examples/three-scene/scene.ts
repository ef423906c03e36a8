// Five voices on black water, in plain three.js: what an artist writes with `@vocalith/three`.
import { type GemMaterial, gemMaterial, type ParticlePoints, particlePoints, toBufferGeometry } from "@vocalith/three";
import {
  type BufferGeometry,
  Mesh,
  NeutralToneMapping,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  Timer,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { Reflector } from "three/addons/objects/Reflector.js";
import { cutGem } from "vocalith";
import { BLACK_WATER } from "./black-water.js";
import { VOICES } from "./voices.js";

const renderer = new WebGLRenderer({ antialias: true, powerPreference: "high-performance" });
renderer.toneMapping = NeutralToneMapping;
renderer.setPixelRatio(Math.min(devicePixelRatio, 1.5));
document.body.append(renderer.domElement);

const scene = new Scene();
const camera = new PerspectiveCamera(28, 1, 1, 2000);
camera.position.set(-42, 34, 172);
const controls = new OrbitControls(camera, renderer.domElement);
controls.target.set(0, 15, 0);
controls.enableDamping = true;
controls.minDistance = 70;
controls.maxDistance = 400;
controls.maxPolarAngle = 1.52;
controls.autoRotateSpeed = -0.35;
controls.listenToKeyEvents(window);

const water = new Reflector(new PlaneGeometry(1200, 1200), {
  shader: BLACK_WATER,
  textureWidth: 768,
  textureHeight: 768,
  multisample: 0,
});
water.rotation.x = -Math.PI / 2;
scene.add(water);

const stones: Mesh<BufferGeometry, GemMaterial>[] = [];
const clouds: ParticlePoints[] = [];
const still = matchMedia("(prefers-reduced-motion: reduce)");

for (const [place, { code, sizeMm, at, cloud }] of VOICES.entries()) {
  const gem = await cutGem(code, { sizeMm });
  const stone = new Mesh(toBufferGeometry(gem), gemMaterial(gem, { bounces: 7 }));
  // A gem stands on z = 0; three.js has y upwards.
  stone.rotation.set(-Math.PI / 2, 0, place * 1.3);
  stone.position.set(at[0], 0.05, at[1]);
  scene.add(stone);
  stones.push(stone);
  if (!cloud) continue;
  const points = particlePoints(gem, { count: 120_000, size: 0.02, opacity: 0.5 });
  points.position.copy(stone.position);
  points.rotation.copy(stone.rotation);
  points.scale.setScalar(1.25);
  scene.add(points);
  clouds.push(points);
}

function resize(): void {
  renderer.setSize(innerWidth, innerHeight);
  camera.aspect = innerWidth / innerHeight;
  // On a phone held upright the five still fit in the width.
  camera.fov = camera.aspect < 1.2 ? 2 * Math.atan(0.3 / camera.aspect) * (180 / Math.PI) : 28;
  camera.updateProjectionMatrix();
}
addEventListener("resize", resize);
resize();

const timer = new Timer();
timer.connect(document);
renderer.setAnimationLoop((milliseconds) => {
  timer.update(milliseconds);
  const seconds = timer.getElapsed();
  controls.autoRotate = !still.matches;
  controls.update(timer.getDelta());
  stones.forEach(({ material: { uniforms } }, place) => {
    // They grow out of the water one after the other, each in two seconds and a half.
    const grown = Math.min(1, Math.max(0, (seconds - 0.35 * place) / 2.5));
    uniforms.growth.value = still.matches ? 1 : 1 - (1 - grown) ** 3;
    // Then, every nine seconds, a voice is remembered: its crystals light up in the order of its syllables.
    const turn = seconds / 9 - 0.6;
    const sounding = turn > 0 && Math.floor(turn) % stones.length === place && !still.matches;
    const beat = (turn % 1) * uniforms.crystalCount.value;
    uniforms.soundingCrystal.value = sounding ? Math.floor(beat) : -1;
    uniforms.soundingLight.value = 0.8 * Math.sin(Math.PI * (beat % 1)) ** 2;
  });
  for (const { material } of clouds) {
    material.uniforms.seconds.value = seconds;
    material.uniforms.breath.value = still.matches ? 0 : 1;
    material.uniforms.opacity.value = still.matches ? 0.5 : 0.5 * Math.min(1, seconds / 5);
  }
  renderer.render(scene, camera);
});
