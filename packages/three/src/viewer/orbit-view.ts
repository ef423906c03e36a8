import { Matrix4, PerspectiveCamera, Spherical, Vector3 } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { GemBody } from "../gem-body.js";
import { type FrameOptions, frameGem } from "../picture/frame-gem.js";

/** How a stone stands in the scene: the gem's z upwards becomes the scene's y. */
export const STANDING = new Matrix4().makeRotationX(-Math.PI / 2);

/** Seconds in which a turn, a zoom or a new frame comes two thirds of its way. */
const GLIDE_SECONDS = 0.08;
const REFRAME_SECONDS = 0.18;
const SECONDS_A_TURN = 48;
const NEAREST = 0.4;
const FARTHEST = 2;
/** The camera stays above the ground, and out of the zenith where a stone shows nothing but its tip. */
const LOWEST_DEGREES = 1;
const HIGHEST_DEGREES = 84;

/** Where a framed stone is looked at from. */
interface Frame {
  readonly target: Vector3;
  distance: number;
  readonly lens: { x: number; y: number };
}

/**
 * The camera of a viewer and what moves it: mouse, touch and keys turn it about the stone, as if the stone stood on a
 * turntable; it frames the stone so that no side of it leaves the picture.
 */
export class OrbitView {
  readonly camera = new PerspectiveCamera();
  readonly #held = new PerspectiveCamera();
  readonly #controls: OrbitControls;
  readonly #options: FrameOptions;
  #gem: Pick<GemBody, "mesh"> | undefined;
  #aspect = 1;
  #goal: Frame = { target: new Vector3(), distance: 1, lens: { x: 0, y: 0 } };
  #shown: Frame | undefined;
  #calm = false;

  /** @param onMove Called when a hand has moved the camera. */
  constructor(canvas: HTMLCanvasElement, options: FrameOptions & { readonly zoom: boolean }, onMove: () => void) {
    this.#options = options;
    this.#controls = new OrbitControls(this.camera, canvas);
    this.#controls.enablePan = false;
    this.#controls.enableZoom = options.zoom;
    // A finger that goes up or down scrolls the page on, one that goes across turns the stone.
    if (!options.zoom) canvas.style.touchAction = "pan-y";
    this.#controls.minPolarAngle = ((90 - HIGHEST_DEGREES) * Math.PI) / 180;
    this.#controls.maxPolarAngle = ((90 - Math.min(LOWEST_DEGREES, options.elevationDegrees)) * Math.PI) / 180;
    this.#controls.autoRotateSpeed = 60 / SECONDS_A_TURN;
    this.#controls.addEventListener("change", onMove);
  }

  /** Whether the camera goes slowly round. */
  get turning(): boolean {
    return this.#controls.autoRotate;
  }

  set turning(turning: boolean) {
    this.#controls.autoRotate = turning;
  }

  /** Without gliding: for those who ask for reduced motion. */
  set calm(calm: boolean) {
    this.#calm = calm;
  }

  /** How far the camera has gone round the stone, radians; 0 looks along the gem's +y. */
  get azimuth(): number {
    return this.#controls.getAzimuthalAngle();
  }

  /** Frames a stone, keeping direction and zoom; gliding there where asked. */
  frame(gem: Pick<GemBody, "mesh">, glide: boolean): void {
    this.#gem = gem;
    const zoom = this.#zoom;
    this.#goal = frameTurning(gem, this.#aspect, this.#options);
    if (this.#shown === undefined) {
      this.#shown = copyOf(this.#goal);
      this.reset();
    } else if (!glide || this.#calm) {
      this.#shown = copyOf(this.#goal);
      this.#place(zoom);
    }
  }

