import { END_OF_SOUND } from "../../examples/web/src/voice/capture-messages.js";
import type { Microphone, Microphones } from "../../examples/web/src/voice/microphone.js";

const BLOCKS_PER_SECOND = 20;

/** A microphone that hears what a test says, as fast as it is said. */
export class FakeMicrophone implements Microphone {
  readonly label = "fake";
  readonly orders: string[] = [];
  onReport: Microphone["onReport"] = () => {};
  onEnd: Microphone["onEnd"] = () => {};
  onInterruption: Microphone["onInterruption"] = () => {};
  #sound: MessagePort | undefined;
  #isPaused = false;
  #recorded = 0;
  #most = 0;

  constructor(
    readonly deviceId: string,
    readonly sampleRateHz: number,
  ) {}

  begin(sound: MessagePort, mostSamples: number): void {
    this.orders.push("begin");
    this.#sound = sound;
    this.#recorded = 0;
    this.#most = mostSamples;
    this.#isPaused = false;
  }

  pause(): void {
    this.orders.push("pause");
    this.#isPaused = true;
  }

  resume(): void {
    this.orders.push("resume");
    this.#isPaused = false;
  }

  end(): void {
    this.orders.push("end");
    this.#end();
  }

  close(): void {
    this.orders.push("close");
    this.#end();
  }

  /** Hears these samples, in blocks as the worklet makes them. */
  hear(samples: Float32Array): void {
    const length = Math.round(this.sampleRateHz / BLOCKS_PER_SECOND);
    for (let from = 0; from < samples.length; from += length) this.#hearBlock(samples.slice(from, from + length));
  }

  #hearBlock(heard: Float32Array<ArrayBuffer>): void {
    const isRecording = this.#sound !== undefined && !this.#isPaused;
    const block = isRecording ? heard.slice(0, this.#most - this.#recorded) : heard;
    if (isRecording) this.#recorded += block.length;
    const isFull = isRecording && this.#recorded === this.#most;
    const peak = block.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const recordedSeconds = this.#recorded / this.sampleRateHz;
    this.onReport({ peak, rms: peak / 2, clipped: peak >= 1, recordedSeconds, isFull });
    if (isRecording) this.#sound?.postMessage(block, [block.buffer]);
    if (isFull) this.#end();
  }

  #end(): void {
    this.#sound?.postMessage(END_OF_SOUND);
    this.#sound?.close();
    this.#sound = undefined;
  }
}

/** Microphones that a test plugs in and out. */
export class FakeMicrophones implements Microphones {
  readonly opened: FakeMicrophone[] = [];
  readonly watchers = new Set<() => void>();
  names = [
    { deviceId: "desk", label: "On the desk" },
    { deviceId: "head", label: "On the head" },
  ];
  /** What the next `open` fails with. */
  failure: unknown;
  /** What the next `open` waits for. */
  leave: Promise<void> = Promise.resolve();

  constructor(readonly sampleRateHz: number) {}

  async list() {
    return this.names;
  }

  async open(deviceId = "desk") {
    await this.leave;
    if (this.failure !== undefined) throw this.failure;
    const microphone = new FakeMicrophone(deviceId, this.sampleRateHz);
    this.opened.push(microphone);
    return microphone;
  }

  watch(listener: () => void) {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  }
}
