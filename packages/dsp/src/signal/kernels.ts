import { KERNEL_CODE } from "./kernel-code.js";

/** A place in the kernels' memory, in bytes. */
type Place = number;

/** Where kernels keep what they are given. */
interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** By pages of 64 KiB. */
  grow(pages: number): void;
}

/** The inner loops of `src/quality`. */
export interface CycleLoops {
  readonly memory: KernelMemory;
  convolve(sound: Place, filter: Place, taps: number, result: Place, count: number): void;
  autocorrelate(sound: Place, window: Place, length: number, frame: Place, correlation: Place): void;
  readRows(
    sound: Place,
    table: Place,
    at: Place,
    halves: Place,
    from: number,
    to: number,
    rows: Place,
    rowBytes: number,
    centre: number,
  ): void;
  alignBlock(
    rows: Place,
    rowBytes: number,
    left: number,
    first: number,
    last: number,
    block: number,
    end: number,
    sums: Place,
    others: Place,
    width: number,
    wing: number,
    search: number,
    beside: number,
    /** 1 or 0. */
    isLast: number,
    stray: Place,
    results: Place,
  ): void;
  logarithms(values: Place, count: number, scale: number, floor: number): void;
}

/** The inner loop of `harmonicsToNoise`. */
interface StretchLoop {
  compareStretch(
    sound: Place,
    length: number,
    running: Place,
    table: Place,
    gains: Place,
    frames: Place,
    frequencies: Place,
    first: number,
    last: number,
    borders: Place,
    hopSeconds: number,
    rateHz: number,
    stride: number,
    block: number,
    curve: Place,
    sums: Place,
  ): void;
  runningSums(sound: Place, length: number, sums: Place): void;
}

/** The inner loops of `inverseFilter` and `findClosures`. */
interface ExcitationLoops {
  emphasise(sound: Place, count: number, emphasis: number, pole: number, result: Place): void;
  excite(
    sound: Place,
    steps: number,
    step: number,
    window: Place,
    length: number,
    frame: Place,
    correlation: Place,
    order: number,
    lowPass: Place,
    taps: number,
    expected: number,
    expectedNext: number,
    noiseShare: number,
    emphasis: number,
    work: Place,
    filter: Place,
    gain: Place,
    result: Place,
  ): void;
  chooseClosures(
    sound: Place,
    from: number,
    to: number,
    polarity: number,
    frames: Place,
    frequencies: Place,
    last: number,
    curve: Place,
    rateHz: number,
    lookEvery: number,
    work: Place,
    closures: Place,
  ): number;
}

/** The inner loop of `commonVariance`. */
interface VarianceLoop {
  rootSums(values: Place, count: number, added: number, sums: Place): void;
}

/** The inner loops of `src/pitch`. */
interface PitchLoops {
  readyFrame(
    sound: Place,
    from: number,
    to: number,
    length: number,
    window: Place,
    energy: Place,
    frame: Place,
    room: number,
    wideFrom: number,
    wideTo: number,
    narrowFrom: number,
    narrowTo: number,
    powers: Place,
  ): void;
  findPeaks(
    correlation: Place,
    costs: Place,
    least: number,
    shortest: number,
    longest: number,
    begin: number,
    last: number,
    lags: Place,
    strengths: Place,
    most: number,
  ): number;
  readCandidates(
    lags: Place,
    strengths: Place,
    peaks: number,
    full: Place,
    low: Place,
    compressed: Place,
    table: Place,
    samples: Place,
    energy: Place,
    length: number,
    begin: number,
    end: number,
    amplitude: Place,
    room: number,
    rateHz: number,
    shortest: number,
    longest: number,
    work: Place,
    rows: Place,
  ): number;
  runNetwork(
    input: Place,
    inputs: number,
    weights: Place,
    bias: Place,
    output: Place,
    units: number,
    outputBias: number,
  ): number;
  runNetworks(
    input: Place,
    rows: number,
    inputs: number,
    weights: Place,
    bias: Place,
    output: Place,
    units: number,
    outputBias: number,
    results: Place,
  ): void;
}

