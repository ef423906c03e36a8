import { CAPTURE_PROCESSOR, type CaptureOrder, type CaptureReport, CLIPPED, END_OF_SOUND } from "./capture-messages.js";

/** What a worklet's scope has beside the language; TypeScript's library knows only the page's. */
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

const BLOCKS_PER_SECOND = 20;

/** Listens to the microphone, tells the page its level and, while it records, gives every block of samples away to who listens. */
class VoiceCapture extends AudioWorkletProcessor {
  readonly #blockLength = Math.round(sampleRate / BLOCKS_PER_SECOND);
  #block = new Float32Array(this.#blockLength);
  #filled = 0;
  #sound: MessagePort | undefined;
  #isPaused = false;
  #isFull = false;
  #isClosed = false;
  #recordings = 0;
  #recorded = 0;
  #mostSamples = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => this.#obey(data as CaptureOrder);
  }

  process([[samples]]: readonly (readonly Float32Array[])[]): boolean {
    if (samples !== undefined) this.#take(samples);
    return !this.#isClosed;
  }

  #obey(order: CaptureOrder): void {
    switch (order.order) {
      case "begin":
        this.#end();
        this.#filled = 0;
        this.#recordings++;
        this.#recorded = 0;
        this.#isPaused = false;
        this.#isFull = false;
        this.#mostSamples = order.mostSamples;
        this.#sound = order.sound;
        break;
      case "pause":
        this.#flush();
        this.#isPaused = true;
        break;
      case "resume":
        this.#filled = 0;
        this.#isPaused = false;
        break;
      case "end":
        this.#end();
        break;
      case "close":
        this.#end();
        this.#isClosed = true;
        this.port.close();
    }
  }

  #take(samples: Float32Array): void {
    for (let from = 0; from < samples.length; ) {
      const count = Math.min(samples.length - from, this.#blockLength - this.#filled);
      this.#block.set(samples.subarray(from, from + count), this.#filled);
      this.#filled += count;
      from += count;
      if (this.#filled === this.#blockLength || this.#isLast()) this.#flush();
    }
  }

  #isRecording(): boolean {
    return this.#sound !== undefined && !this.#isPaused;
  }

  #isLast(): boolean {
    return this.#isRecording() && this.#recorded + this.#filled >= this.#mostSamples;
  }

  /** The block is full, or ends here. */
  #flush(): void {
    const isLast = this.#isLast();
    const count = isLast ? Math.min(this.#filled, this.#mostSamples - this.#recorded) : this.#filled;
    this.#filled = 0;
    if (count === 0) return;
    const block = this.#block.subarray(0, count);
    const isRecording = this.#isRecording();
    if (isRecording) this.#recorded += count;
    if (isLast) this.#isFull = true;
    this.#report(block);
    if (isRecording) {
      const given = count === this.#blockLength ? this.#block : block.slice();
      if (given === this.#block) this.#block = new Float32Array(this.#blockLength);
      this.#sound?.postMessage(given, [given.buffer]);
    }
    if (isLast) this.#end();
  }

  #report(block: Float32Array): void {
    let peak = 0;
    let squares = 0;
    for (const sample of block) {
      peak = Math.max(peak, Math.abs(sample));
      squares += sample * sample;
    }
    const report: CaptureReport = {
      peak,
      rms: Math.sqrt(squares / block.length),
      clipped: peak >= CLIPPED,
      recording: this.#recordings,
      recordedSeconds: this.#recorded / sampleRate,
      isFull: this.#isFull,
    };
    this.port.postMessage(report);
  }

  #end(): void {
    const sound = this.#sound;
    if (sound === undefined) return;
    if (!this.#isPaused && !this.#isLast()) this.#flush();
    this.#sound = undefined;
    sound.postMessage(END_OF_SOUND);
    sound.close();
  }
}

registerProcessor(CAPTURE_PROCESSOR, VoiceCapture);
