import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kWeighting } from "../src/loudness/k-weighting.js";
import { LoudnessMeter } from "../src/loudness/loudness-meter.js";
import { whiteNoise } from "./synthesize-voice.js";

const RATE = 48_000;

/** A sine of 1 kHz whose peak lies `levelDb` re full scale, then the next, each for its seconds. */
function tones(parts: readonly (readonly [levelDb: number, seconds: number])[], rate = RATE, hz = 1000): Float32Array {
  const length = parts.reduce((sum, [, seconds]) => sum + Math.round(seconds * rate), 0);
  const sound = new Float32Array(length);
  const turn = (2 * Math.PI * hz) / rate;
  let n = 0;
  for (const [levelDb, seconds] of parts) {
    const peak = 10 ** (levelDb / 20);
    for (const end = n + Math.round(seconds * rate); n < end; n++) sound[n] = peak * Math.sin(turn * n);
  }
  return sound;
}

function stereo(sound: Float32Array, rate = RATE) {
  const meter = new LoudnessMeter(rate, 2);
  meter.push([sound, sound]);
  return meter.track();
}

describe("kWeighting", () => {
  it("is the table of ITU-R BS.1770-5 at 48 kHz", () => {
    const [shelf, highPass] = kWeighting(RATE);
    [1.53512485958697, -2.69169618940638, 1.19839281085285].forEach((b, k) => {
      expect(shelf.b[k]).toBeCloseTo(b, 9);
    });
    [-1.69065929318241, 0.73248077421585].forEach((a, k) => {
      expect(shelf.a[k]).toBeCloseTo(a, 9);
    });
    expect(highPass.b).toEqual([1, -2, 1]);
    [-1.99004745483398, 0.99007225036621].forEach((a, k) => {
      expect(highPass.a[k]).toBeCloseTo(a, 9);
    });
  });

  it("weighs a frequency alike at every sample rate", () => {
    const gainDb = (rate: number, hz: number) =>
      kWeighting(rate).reduce((sum, { b, a }) => {
        const w = (2 * Math.PI * hz) / rate;
        const at = (c: readonly number[]) =>
          Math.hypot(
            c.reduce((s, v, k) => s + v * Math.cos(k * w), 0),
            c.reduce((s, v, k) => s + v * Math.sin(k * w), 0),
          );
        return sum + 20 * Math.log10(at(b) / at([1, ...a]));
      }, 0);
    for (const rate of [16_000, 22_050, 44_100, 96_000]) {
      for (const hz of [30, 100, 500, 1000]) {
        expect(Math.abs(gainDb(rate, hz) - gainDb(RATE, hz)), `${hz} Hz at ${rate}`).toBeLessThan(0.1);
      }
    }
  });
});

describe("LoudnessMeter", () => {
  // Tones and expected values are those of EBU Tech 3341 (cases 1 to 5) and Tech 3342 (cases 1 to 4).
  it("reads the known signals of EBU Tech 3341 within 0.1 LU", () => {
    for (const [parts, expected] of [
      [[[-23, 20]], -23],
      [[[-33, 20]], -33],
      [
        [
          [-36, 10],
          [-23, 60],
          [-36, 10],
        ],
        -23,
      ],
      [
        [
          [-72, 10],
          [-36, 10],
          [-23, 60],
          [-36, 10],
          [-72, 10],
        ],
        -23,
      ],
      [
        [
          [-26, 20],
          [-20, 20.1],
          [-26, 20],
        ],
        -23,
      ],
    ] as const) {
      expect(Math.abs(stereo(tones(parts)).integratedLufs - expected), JSON.stringify(parts)).toBeLessThan(0.1);
    }
  });

  it("reads the loudness ranges of EBU Tech 3342 within 1 LU", () => {
    for (const [parts, expected] of [
      [
        [
          [-20, 20],
          [-30, 20],
        ],
        10,
      ],
      [
        [
          [-20, 20],
          [-15, 20],
        ],
        5,
      ],
      [
        [
          [-40, 20],
          [-20, 20],
        ],
        20,
      ],
      [
        [
          [-50, 20],
          [-35, 20],
          [-20, 20],
          [-35, 20],
          [-50, 20],
        ],
        15,
      ],
    ] as const) {
      expect(Math.abs(stereo(tones(parts)).rangeLu - expected), JSON.stringify(parts)).toBeLessThan(1);
    }
  });

  it("reads a sine of full scale on one channel as -3.01 at every rate", () => {
    for (const rate of [16_000, 22_050, 44_100, 48_000, 96_000]) {
      const meter = new LoudnessMeter(rate, 1);
      meter.push([tones([[0, 2]], rate, 997)]);
      expect(Math.abs(meter.track().integratedLufs + 3.01), `${rate}`).toBeLessThan(0.05);
    }
  });

  it("counts surround channels for more and the low-frequency channel for nothing", () => {
    const tone = tones([[-23, 5]]);
    const silent = new Float32Array(tone.length);
    const alone = (channel: number) => {
      const meter = new LoudnessMeter(RATE, 6);
      meter.push(Array.from({ length: 6 }, (_, c) => (c === channel ? tone : silent)));
      return meter.track().integratedLufs;
    };
    expect(alone(4) - alone(0)).toBeCloseTo(10 * Math.log10(1.41), 6);
    expect(alone(3)).toBeNaN();
  });

  it("has a momentary value every 100 ms, -120 in silence", () => {
    const sound = new Float32Array(2 * RATE);
    sound.set(tones([[-20, 1]]), RATE);
    const { momentaryLufs, hopSeconds } = stereo(sound);
    expect(hopSeconds).toBe(0.1);
    expect(momentaryLufs).toHaveLength(17);
    expect(momentaryLufs[0]).toBe(-120);
    expect(momentaryLufs[16]).toBeCloseTo(-20, 1);
  });

  it("knows nothing of what is shorter than a block, or silent", () => {
    expect(stereo(tones([[-20, 0.35]])).integratedLufs).toBeNaN();
    expect(stereo(new Float32Array(RATE)).integratedLufs).toBeNaN();
    expect(stereo(tones([[-20, 1]])).rangeLu).toBeNaN();
  });

  it("hears the same in pieces", () => {
    const noise = whiteNoise(3 * 11_025, 0.1);
    const whole = new LoudnessMeter(11_025, 1);
    whole.push([noise]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 30 }), (sizes) => {
        const meter = new LoudnessMeter(11_025, 1);
        let at = 0;
        for (let k = 0; at < noise.length; k++) {
          const size = sizes[k % sizes.length] ?? 1;
          meter.push([noise.subarray(at, at + size)]);
          at += size;
        }
        const a = meter.track();
        const b = whole.track();
        expect(a.integratedLufs).toBe(b.integratedLufs);
        expect(a.momentaryLufs).toEqual(b.momentaryLufs);
      }),
      { seed: 7, numRuns: 20 },
    );
  });
});