  setAspect(aspect: number): void {
    if (Math.abs(aspect - this.#aspect) < 1e-6) return;
    this.#aspect = aspect;
    if (this.#gem !== undefined) this.frame(this.#gem, false);
  }

  /** Moves on by so much time. Returns whether the camera has moved. */
  update(seconds: number): boolean {
    this.#controls.enableDamping = !this.#calm;
    this.#controls.dampingFactor = 1 - Math.exp(-Math.max(seconds, 1 / 240) / GLIDE_SECONDS);
    const reframed = this.#reframe(seconds);
    return this.#controls.update(seconds) || reframed;
  }

  /** Turns the stone by so many degrees, and raises the camera. */
  turn(aroundDegrees: number, upDegrees: number): void {
    this.#controls.rotateLeft((-aroundDegrees * Math.PI) / 180);
    this.#controls.rotateUp((upDegrees * Math.PI) / 180);
  }

  /** Comes nearer by a factor above 1, goes away by one below. */
  zoomBy(factor: number): void {
    this.#controls.dollyIn(1 / factor);
  }

  /** Back to where it began. */
  reset(): void {
    const { azimuthDegrees, elevationDegrees } = this.#options;
    const away = new Spherical(1, ((90 - elevationDegrees) * Math.PI) / 180, (azimuthDegrees * Math.PI) / 180);
    this.camera.position.setFromSpherical(away).add(this.#controls.target);
    this.#place(1);
  }

  /** The camera for one sample of a picture, moved within the pixel by shares of its size. */
  look(widthPx: number, heightPx: number, pixelX = 0, pixelY = 0): PerspectiveCamera {
    const { lens } = this.#shown ?? this.#goal;
    this.#aim(this.camera, lens, widthPx, heightPx, pixelX, pixelY);
    return this.camera;
  }

  /** A camera that looks as this one does now, wherever that is moved later; until the next is asked for. */
  held(): (widthPx: number, heightPx: number, pixelX: number, pixelY: number) => PerspectiveCamera {
    const camera = this.#held.copy(this.camera, false);
    const { lens } = copyOf(this.#shown ?? this.#goal);
    return (widthPx, heightPx, pixelX, pixelY) => {
      this.#aim(camera, lens, widthPx, heightPx, pixelX, pixelY);
      return camera;
    };
  }

  /** A camera that looks the same way at a picture of another shape, or from further round the stone (radians). */
  lookFor(
    aspect: number,
    azimuth = this.azimuth,
  ): (widthPx: number, heightPx: number, x: number, y: number) => PerspectiveCamera {
    const gem = this.#gem;
    const frame = gem === undefined ? this.#goal : frameTurning(gem, aspect, this.#options);
    const camera = this.camera.clone();
    const away = new Spherical().setFromVector3(this.camera.position.clone().sub(this.#controls.target));
    away.theta = azimuth;
    away.radius = frame.distance * this.#zoom;
    camera.position.setFromSpherical(away).add(frame.target);
    camera.lookAt(frame.target);
    camera.updateMatrixWorld();
    return (widthPx, heightPx, x, y) => {
      this.#aim(camera, frame.lens, widthPx, heightPx, x, y);
      return camera;
    };
  }

  dispose(): void {
    this.#controls.dispose();
  }

  #aim(
    camera: PerspectiveCamera,
    lens: Frame["lens"],
    widthPx: number,
    heightPx: number,
    pixelX: number,
    pixelY: number,
  ): void {
    camera.aspect = widthPx / heightPx;
    camera.setViewOffset(widthPx, heightPx, lens.x * widthPx + pixelX, lens.y * heightPx + pixelY, widthPx, heightPx);
  }

  /** Distance in distances of the frame. */
  get #zoom(): number {
    if (this.#shown === undefined) return 1;
    return this.camera.position.distanceTo(this.#controls.target) / this.#shown.distance;
  }

  #reframe(seconds: number): boolean {
    const { target, distance, lens } = this.#goal;
    const shown = this.#shown;
    if (shown === undefined) return false;
    const off = shown.target.distanceTo(target) + Math.abs(shown.distance - distance);
    if (off === 0 && shown.lens.y === lens.y) return false;
    const zoom = this.#zoom;
    const share = off < 1e-4 * distance ? 1 : 1 - Math.exp(-seconds / REFRAME_SECONDS);
    shown.target.lerp(target, share);
    shown.distance += (distance - shown.distance) * share;
    shown.lens.x += (lens.x - shown.lens.x) * share;
    shown.lens.y += (lens.y - shown.lens.y) * share;
    if (share === 1) this.#shown = copyOf(this.#goal);
    this.#place(zoom);
    return true;
  }

  /** Puts the camera at the frame shown, looking from where it looks. */
  #place(zoom: number): void {
    const { target, distance } = this.#shown ?? this.#goal;
    const away = this.camera.position.clone().sub(this.#controls.target);
    if (away.lengthSq() === 0) away.set(0, 0, 1);
    this.#controls.target.copy(target);
    this.#controls.minDistance = distance * NEAREST;
    this.#controls.maxDistance = distance * FARTHEST;
    this.camera.position.copy(target).addScaledVector(away.normalize(), distance * zoom);
    const { fov, near, far } = frameLens(distance);
    this.camera.fov = fov;
    this.camera.near = near;
    this.camera.far = far;
    this.camera.updateProjectionMatrix();
    this.#controls.update(0);
  }
}

const FIELD_OF_VIEW_DEGREES = 22;

function frameLens(distance: number): { fov: number; near: number; far: number } {
  return { fov: FIELD_OF_VIEW_DEGREES, near: distance * 0.02, far: distance * 20 };
}

function copyOf({ target, distance, lens }: Frame): Frame {
  return { target: target.clone(), distance, lens: { ...lens } };
}

/** The frame of a stone that may be turned to any side: that of the body it sweeps when it turns. */
function frameTurning(gem: Pick<GemBody, "mesh">, aspect: number, options: FrameOptions): Frame {
  const { positions, middle } = sweptPoints(gem.mesh.positions);
  const camera = frameGem({ mesh: { ...gem.mesh, positions } }, aspect, STANDING, options);
  const target = middle.applyMatrix4(STANDING);
  const { offsetX, offsetY, fullWidth, fullHeight } = {
    offsetX: 0,
    offsetY: 0,
    fullWidth: 1,
    fullHeight: 1,
    ...camera.view,
  };
  return {
    target,
    distance: camera.position.distanceTo(target),
    lens: { x: offsetX / fullWidth, y: offsetY / fullHeight },
  };
}

const HEIGHTS = 24;
const SIDES = 16;

/** Points around the body that a stone sweeps when it turns about the upright through its middle: rings at some heights. */
function sweptPoints(positions: Float32Array): { positions: Float32Array; middle: Vector3 } {
  const low = new Vector3(Infinity, Infinity, Infinity);
  const high = new Vector3(-Infinity, -Infinity, -Infinity);
  const point = new Vector3();
  for (let at = 0; at < positions.length; at += 3) {
    point.fromArray(positions, at);
    low.min(point);
    high.max(point);
  }
  const middle = low.clone().add(high).multiplyScalar(0.5);
  const height = Math.max(high.z - low.z, 1e-9);
  const reach = new Float32Array(HEIGHTS);
  for (let at = 0; at < positions.length; at += 3) {
    point.fromArray(positions, at);
    const ring = Math.min(HEIGHTS - 1, Math.floor(((point.z - low.z) / height) * HEIGHTS));
    reach[ring] = Math.max(reach[ring] as number, Math.hypot(point.x - middle.x, point.y - middle.y));
  }
  const swept: number[] = [middle.x, middle.y, low.z, middle.x, middle.y, high.z];
  reach.forEach((radius, ring) => {
    for (let side = 0; side < SIDES; side++) {
      const angle = (side * 2 * Math.PI) / SIDES;
      const z = low.z + (ring / (HEIGHTS - 1)) * height;
      if (radius > 0) swept.push(middle.x + radius * Math.cos(angle), middle.y + radius * Math.sin(angle), z);
    }
  });
  return { positions: Float32Array.from(swept), middle };
}