/** The inner loops of `weighCandidates` and `PathSums`. */
interface PathLoops {
  judgeCandidates(
    first: Place,
    frames: number,
    frequencies: Place,
    periodicities: Place,
    shares: Place,
    column: number,
    levels: Place,
    perCentre: number,
    weights: Place,
    bias: Place,
    output: Place,
    units: number,
    outputBias: number,
    octaves: Place,
    rows: Place,
    spare: Place,
    sums: Place,
    results: Place,
  ): void;
  /** Returns where the weights end. */
  sumForth(
    first: Place,
    firstRow: number,
    rows: number,
    octaves: Place,
    odds: Place,
    forward: Place,
    silent: Place,
    weights: Place,
    exponents: Place,
    leap: number,
    change: number,
    otherPitch: number,
  ): Place;
  sumBack(
    first: Place,
    firstRow: number,
    rows: number,
    odds: Place,
    forward: Place,
    backward: Place,
    silent: Place,
    weights: Place,
    change: number,
    silentBackward: number,
  ): number;
}

/** What `kernels/kernels.as` exports. */
interface KernelExports extends CycleLoops, StretchLoop, ExcitationLoops, VarianceLoop, PitchLoops, PathLoops {
  followFormants(
    counts: Place,
    frequencies: Place,
    bandwidths: Place,
    steps: number,
    held: number,
    table: Place,
    names: Place,
    back: Place,
    result: Place,
    work: Place,
  ): void;
  power(input: Place, work: Place, twiddles: Place, unfold: Place, output: Place, half: number): void;
  forward(
    input: Place,
    work: Place,
    twiddles: Place,
    unfold: Place,
    real: Place,
    imaginary: Place,
    half: number,
    last: number,
  ): void;
  cosines(
    input: Place,
    folded: Place,
    turn: Place,
    work: Place,
    twiddles: Place,
    unfold: Place,
    bins: Place,
    output: Place,
    half: number,
    count: number,
  ): void;
  windowedPower(
    sound: Place,
    from: number,
    to: number,
    window: Place,
    input: Place,
    work: Place,
    twiddles: Place,
    unfold: Place,
    powers: Place,
    output: Place,
    half: number,
  ): void;
  weighWhistles(
    sound: Place,
    frames: number,
    length: number,
    window: Place,
    input: Place,
    work: Place,
    twiddles: Place,
    unfold: Place,
    bins: Place,
    powers: Place,
    binHz: number,
    sums: Place,
  ): void;
  raise(values: Place, count: number, exponent: number): void;
  correlate(
    frame: Place,
    work: Place,
    twiddles: Place,
    unfold: Place,
    powers: Place,
    half: number,
    lowPass: Place,
    filtered: Place,
    amplitude: Place,
    folded: Place,
    turn: Place,
    halfWork: Place,
    halfTwiddles: Place,
    halfUnfold: Place,
    bins: Place,
    inverse: Place,
    compressedInverse: Place,
    full: Place,
    low: Place,
    compressed: Place,
    lags: number,
  ): number;
  readSpectra(
    sound: Place,
    length: number,
    starts: Place,
    frames: number,
    window: Place,
    size: number,
    input: Place,
    work: Place,
    twiddles: Place,
    unfold: Place,
    room: Place,
    powers: Place,
    low: number,
    high: number,
    before: Place,
    products: Place,
    bark: Place,
    sharpness: Place,
    mel: Place,
    average: Place,
    specific: Place,
    rows: Place,
  ): void;
  squareCepstra(
    sound: Place,
    length: number,
    starts: Place,
    steps: number,
    window: Place,
    windowLength: number,
    size: number,
    input: Place,
    work: Place,
    twiddles: Place,
    unfold: Place,
    room: Place,
    powers: Place,
    folded: Place,
    turn: Place,
    halfWork: Place,
    halfTwiddles: Place,
    halfUnfold: Place,
    bins: Place,
    cepstrum: Place,
    floor: number,
    count: number,
    squares: Place,
  ): void;
  prominences(
    squares: Place,
    steps: number,
    count: number,
    half: number,
    first: number,
    last: number,
    factor: number,
    running: Place,
    levels: Place,
    periods: Place,
  ): void;
  cepstra(
    powers: Place,
    frames: number,
    floor: Place,
    leastLeft: number,
    leastShare: number,
    clear: number,
    basis: Place,
    levels: Place,
    result: Place,
    sums: Place,
  ): void;
  judgeFilters(
    filters: Place,
    frames: number,
    widths: Place,
    exponent: number,
    from: number,
    to: number,
    octaves: Place,
    work: Place,
    results: Place,
    codes: Place,
  ): void;
  removeOffset(sound: Place, count: number, follow: number, state: Place): void;
  blockEnergies(sound: Place, blocks: number, energies: Place): void;
  packSound(sound: Place, blocks: number, last: number, bytes: Place, scales: Place, starts: Place): number;
  unpackSound(bytes: Place, blocks: number, scales: Place, starts: Place, sound: Place): void;
  /** 1 or 0. */
  areWithin(sound: Place, count: number, largest: number): number;
  weighLoudness(sound: Place, count: number, factors: Place, state: Place): number;
  /** 1 or 0. */
  settleRoots(a: Place, count: number, real: Place, imaginary: Place): number;
  /** 1 or 0. */
  predictShut(
    values: Place,
    window: Place,
    weights: Place,
    windowed: Place,
    correlation: Place,
    coefficients: Place,
    previous: Place,
    residual: Place,
    covariances: Place,
    order: number,
    length: number,
    stride: number,
    ridge: number,
    period: number,
    isVoiced: number,
    after: number,
    shut: number,
    search: number,
  ): number;
  interpolate(
    history: Place,
    table: Place,
    taps: number,
    phases: number,
    made: number,
    step: number,
    start: number,
    result: Place,
    count: number,
  ): void;
}

