import { smoothStep, wave } from "./smooth-functions.js";
import { KEY_WAY } from "./studio.js";

/** Nodes along each axis of the lattice. */
export const CLOUD_NODES = 28;

/** The lattice spans -CLOUD_REACH to CLOUD_REACH radii. */
export const CLOUD_REACH = 1.02;

/** How much denser or clearer a cloud is than the body. */
const CLOUDS = 0.4;
const RADIANS = 0.15915494309189535;

/**
 * What is uneven in a body, on a cubic lattice in studio axes, two numbers a node, x fastest: how dense its colour is, 1 on average, for no
 * grown body is even; and how much light its haze sends on, most under the surface that faces the lamps.
 *
 * @param toGem Turns studio axes into the gem's: the clouds turn with the stone.
 */
export function cloudLattice(toGem: Float64Array): Float32Array {
  const lattice = new Float32Array(CLOUD_NODES * CLOUD_NODES * CLOUD_NODES * 2);
  const place = (node: number): number => ((2 * node) / (CLOUD_NODES - 1) - 1) * CLOUD_REACH;
  let at = 0;
  for (let k = 0; k < CLOUD_NODES; k++) {
    for (let j = 0; j < CLOUD_NODES; j++) {
      for (let i = 0; i < CLOUD_NODES; i++) {
        const [x, y, z] = [place(i), place(j), place(k)];
        const density = cloudAt(
          toGem[0] * x + toGem[3] * y + toGem[6] * z,
          toGem[1] * x + toGem[4] * y + toGem[7] * z,
          toGem[2] * x + toGem[5] * y + toGem[8] * z,
        );
        const facing = x * KEY_WAY[0] + y * KEY_WAY[1] + z * KEY_WAY[2];
        const lit = 0.35 + 0.65 * smoothStep(-0.9, 0.9, facing);
        const outward = smoothStep(0.1, 0.9, Math.sqrt(x * x + y * y + z * z));
        lattice[at++] = density;
        lattice[at++] = density * lit * (0.4 + 0.6 * outward);
      }
    }
  }
  return lattice;
}

function cloudAt(x: number, y: number, z: number): number {
  const bent = (along: number, first: number, second: number): number =>
    4 * along + 1.7 * sine(3.1 * first + 1.3) + 0.6 * sine(9.7 * second);
  const wx = bent(x, z, y);
  const wy = bent(y, x, z);
  const wz = bent(z, y, x);
  return 1 + CLOUDS * sine(wx + wy) * sine(1.3 * wz - wy);
}

function sine(radians: number): number {
  return wave(radians * RADIANS);
}
