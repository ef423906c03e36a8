import { logarithm } from "../signal/cycle-kernels.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { MOST_RESONANCES } from "./resonance-meter.js";

/** Formants that are followed. */
export const FORMANTS = 4;
/** So many of the ways to call a step's resonances formants are followed, the likeliest. */
const MOST_WAYS = 12;
/** Where the formants of a usual man lie on average... */
const MIDDLE_HZ = [480, 1500, 2550, 3600] as const;
const USUAL_PITCH_HZ = 120;
/** ...and by how many octaves they rise with an octave of pitch: short tracts go with high voices. */
const TRACT_SHARE = 0.2;
/** Usual deviation of each formant from there, and its usual movement in 20 ms, in octaves. */
const SPREAD_OCTAVES = [0.6, 0.45, 0.25, 0.2] as const;
const MOVE_OCTAVES = [0.16, 0.12, 0.06, 0.06] as const;
const INVERSE_MOVES = MOVE_OCTAVES.map((octaves) => 1 / octaves);
/** Usual bandwidth: this much, and this share of the frequency. */
const WIDTH_HZ = 60;
const WIDTH_SHARE = 0.05;
/** A resonance without a formant's name costs the less the wider it is, up to this. */
const WIDEST_LEFT_HZ = 500;
/** Stands for the place of a formant without a resonance, in units of its usual movement, and what lies further apart is a change to or from there. */
const NOWHERE = 1e9;
const FURTHEST = 1e8;
/** What deviations cost, in squares of the usual ones. */
const PLACE_COST = 1.5;
const MOVE_COST = 0.7;
const WIDTH_COST = 0.5;
/** A leap costs no more than this: the formant may have been lost and found again. */
const LEAP_COST = 9;
/** Of a formant that no resonance is called by, of one that comes or goes, and of a narrow resonance left among the formants. */
const MISSING_COST = [12, 12, 10, 10] as const;
const CHANGE_COST = 1;
const LEFT_COST = 20;

/** Resonances of steps 20 ms apart: `MOST_RESONANCES` places a step, in rising order. */
export interface ResonanceSteps {
  /** How many each step has; 0 where the voice pauses. */
  readonly count: Uint8Array;
  readonly frequencyHz: Float32Array;
  readonly bandwidthHz: Float32Array;
}

/**
 * Which resonance of each step is which formant: through each stretch of voice the path of least cost (Viterbi 1967; Talkin 1987; Xia and
 * Espy-Wilson 2000) over deviations from where a voice of this pitch has them, bandwidths, movements, formants without a resonance and resonances without a name.
 *
 * @param pitchHz - Median pitch of the voice.
 * @param held - How many formants the recording's band holds, at most 4.
 * @param kernels - Null for plain TypeScript, which gives the same.
 * @returns `steps x 4`: the place of the resonance within its step, or -1.
 *
 * @example
 * ```ts
 * const steps = {
 *   count: Uint8Array.of(1),
 *   frequencyHz: new Float32Array(6).fill(500),
 *   bandwidthHz: new Float32Array(6).fill(80),
 * };
 * formantPath(steps, 4); // 0, -1, -1, -1
 * ```
 */
export function formantPath(
  steps: ResonanceSteps,
  held: number,
  pitchHz = USUAL_PITCH_HZ,
  kernels: Kernels | null = sharedKernels(),
): Int8Array {
  const { length } = steps.count;
  const result = new Int8Array(length * FORMANTS).fill(-1);
  const raised = TRACT_SHARE * Math.log2(pitchHz / USUAL_PITCH_HZ);
  const middle = MIDDLE_HZ.map((frequency) => Math.log2(frequency) + raised);
  const room = kernels === null ? new StretchRoom(middle.slice(0, held)) : undefined;
  for (let from = 0; from < length; from++) {
    if (steps.count[from] === 0) continue;
    let to = from + 1;
    while (to < length && steps.count[to] > 0) to++;
    if (room !== undefined) followStretch(steps, from, to, room, result);
    else if (kernels !== null) followFast(steps, from, to, middle, held, kernels, result);
    from = to;
  }
  return result;
}

