import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice, VoiceAnalyzer } from "@vocalith/dsp";
import { meanChord } from "@vocalith/geometry";
import { describe, expect, it } from "vitest";
import {
  completeGem,
  createGem,
  cutGem,
  drawGem,
  explain,
  type GemSketch,
  growGem,
  OtherVoiceError,
  ProvenanceError,
  traceGem,
  traceRecording,
  writeGemFiles,
} from "../src/index.js";

const voice = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/voices", `${name}.wav`));

describe("growGem", () => {
  it("cuts of what was heard the stone of the recording, without its provenance", async () => {
    const recording = await decode(voice("calm-deep"));
    const grown = await growGem(analyzeVoice(recording), { sizeMm: 25 });
    const made = await createGem(recording, { sizeMm: 25 });
    expect(grown.code).toBe(made.code);
    expect(grown.toSTL()).toEqual(made.toSTL());
    expect(grown.features).toEqual(made.features);
    expect(grown.provenance).toBeUndefined();
  });

  it("makes of two voices the twin that createGem makes of their recordings", async () => {
    const [first, second] = await Promise.all(["calm-deep", "child"].map((name) => decode(voice(name))));
    const grown = await growGem([analyzeVoice(first), analyzeVoice(second)]);
    const made = await createGem([first, second]);
    expect(grown.code).toBe(made.code);
    expect(grown.toSTL()).toEqual(made.toSTL());
  });
});

describe("onSketch", () => {
  it("is told of the stone once, before it comes, and nobody sees a difference", async () => {
    const features = await Promise.all(
      ["excited-high", "calm-deep"].map(async (name) => analyzeVoice(await decode(voice(name)))),
    );
    const [excited, calm] = features;
    for (const heard of [excited, calm, [excited, calm] as const]) {
      const sketches: GemSketch[] = [];
      const gem = await growGem(heard, { sizeMm: 30, onSketch: (sketch) => sketches.push(sketch) });
      expect(sketches).toHaveLength(1);
      const [{ mesh, ...sketch }] = sketches;
      const { code, color, crystals, cut, individuals, sizeMm } = gem;
      expect(sketch).toEqual({ code, color, crystals, cut, individuals, sizeMm });
      // Which colour a body takes on hangs on this length.
      expect(Math.abs(meanChord(mesh) / meanChord(gem.mesh) - 1)).toBeLessThan(0.01);
      const [sketched, drawn] = [{ ...sketch, mesh }, gem].map(
        (seen) => drawGem(seen, { widthPx: 96, heightPx: 96, samples: 4 }).rgba,
      );
      const off = drawn.reduce((sum, value, i) => sum + Math.abs(value - sketched[i]), 0) / drawn.length;
      expect(off).toBeLessThan(1);
    }
  });
});

describe("completeGem", () => {
  it("makes of a gem that was grown from an outline the one that is grown from all", async () => {
    const recording = await decode(voice("excited-deep"));
    const { sampleRateHz, channels } = recording;
    const analyzer = new VoiceAnalyzer({ sampleRateHz, channels: channels.length });
    analyzer.push(channels);
    const outlined = await growGem(analyzer.outline());
    const features = analyzer.finish();
    const grown = await growGem(features);
    expect(outlined.features).toBeUndefined();
    expect(outlined.individuals[0].durationSeconds).toBe(features.durationSeconds);
    expect(outlined.individuals[0].syllables).toEqual(grown.individuals[0].syllables);
    const complete = completeGem(outlined, [features]);
    expect(JSON.stringify(complete)).toBe(JSON.stringify(grown));
    expect(complete.toSTL()).toEqual(grown.toSTL());
    expect(complete.particles(1000)).toEqual(grown.particles(1000));
    expect(outlined.particles(1000)).not.toEqual(grown.particles(1000));
    expect(explain(complete, "en")).toEqual(explain(grown, "en"));
  });

  it("gives a gem from a code its voice back, and a twin both", async () => {
    const heard = await Promise.all(
      ["calm-deep", "child"].map(async (name) => analyzeVoice(await decode(voice(name)))),
    );
    const [first, second] = heard;
    const grown = await growGem(first);
    expect(JSON.stringify(completeGem(await cutGem(grown.code), [first]))).toBe(JSON.stringify(grown));
    const twin = await growGem([first, second]);
    const again = completeGem(await cutGem(twin.code), heard);
    expect(again.features).toBeUndefined();
    expect(again.individuals).toEqual(twin.individuals);
    expect(again.particles(500)).toEqual(twin.particles(500));
  });

  it("refuses another voice and another number of them", async () => {
    const [first, second] = await Promise.all(
      ["calm-deep", "child"].map(async (name) => analyzeVoice(await decode(voice(name)))),
    );
    const gem = await growGem(first);
    expect(() => completeGem(gem, [])).toThrow(/one for each voice of the gem: 1/);
    expect(() => completeGem(gem, [second])).toThrow(OtherVoiceError);
    expect(() => completeGem(gem, [second])).toThrow(gem.code);
  });
});

describe("traceGem", () => {
  it("gives a grown gem the provenance, and its files the bytes, of createGem's", async () => {
    const bytes = voice("child");
    const recording = await decode(bytes);
    const grown = await growGem(analyzeVoice(recording));
    const speaker = "Ana";
    const traced = traceGem(grown, [{ speaker, recording: await traceRecording(recording, bytes) }]);
    const made = await createGem(bytes, { provenance: { speaker } });
    expect(traced.provenance).toEqual(made.provenance);
    expect(grown.provenance).toBeUndefined();
    const [threeMf, madeThreeMf] = [traced, made].map((gem) => writeGemFiles(gem, ["3mf"])[0].bytes);
    expect(threeMf).toEqual(madeThreeMf);
  });

  it("refuses another number of voices, and statements that cannot be kept", async () => {
    const recording = await decode(voice("child"));
    const grown = await growGem(analyzeVoice(recording));
    const traced = await traceRecording(recording);
    expect(() => traceGem(grown, [])).toThrow(ProvenanceError);
    expect(() => traceGem(grown, [{ recording: traced }, { recording: traced }])).toThrow(
      /one for each voice of the gem: 1/,
    );
    expect(() => traceGem(grown, [{ recording: traced, recordedAt: "yesterday" }])).toThrow(ProvenanceError);
  });
});

describe("the syllables of a gem", () => {
  it.each(["calm-deep", "excited-deep"])(
    "of %s name when each sounded and the crystal it made, in order",
    async (name) => {
      const gem = await createGem(voice(name));
      const [{ syllables = [] }] = gem.individuals;
      const durationSeconds = gem.features?.durationSeconds ?? 0;
      expect(syllables.length).toBeGreaterThan(3);
      syllables.forEach(({ startSeconds, endSeconds, crystal }, syllable) => {
        expect(startSeconds).toBeLessThan(endSeconds);
        expect(startSeconds).toBeGreaterThanOrEqual(syllable === 0 ? 0 : syllables[syllable - 1].startSeconds);
        expect(endSeconds).toBeLessThanOrEqual(durationSeconds);
        expect(gem.crystals[crystal].syllables).toContain(syllable);
      });
    },
  );

  it("of a twin belong each to its own speaker's crystals", async () => {
    const twin = await createGem([voice("calm-deep"), voice("child")]);
    for (const {
      syllables = [],
      crystals: [from, to],
    } of twin.individuals) {
      expect(syllables.length).toBeGreaterThan(3);
      for (const { crystal } of syllables) {
        expect(crystal).toBeGreaterThanOrEqual(from);
        expect(crystal).toBeLessThan(to);
      }
    }
  });
});
