import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice, type VoiceFeatures } from "@vocalith/dsp";
import { afterAll, describe, expect, it, vi } from "vitest";
import { encodeVoice, formatGemCode } from "../src/index.js";

/** One value on its way into the code: where it lies on its scale before it is rounded. */
interface Rounded {
  readonly place: number;
  readonly maximum: number;
  /** Ends of the scale, in the value's own unit. */
  readonly low: number;
  readonly high: number;
  readonly value: number;
}

const rounded = vi.hoisted(() => [] as Rounded[]);
vi.mock("../src/law/quantize.js", async (importActual) => {
  const actual = await importActual<typeof import("../src/law/quantize.js")>();
  return {
    quantize: (value: number, low: number, high: number, maximum: number) => {
      rounded.push({ place: ((value - low) / (high - low)) * maximum, maximum, low, high, value });
      return actual.quantize(value, low, high, maximum);
    },
  };
});

/**
 * The largest difference of any of the 1,923 features of the fixtures between Node 20, Node 24 and bun 1.4.5, measured 2026-11-22: a share of the feature where
 * it is above 1. Bun differed in 47 of them, Node 24 in 7.
 */
const ENGINE_DIFFERENCE = 2e-15;
/** Engines may yet come that differ by more. */
const LEAST_MARGIN = 1e4;

const folder = join(import.meta.dirname, "../../../fixtures/voices");
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".wav"));

/** Engine differences between a value and the nearest boundary between two steps; infinite for NaN, which has no step but the middle. */
function marginOf({ place, maximum, low, high, value }: Rounded): number {
  const boundary = Math.min(maximum - 0.5, Math.max(0.5, Math.floor(place) + 0.5));
  const distance = (Math.abs(place - boundary) / maximum) * (high - low);
  return Number.isNaN(place) ? Number.POSITIVE_INFINITY : distance / (ENGINE_DIFFERENCE * Math.max(1, Math.abs(value)));
}

async function featuresOf(name: string): Promise<VoiceFeatures> {
  return analyzeVoice(await decode(readFileSync(join(folder, name))));
}

describe("encodeVoice", () => {
  const margins: string[] = [];
  afterAll(() => {
    process.stdout.write(`${margins.join("\n")}\n`);
  });

  it.each(fixtures)("rounds no value of %s so near a boundary that engines could differ", async (name) => {
    const features = await featuresOf(name);
    rounded.length = 0;
    encodeVoice(features);
    expect(rounded.length).toBeGreaterThan(10);
    const least = rounded.reduce((nearest, next) => (marginOf(next) < marginOf(nearest) ? next : nearest));
    const inDifferences = marginOf(least);
    margins.push(
      `${name}: of ${rounded.length} values the nearest to a boundary is ${inDifferences.toExponential(1)} engine differences away (${least.value} on ${least.low} to ${least.high})`,
    );
    expect(inDifferences).toBeGreaterThan(LEAST_MARGIN);
  });

  it("does not heed a beat too faint to be heard, wherever it is", async () => {
    const features = await featuresOf("excited-deep.wav");
    const { syllables } = features;
    const code = formatGemCode(encodeVoice(features));
    const [first] = syllables;
    const loudest = Math.max(...syllables.map(({ levelDb }) => levelDb));
    const faint = {
      ...first,
      levelDb: loudest - 30,
      startSeconds: 0,
      nucleusSeconds: 0.01,
      middleSeconds: 0.01,
      endSeconds: 0.02,
    };
    expect(formatGemCode(encodeVoice({ ...features, syllables: [faint, ...syllables] }))).toBe(code);
    const last = syllables[syllables.length - 1];
    const after = {
      ...faint,
      startSeconds: last.endSeconds,
      nucleusSeconds: last.endSeconds + 0.1,
      middleSeconds: last.endSeconds + 0.1,
      endSeconds: last.endSeconds + 0.2,
    };
    expect(formatGemCode(encodeVoice({ ...features, syllables: [...syllables, after] }))).toBe(code);
  });
});
