import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { decibelsBelow, mixed, recordingOf } from "./recording-of.js";
import { type SynthesisOptions, synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

const WHISTLE = { formantHz: [], tiltDbPerOctave: 25 };

function registerOf(options: SynthesisOptions): string {
  return analyzeVoice(recordingOf(synthesizeVoice(options), options.sampleRateHz ?? 16_000)).summary.speaker.register;
}

describe("the register found by itself", () => {
  it("is a bird's for whistled songs, in noise too, and its pitch is right", () => {
    const song = (t: number) => ((t * 6) % 1 < 0.6 ? 4000 + 1500 * Math.sin(20 * t) : 0);
    for (const rate of [22_050, 48_000]) {
      const sound = synthesizeVoice({ durationSeconds: 1.5, sampleRateHz: rate, frequencyHz: song, ...WHISTLE });
      for (const noisy of [sound, mixed(sound, whiteNoise(sound.length, decibelsBelow(sound, 10), 2))]) {
        const { summary, pitch } = analyzeVoice(recordingOf(noisy, rate));
        expect(summary.speaker.register).toBe("bird");
        let right = 0;
        let voiced = 0;
        pitch.timeSeconds.forEach((time, i) => {
          const truth = song(time);
          if (!(truth > 0)) return;
          voiced++;
          if (Math.abs((pitch.frequencyHz[i] ?? 0) / truth - 1) < 0.05) right++;
        });
        expect(right / voiced).toBeGreaterThan(0.9);
      }
    }
  });

  it("is a bird's for a call of a second and less, though nothing around it is heard", () => {
    const notes = (t: number) => ((t * 12) % 1 < 0.6 ? 3500 : 0);
    expect(registerOf({ durationSeconds: 1, sampleRateHz: 44_100, frequencyHz: notes, ...WHISTLE })).toBe("bird");
    for (const durationSeconds of [0.3, 0.5, 1]) {
      const sweep = (t: number) => 2500 + (2000 * t) / durationSeconds;
      const call = synthesizeVoice({ durationSeconds, sampleRateHz: 44_100, frequencyHz: sweep, ...WHISTLE });
      const noise = whiteNoise(call.length, decibelsBelow(call, 10), 3);
      for (const sound of [call, mixed(call, noise)]) {
        const { register, pitchMedianHz } = analyzeVoice(recordingOf(sound, 44_100)).summary.speaker;
        expect(register).toBe("bird");
        expect(Math.abs(pitchMedianHz / 3500 - 1)).toBeLessThan(0.05);
      }
    }
  });

  it("is a bird's for whistles with an octave of their own, below which a human ear hears a voice", () => {
    for (const f of [1300, 1900]) {
      const notes = (t: number) => ((t * 2.5) % 1 < 0.75 ? f * (1 + 0.05 * Math.sin(9 * t)) : 0);
      const call = { durationSeconds: 2, sampleRateHz: 44_100, frequencyHz: notes, formantHz: [], tiltDbPerOctave: 14 };
      expect(registerOf(call)).toBe("bird");
    }
  });

  it("is a whale's for moans below the human range and for sweeps over octaves, seconds apart", () => {
    const moan = (t: number) => (t % 3 < 2 ? 22 - 2 * (t % 3) : 0);
    const low = { durationSeconds: 7, sampleRateHz: 8000, frequencyHz: moan, formantHz: [], highestHz: 300 };
    expect(registerOf(low)).toBe("whale");
    const pitch = analyzeVoice(recordingOf(synthesizeVoice(low), 8000)).pitch;
    expect(pitch.frequencyHz[100]).toBeCloseTo(moan(1), 0);
    const sweep = (t: number) => (t % 3 < 1.6 ? 120 * 8 ** ((t % 3) / 1.6) : 0);
    expect(registerOf({ durationSeconds: 11, frequencyHz: sweep, formantHz: [], tiltDbPerOctave: 12 })).toBe("whale");
  });

  it("is a whale's for moans at the lower end of the human range, which have no formants, and human for a creak there", () => {
    for (const [from, to] of [
      [45, 29],
      [55, 35],
    ]) {
      const moan = (t: number) => (t % 3 < 2 ? from + ((to - from) * (t % 3)) / 2 : 0);
      const sound = synthesizeVoice({
        durationSeconds: 8,
        sampleRateHz: 44_100,
        frequencyHz: moan,
        formantHz: [],
        highestHz: 300,
      });
      for (const heard of [sound, mixed(sound, whiteNoise(sound.length, decibelsBelow(sound, 10), 2))]) {
        const { pitch, summary } = analyzeVoice(recordingOf(heard, 44_100));
        expect(summary.speaker.register).toBe("whale");
        expect(pitch.frequencyHz[100]).toBeCloseTo(moan(1), 0);
      }
    }
    const creak = (t: number) => 38 + 4 * Math.sin(3 * t);
    expect(registerOf({ durationSeconds: 6, frequencyHz: creak, jitter: 0.04 })).toBe("human");
  });

  it("is a whale's for a humpback's song: long cries over five octaves, some of which pulse", () => {
    const cries: readonly (readonly [from: number, to: number, seconds: number, pulsesHz: number])[] = [
      [250, 620, 2, 0],
      [110, 80, 1.5, 4],
      [1300, 450, 1.5, 0],
      [55, 50, 2, 5],
      [420, 380, 1.8, 6],
      [700, 1000, 1.2, 0],
    ];
    const period = 3;
    const cryAt = (t: number) => {
      const [from, to, seconds, pulsesHz] = cries[Math.floor(t / period) % cries.length];
      const within = t % period;
      return { frequency: within < seconds ? from * (to / from) ** (within / seconds) : 0, within, pulsesHz };
    };
    const song = synthesizeVoice({
      durationSeconds: 36,
      sampleRateHz: 44_100,
      frequencyHz: (t) => cryAt(t).frequency,
      amplitude: (t) => 1 + 0.8 * Math.sin(2 * Math.PI * cryAt(t).pulsesHz * cryAt(t).within),
      formantHz: [],
      tiltDbPerOctave: 9,
      highestHz: 6000,
    });
    for (const sound of [song, mixed(song, whiteNoise(song.length, decibelsBelow(song, 10), 2))]) {
      expect(analyzeVoice(recordingOf(sound, 44_100)).summary.speaker.register).toBe("whale");
    }
  });

  it("is human for shouts whose formant drowns their fundamental", () => {
    const shouts = [
      [400, 1300, 2, 0.1],
      [650, 1300, 2, 0.1],
      [450, 1500, 0, 0.03],
      [550, 1100, 0, 0.03],
      [700, 1300, 2, 0.1],
      [700, 1500, 4, 0.1],
    ] as const;
    for (const [f, first, tiltDbPerOctave, bend] of shouts) {
      const frequencyHz = (t: number) => f * (1 + bend * Math.sin(5 * t));
      const formantHz = [first, first + 400, 3500, 4500];
      expect(registerOf({ durationSeconds: 1, sampleRateHz: 44_100, frequencyHz, formantHz, tiltDbPerOctave })).toBe(
        "human",
      );
    }
  });

  it("is a bird's in noise as loud as itself", () => {
    const song = (t: number) => ((t * 4) % 1 < 0.7 ? 3000 + 900 * Math.sin(11 * t) : 0);
    const sound = synthesizeVoice({ durationSeconds: 2, sampleRateHz: 44_100, frequencyHz: song, ...WHISTLE });
    const noisy = mixed(sound, whiteNoise(sound.length, decibelsBelow(sound, 0), 2));
    expect(analyzeVoice(recordingOf(noisy, 44_100)).summary.speaker.register).toBe("bird");
  });

  it("is human for a soprano, a laughing child, a deep man and a creaking one", () => {
    const vibrato = (t: number) => 1000 * (1 + 0.02 * Math.sin(35 * t));
    expect(registerOf({ durationSeconds: 1, sampleRateHz: 44_100, frequencyHz: vibrato })).toBe("human");
    expect(registerOf({ durationSeconds: 1, sampleRateHz: 44_100, frequencyHz: vibrato, ...WHISTLE })).toBe("human");
    const high = (t: number) => 1080 * (1 + 0.02 * Math.sin(35 * t));
    expect(registerOf({ durationSeconds: 2, sampleRateHz: 44_100, frequencyHz: high, ...WHISTLE })).toBe("human");
    const scream = (t: number) => 1000 + 80 * Math.sin(6 * t);
    expect(
      registerOf({
        durationSeconds: 1.5,
        sampleRateHz: 44_100,
        frequencyHz: scream,
        formantHz: [1200, 2600, 4200],
        jitter: 0.01,
      }),
    ).toBe("human");
    const laugh = (t: number) => ((t * 4.5) % 1 < 0.55 ? 650 * (1 + 0.5 * Math.sin(2.2 * t)) : 0);
    expect(
      registerOf({ durationSeconds: 2, sampleRateHz: 44_100, frequencyHz: laugh, formantHz: [1000, 2200, 3800, 5200] }),
    ).toBe("human");
    expect(registerOf({ durationSeconds: 6, frequencyHz: (t) => 62 + 8 * Math.sin(3 * t), jitter: 0.005 })).toBe(
      "human",
    );
    expect(registerOf({ durationSeconds: 6, frequencyHz: (t) => 48 + 5 * Math.sin(3 * t), jitter: 0.02 })).toBe(
      "human",
    );
  });

  it("gives way to the caller's", () => {
    const sound = synthesizeVoice({ durationSeconds: 0.5, frequencyHz: () => 300 });
    const { speaker } = analyzeVoice(recordingOf(sound), { register: "whale" }).summary;
    expect(speaker.register).toBe("whale");
    expect(speaker.pitchMedianHz).toBeCloseTo(300, 0);
    expect(speaker.formantHz.every(Number.isNaN)).toBe(true);
    expect(speaker.vocalTractLengthMm).toBeNaN();
  });
});