export const PAGE_BYTES = 65_536;
/** What lies before is left alone, so that no place is 0. */
const FIRST_PLACE = 64;

/**
 * Inner loops in WebAssembly with vectors of 128 bits, and their memory. They keep nothing from call to call but tables, so all that is made of them shares one
 * instance. Each has a twin in plain TypeScript that does the same operations in the same order and gives the same bits, for places that do not
 * allow WebAssembly.
 */
export class Kernels<Loops extends { readonly memory: KernelMemory } = KernelExports> {
  readonly run: Loops;
  /** The memory as numbers of 64 bits; another array after each `allocate`, perhaps. */
  numbers = new Float64Array(0);
  /** The memory as numbers of 32 bits, likewise. */
  singles = new Float32Array(0);
  /** The memory as bytes, likewise. */
  bytes = new Uint8Array(0);
  /** The memory as integers of 32 bits, likewise. */
  integers = new Int32Array(0);
  /** The memory as integers of 16 bits, likewise. */
  shorts = new Int16Array(0);
  #end = FIRST_PLACE;
  readonly #tables = new Map<string, Place>();
  #scratch: Place = 0;
  #scratchBytes = 0;

  constructor(run: Loops) {
    this.run = run;
    this.#look();
  }

  /** Room for `count` numbers of 64 bits that is never given back. */
  allocate(count: number): Place {
    return this.#take(8 * count);
  }

  /** The place of a table that is written once, by name. */
  table(name: string, create: () => Float64Array | Float32Array): Place {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const values = create();
    const place = this.#take(values.byteLength);
    if (values instanceof Float32Array) this.singles.set(values, place / 4);
    else this.numbers.set(values, place / 8);
    this.#tables.set(name, place);
    return place;
  }

  /** Room that is anybody's until the next call. */
  scratch(bytes: number): Place {
    if (bytes > this.#scratchBytes) {
      this.#scratchBytes = Math.max(bytes, 2 * this.#scratchBytes);
      this.#scratch = this.#take(this.#scratchBytes);
    }
    return this.#scratch;
  }

  #take(bytes: number): Place {
    const place = this.#end;
    this.#end += 16 * Math.ceil(bytes / 16);
    const { memory } = this.run;
    const missing = this.#end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.#look();
    return place;
  }

  #look(): void {
    const { buffer } = this.run.memory;
    if (this.numbers.buffer === buffer) return;
    this.numbers = new Float64Array(buffer);
    this.singles = new Float32Array(buffer);
    this.bytes = new Uint8Array(buffer);
    this.integers = new Int32Array(buffer);
    this.shorts = new Int16Array(buffer);
  }
}

let shared: Kernels | null | undefined;

/** The kernels, or null where WebAssembly with vectors is not to be had: an old engine, or a page that forbids it. */
export function sharedKernels(): Kernels | null {
  if (shared === undefined) {
    try {
      const module = new WebAssembly.Module(bytesOf(KERNEL_CODE));
      shared = new Kernels(new WebAssembly.Instance(module).exports as unknown as KernelExports);
    } catch {
      shared = null;
    }
  }
  return shared;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base 64 without the help of a host: an audio worklet has none. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | DIGITS.indexOf(digit)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}