/** Names the resonances of steps `from` to `to` (not included) in WebAssembly. */
function followFast(
  steps: ResonanceSteps,
  from: number,
  to: number,
  middle: readonly number[],
  held: number,
  kernels: Kernels,
  result: Int8Array,
): void {
  const count = to - from;
  const table = kernels.scratch(8 * TABLE + WORK + (16 * MOST_RESONANCES + 5 * MOST_WAYS + FORMANTS + 1) * count);
  const work = table + 8 * TABLE;
  const frequencies = work + WORK;
  const bandwidths = frequencies + 4 * MOST_RESONANCES * count;
  const names = bandwidths + 4 * MOST_RESONANCES * count;
  const back = names + FORMANTS * MOST_WAYS * count;
  const result8 = back + MOST_WAYS * count;
  const counts = result8 + FORMANTS * count;
  const { bytes, numbers, run, singles } = kernels;
  numbers.set([...middle, ...SPREAD_OCTAVES, ...MISSING_COST, ...INVERSE_MOVES], table / 8);
  singles.set(steps.frequencyHz.subarray(from * MOST_RESONANCES, to * MOST_RESONANCES), frequencies / 4);
  singles.set(steps.bandwidthHz.subarray(from * MOST_RESONANCES, to * MOST_RESONANCES), bandwidths / 4);
  bytes.set(steps.count.subarray(from, to), counts);
  run.followFormants(counts, frequencies, bandwidths, count, held, table, names, back, result8, work);
  // Bytes of the same bits: 255 is -1.
  result.set(bytes.subarray(result8, result8 + FORMANTS * count), from * FORMANTS);
}

/** Numbers that the kernel is given about formants, and room in bytes for what it writes down meanwhile. */
const TABLE = 4 * FORMANTS;
const WORK = 1408;

/** A wider pole is spectral tilt as often as a resonance. */
function isNarrow(steps: ResonanceSteps, at: number): boolean {
  return steps.bandwidthHz[at] < Math.max(600, 0.25 * steps.frequencyHz[at]);
}

/** The ways to call the resonances of one step, with the least costs of getting there. */
interface WaysOfStep {
  /** `ways x 4`: binary logarithms of the frequencies, in units of each formant's usual movement. */
  readonly places: Float64Array;
  readonly costs: Float64Array;
  count: number;
}

/** What one stretch after the other is followed with. */
class StretchRoom {
  readonly held: number;
  readonly ways: LikeliestWays;
  readonly before: WaysOfStep;
  readonly now: WaysOfStep;
  /** `steps x ways x 4`. */
  names = new Int8Array(0);
  /** `steps x ways`: the way of the step before that leads there. */
  back = new Uint8Array(0);

  constructor(middle: readonly number[]) {
    this.held = middle.length;
    this.ways = new LikeliestWays(middle);
    const ofStep = () => ({
      places: new Float64Array(MOST_WAYS * FORMANTS),
      costs: new Float64Array(MOST_WAYS),
      count: 0,
    });
    this.before = ofStep();
    this.now = ofStep();
  }

  /** Makes room for a stretch. */
  open(steps: number): void {
    this.before.count = 0;
    if (this.back.length >= steps * MOST_WAYS) return;
    this.names = new Int8Array(2 * steps * MOST_WAYS * FORMANTS);
    this.back = new Uint8Array(2 * steps * MOST_WAYS);
  }
}

/** Names the resonances of steps `from` to `to` (not included). */
function followStretch(steps: ResonanceSteps, from: number, to: number, room: StretchRoom, result: Int8Array): void {
  room.open(to - from);
  const { back, held, names, ways } = room;
  let { before, now } = room;
  for (let i = 0; i < to - from; i++) {
    now.count = ways.find(steps, from + i);
    names.set(ways.names, i * MOST_WAYS * FORMANTS);
    for (let w = 0; w < now.count; w++) {
      for (let f = 0; f < held; f++) {
        const k = ways.names[w * FORMANTS + f];
        now.places[w * FORMANTS + f] = k < 0 ? NOWHERE : ways.octaves[k] * INVERSE_MOVES[f];
      }
      let least = i > 0 ? Number.POSITIVE_INFINITY : 0;
      for (let b = 0; b < before.count; b++) {
        // In two sums, as the kernel has them.
        let even = 0;
        let odd = 0;
        for (let f = 0; f < held; f++) {
          const away = now.places[w * FORMANTS + f] - before.places[b * FORMANTS + f];
          const cost = Math.abs(away) > FURTHEST ? CHANGE_COST : Math.min(LEAP_COST, MOVE_COST * (away * away));
          if (f % 2 === 0) even += cost;
          else odd += cost;
        }
        const cost = before.costs[b] + (even + odd);
        if (cost >= least) continue;
        least = cost;
        back[i * MOST_WAYS + w] = b;
      }
      now.costs[w] = least + ways.costs[w];
    }
    const spare = before;
    before = now;
    now = spare;
  }
  let w = 0;
  for (let k = 1; k < before.count; k++) if (before.costs[k] < before.costs[w]) w = k;
  for (let i = to - from - 1; i >= 0; i--) {
    for (let f = 0; f < held; f++) result[(from + i) * FORMANTS + f] = names[(i * MOST_WAYS + w) * FORMANTS + f];
    w = back[i * MOST_WAYS + w];
  }
}

