import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type FrameDetector, frameTracker } from "./frame-tracker.js";
import type { FoundTracker } from "./tracker.js";

/** The packages that are looked for, with the versions that `--install` fetches. */
export const REGISTRY_PEERS = { pitchy: "4.1.0", pitchfinder: "2.3.4", "essentia.js": "0.1.3" } as const;

type PeerName = keyof typeof REGISTRY_PEERS;

interface InstalledPackage {
  readonly version: string;
  readonly entryPath: string;
}

const WORKSPACE = join(import.meta.dirname, "../../..");
const EVERY_TENTH = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];

/**
 * Trackers from the npm registry, where they are installed: as dependencies of the workspace, or in a folder of the caller's. None of
 * them is a dependency of ours: pitchfinder is under the GPL, essentia.js under the AGPL.
 */
export async function registryTrackers(peersFolder: string | undefined): Promise<readonly FoundTracker[]> {
  const makers: Record<PeerName, (found: InstalledPackage) => Promise<FrameDetector>> = {
    pitchy,
    pitchfinder,
    "essentia.js": essentia,
  };
  return Promise.all(
    (Object.keys(REGISTRY_PEERS) as PeerName[]).map(async (name) => {
      const found = findPackage(name, peersFolder);
      if (found !== undefined) return frameTracker(await makers[name](found));
      return { name, howToInstall: "--install fetches it for this run, --install --peers FOLDER for good" };
    }),
  );
}

function findPackage(name: PeerName, peersFolder: string | undefined): InstalledPackage | undefined {
  for (const folder of [WORKSPACE, ...(peersFolder === undefined ? [] : [peersFolder])]) {
    const home = join(folder, "node_modules", name);
    const manifestPath = join(home, "package.json");
    if (!existsSync(manifestPath)) continue;
    const { version, main } = JSON.parse(readFileSync(manifestPath, "utf8")) as { version: string; main: string };
    return { version, entryPath: join(home, main) };
  }
  return undefined;
}

interface Pitchy {
  readonly PitchDetector: {
    forFloat32Array(length: number): { findPitch(frame: Float32Array, sampleRateHz: number): [number, number] };
  };
}

async function pitchy({ version, entryPath }: InstalledPackage): Promise<FrameDetector> {
  const { PitchDetector } = (await import(pathToFileURL(entryPath).href)) as Pitchy;
  return {
    name: "pitchy",
    settings: `pitchy ${version} (McLeod), threshold of clarity`,
    thresholds: EVERY_TENTH,
    make: (length, sampleRateHz) => {
      const detector = PitchDetector.forFloat32Array(length);
      return (frame) => {
        const [frequencyHz, confidence] = detector.findPitch(frame, sampleRateHz);
        return { frequencyHz, confidence };
      };
    },
  };
}

interface Pitchfinder {
  YIN(settings: { sampleRate: number }): (frame: Float32Array) => number | null;
}

async function pitchfinder({ version, entryPath }: InstalledPackage): Promise<FrameDetector> {
  const { YIN } = createRequire(import.meta.url)(entryPath) as Pitchfinder;
  return {
    name: "pitchfinder YIN",
    settings: `pitchfinder ${version}, YIN with its default threshold 0.1`,
    thresholds: [0],
    make: (length, sampleRateHz) => {
      const detect = YIN({ sampleRate: sampleRateHz });
      // It takes the power of two below what it is given.
      const longer = new Float32Array(length + 1);
      return (frame) => {
        longer.set(frame);
        return { frequencyHz: detect(longer) ?? Number.NaN, confidence: 1 };
      };
    },
  };
}

interface EssentiaVector {
  delete(): void;
}

interface EssentiaInstance {
  arrayToVector(frame: Float32Array): EssentiaVector;
  Windowing(frame: EssentiaVector, normalized: boolean, size: number, type: string): { frame: EssentiaVector };
  Spectrum(frame: EssentiaVector, size: number): { spectrum: EssentiaVector };
  PitchYinFFT(
    spectrum: EssentiaVector,
    frameSize: number,
    interpolate: boolean,
    maxFrequency: number,
    minFrequency: number,
    sampleRate: number,
  ): { pitch: number; pitchConfidence: number };
}

interface EssentiaPackage {
  readonly Essentia: new (wasm: unknown) => EssentiaInstance;
  readonly EssentiaWASM: unknown;
}

async function essentia({ version, entryPath }: InstalledPackage): Promise<FrameDetector> {
  const { Essentia, EssentiaWASM } = createRequire(import.meta.url)(entryPath) as EssentiaPackage;
  const instance = new Essentia(EssentiaWASM);
  return {
    name: "essentia.js YinFFT",
    settings: `essentia.js ${version}, Hann window, PitchYinFFT with its default tolerance 1, threshold of confidence`,
    thresholds: EVERY_TENTH,
    make:
      (length, sampleRateHz, [floorHz, ceilingHz]) =>
      (frame) => {
        const vector = instance.arrayToVector(frame);
        const windowed = instance.Windowing(vector, true, length, "hann").frame;
        const { spectrum } = instance.Spectrum(windowed, length);
        const heard = instance.PitchYinFFT(spectrum, length, true, ceilingHz, floorHz, sampleRateHz);
        for (const each of [vector, windowed, spectrum]) each.delete();
        return { frequencyHz: heard.pitch, confidence: heard.pitchConfidence };
      },
  };
}
