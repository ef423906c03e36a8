import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, fromSamples } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { beforeAll, describe, expect, it } from "vitest";
import { growGem } from "vocalith";
import type { Stone } from "../../examples/web/src/stones/stone.js";
import { stoneGrower } from "../../examples/web/src/voice/stone-grower.js";

/** The listener's end of the line, in this very thread. */
class FakeListener {
  onmessage: ((event: { data: Float32Array }) => void) | undefined;
  isClosed = false;
  readonly asked: number[] = [];
  readonly #sound: (heard: number) => Float32Array;

  constructor(sound: (heard: number) => Float32Array) {
    this.#sound = sound;
  }

  postMessage(heard: number): void {
    this.asked.push(heard);
    this.onmessage?.({ data: this.#sound(heard) });
  }

  close(): void {
    this.isClosed = true;
  }
}

describe("growing", () => {
  const rateHz = 16_000;
  let voice: Float32Array;
  const grow = (listener: FakeListener, signal: AbortSignal, report: (stone: Stone) => void) =>
    stoneGrower().grow(
      { soFar: listener as unknown as MessagePort, sampleRateHz: rateHz, cutting: {} },
      { signal, report, othersWait: () => false },
    );

  beforeAll(async () => {
    const { channels } = await decode(readFileSync(join(import.meta.dirname, "../../fixtures/voices/calm-deep.wav")));
    voice = channels[0];
  });

  it("asks for what it has not heard, and cuts the stone of all", async () => {
    const stop = new AbortController();
    const half = Math.floor(voice.length / 2);
    const listener = new FakeListener((heard) => (heard === 0 ? voice.slice(0, half) : voice.slice(heard)));
    const codes: string[] = [];
    const growing = grow(listener, stop.signal, ({ code }) => {
      codes.push(code);
      if (listener.asked.length === 2) stop.abort();
    });
    await expect(growing).rejects.toMatchObject({ name: "AbortError" });
    expect(listener.asked).toEqual([0, half]);
    const whole = await growGem(analyzeVoice(fromSamples([voice], rateHz)));
    expect(codes.at(-1)).toBe(whole.code);
    expect(listener.isClosed).toBe(true);
  });

  it("stops amid the sound when it is given up, for a page cannot stop it otherwise", async () => {
    const stop = new AbortController();
    let pieces = 0;
    const minutes = new Float32Array(180 * rateHz);
    for (let from = 0; from + voice.length <= minutes.length; from += voice.length) minutes.set(voice, from);
    // Given up by a letter that comes while it works.
    minutes.subarray = (from, to) => {
      if (++pieces === 10) setTimeout(() => stop.abort());
      return Float32Array.prototype.subarray.call(minutes, from, to) as Float32Array<ArrayBuffer>;
    };
    const growing = grow(new FakeListener(() => minutes), stop.signal, () => expect.unreachable());
    await expect(growing).rejects.toMatchObject({ name: "AbortError" });
    expect(pieces).toBeGreaterThanOrEqual(10);
    expect(pieces).toBeLessThan(40);
  });
});