/** The likeliest ways to call the resonances of one step after the other formants. One object owns its buffers. */
class LikeliestWays {
  /** `ways x 4`: the resonance of each formant, or -1; in rising order of cost. */
  readonly names = new Int8Array(MOST_WAYS * FORMANTS).fill(-1);
  readonly costs = new Float64Array(MOST_WAYS);
  /** Binary logarithm of the frequency of each resonance. */
  readonly octaves = new Float64Array(MOST_RESONANCES);
  readonly #middle: readonly number[];
  readonly #chosen = new Int8Array(FORMANTS).fill(-1);
  readonly #widthCost = new Float64Array(MOST_RESONANCES);
  readonly #leftCost = new Float64Array(MOST_RESONANCES);
  /** What the formants before each cost so far: kept here, since numbers handed down a recursion are left for the garbage collector. */
  readonly #reached = new Float64Array(FORMANTS + 1);
  #resonances = 0;
  #count = 0;

  constructor(middle: readonly number[]) {
    this.#middle = middle;
  }

  /** How many ways there are in a step, at most `MOST_WAYS`. */
  find(steps: ResonanceSteps, step: number): number {
    this.#resonances = steps.count[step];
    this.#count = 0;
    for (let k = 0; k < this.#resonances; k++) {
      const at = step * MOST_RESONANCES + k;
      const width = steps.bandwidthHz[at];
      const octaves = Math.LOG2E * logarithm(width / (WIDTH_HZ + WIDTH_SHARE * steps.frequencyHz[at]));
      this.octaves[k] = Math.LOG2E * logarithm(steps.frequencyHz[at]);
      this.#widthCost[k] = octaves > 0 ? WIDTH_COST * octaves * octaves : 0;
      this.#leftCost[k] = isNarrow(steps, at) ? LEFT_COST * Math.max(0, 1 - width / WIDEST_LEFT_HZ) : 0;
    }
    this.#visit(0, 0);
    return this.#count;
  }

  /** Goes through formants from `formant` on among the resonances from `next` on. */
  #visit(formant: number, next: number): void {
    const reached = this.#reached;
    const cost = reached[formant];
    // Nothing below gets cheaper.
    if (this.#count === MOST_WAYS && cost >= this.costs[MOST_WAYS - 1]) return;
    if (formant === this.#middle.length) {
      this.#keep();
      return;
    }
    let skipped = 0;
    for (let k = next; k < this.#resonances; k++) {
      const away = (this.octaves[k] - this.#middle[formant]) / SPREAD_OCTAVES[formant];
      this.#chosen[formant] = k;
      reached[formant + 1] = cost + skipped + this.#widthCost[k] + PLACE_COST * away * away;
      this.#visit(formant + 1, k + 1);
      skipped += this.#leftCost[k];
    }
    this.#chosen[formant] = -1;
    reached[formant + 1] = cost + MISSING_COST[formant];
    this.#visit(formant + 1, next);
  }

  /** Puts the chosen way where its cost belongs. */
  #keep(): void {
    const cost = this.#reached[this.#middle.length];
    if (this.#count < MOST_WAYS) this.#count++;
    let w = this.#count - 1;
    for (; w > 0 && this.costs[w - 1] > cost; w--) {
      this.costs[w] = this.costs[w - 1];
      for (let f = 0; f < FORMANTS; f++) this.names[w * FORMANTS + f] = this.names[(w - 1) * FORMANTS + f];
    }
    this.costs[w] = cost;
    for (let f = 0; f < FORMANTS; f++) this.names[w * FORMANTS + f] = this.#chosen[f];
  }
}
