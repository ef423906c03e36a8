import { type Matrix4, PerspectiveCamera, Vector3 } from "three";
import type { GemBody } from "../gem-body.js";

/** Where a picture is taken from and how much of it the stone fills. */
export interface FrameOptions {
  /** How far the stone is turned on its foot before camera and lamps, degrees; 0 looks along the gem's +y, 90 along its -x. */
  readonly azimuthDegrees: number;
  /** Height of the camera above the ground, degrees, -10 to 80. */
  readonly elevationDegrees: number;
  /** Share of the picture's width and height that the stone may fill, 0.1 to 1. */
  readonly fill: number;
  /** Where the middle of the stone stands in the picture's height, 0 bottom to 1 top. */
  readonly middle: number;
}

const FIELD_OF_VIEW_DEGREES = 22;

/**
 * A camera that frames a gem as a photographer would: near enough to give the stone depth, its outline filling the picture to
 * the share asked for. The gem stands in the scene as `standing` puts it.
 */
export function frameGem(
  gem: Pick<GemBody, "mesh">,
  aspect: number,
  standing: Matrix4,
  options: Omit<FrameOptions, "azimuthDegrees">,
): PerspectiveCamera {
  const { positions } = gem.mesh;
  const points: Vector3[] = [];
  const center = new Vector3();
  const low = new Vector3(Infinity, Infinity, Infinity);
  const high = new Vector3(-Infinity, -Infinity, -Infinity);
  for (let index = 0; index < positions.length; index += 3) {
    const point = new Vector3(positions[index], positions[index + 1], positions[index + 2]).applyMatrix4(standing);
    points.push(point);
    low.min(point);
    high.max(point);
  }
  center.addVectors(low, high).multiplyScalar(0.5);
  const radius = Math.max(...points.map((point) => point.distanceTo(center)));

  const elevation = (options.elevationDegrees * Math.PI) / 180;
  const toward = new Vector3(0, Math.sin(elevation), Math.cos(elevation));
  const camera = new PerspectiveCamera(FIELD_OF_VIEW_DEGREES, aspect, radius * 0.1, radius * 100);
  let distance = radius / Math.sin((FIELD_OF_VIEW_DEGREES * Math.PI) / 360);
  let shiftX = 0;
  let shiftY = 0;
  // The outline changes a little with the distance; it settles in some rounds.
  for (let round = 0; round < 16; round++) {
    camera.position.copy(center).addScaledVector(toward, distance);
    camera.lookAt(center);
    camera.updateMatrixWorld();
    camera.updateProjectionMatrix();
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const point of points) {
      const seen = point.clone().project(camera);
      left = Math.min(left, seen.x);
      right = Math.max(right, seen.x);
      bottom = Math.min(bottom, seen.y);
      top = Math.max(top, seen.y);
    }
    shiftX = (left + right) / 2;
    shiftY = (bottom + top) / 2 - (2 * options.middle - 1);
    distance *= Math.max(right - left, top - bottom) / 2 / options.fill;
  }
  // A shifted lens moves the stone in the picture without turning it.
  camera.setViewOffset(2 * aspect, 2, shiftX * aspect, -shiftY, 2 * aspect, 2);
  return camera;
}
