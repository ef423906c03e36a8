import { formNormals, primaryNormals } from "../cuts/crystal/mineral.js";
import { dot, rotationOfPair } from "./rotation.js";

/** Height of the resonance at which no mineral is more symmetric than its system. */
const PLAIN_RESONANCE = 37;
const PLAIN_FORM = { turn: 6, slope: 5 } as const;
const known = new Map<number, readonly Float64Array[]>();

/** The rotations, rows one after another, that lay a system's crystals onto themselves: those of its point group that a solid can be turned by. */
function crystalTurns(system: number): readonly Float64Array[] {
  const found = known.get(system);
  if (found !== undefined) return found;
  const general = formNormals(system, PLAIN_RESONANCE, 0, PLAIN_FORM);
  const turns: Float64Array[] = [];
  let second = 1;
  while (Math.abs(dot(general, 0, general, second)) > 0.99) second++;
  const angle = dot(general, 0, general, second);
  for (let m = 0; m < general.length / 3; m++) {
    for (let n = 0; n < general.length / 3; n++) {
      if (m === n || Math.abs(dot(general, m, general, n) - angle) > 1e-9) continue;
      const turn = rotationOfPair(general, 0, second, general, m, n);
      if (mapsOnto(turn, general)) turns.push(turn);
    }
  }
  known.set(system, turns);
  return turns;
}

/** The shaping faces of a mineral that no turn of the crystal lays onto an earlier one. */
export function distinctFaces(system: number, resonance: number): number[] {
  const primary = primaryNormals(system, resonance);
  const turns = crystalTurns(system);
  const distinct: number[] = [];
  for (let face = 0; face < primary.length / 3; face++) {
    const seen = distinct.some((earlier) =>
      turns.some((turn) => dot(turned(turn, primary, earlier), 0, primary, face) > 1 - 1e-9),
    );
    if (!seen) distinct.push(face);
  }
  return distinct;
}

function mapsOnto(turn: Float64Array, normals: Float64Array): boolean {
  for (let i = 0; i < normals.length / 3; i++) {
    const image = turned(turn, normals, i);
    let isThere = false;
    for (let j = 0; j < normals.length / 3; j++) isThere ||= dot(image, 0, normals, j) > 1 - 1e-9;
    if (!isThere) return false;
  }
  return true;
}

function turned(turn: Float64Array, normals: Float64Array, i: number): Float64Array {
  const image = new Float64Array(3);
  for (let row = 0; row < 3; row++) {
    for (let k = 0; k < 3; k++) image[row] += turn[3 * row + k] * normals[3 * i + k];
  }
  return image;
}
