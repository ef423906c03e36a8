import type { Finding, InspectionCheck, MakingProcess, MaterialName, Severity } from "@vocalith/geometry";
import type { CutName } from "vocalith";
import type { StoneSource } from "../app/scene.js";
import type { TroubleKind, WayOn } from "../app/trouble.js";

/** What one look at a mesh found, as far as words need it. */
export type FindingNumbers = Pick<Finding, "check" | "severity" | "found" | "advice" | "value" | "limit" | "unit">;

/** Everything the page says, in one language. Numbers come as numbers: each language writes them in its own way. */
export interface Words {
  /** The page's title in a tab, and what it is in one line. */
  readonly title: string;
  readonly languageLabel: string;

  readonly welcome: {
    readonly heading: string;
    /** What happens, in one sentence. */
    readonly lead: string;
    readonly privacy: string;
    readonly record: string;
    readonly openFile: string;
    readonly example: string;
    readonly exampleNote: string;
  };
  readonly credit: { readonly before: string; readonly after: string; readonly typeface: string };

  readonly record: {
    readonly askingHeading: string;
    readonly askingText: string;
    readonly readyHeading: string;
    readonly readyText: string;
    readonly microphone: string;
    readonly unnamedMicrophone: (place: number) => string;
    readonly begin: string;
    readonly counting: string;
    readonly countLeft: (left: number) => string;
    readonly recording: string;
    readonly paused: string;
    readonly elapsed: string;
    readonly remaining: (time: string) => string;
    readonly time: (seconds: number) => string;
    readonly level: string;
    readonly levelValue: (peakDb: number) => string;
    readonly levelSilent: string;
    readonly clipping: string;
    readonly quiet: string;
    readonly pause: string;
    readonly resume: string;
    readonly stop: string;
    readonly retake: string;
    readonly leave: string;
    readonly settlingHeading: string;
    readonly settlingText: string;
  };

  readonly cutting: {
    readonly fromFile: string;
    readonly fromCode: string;
    readonly progress: string;
    readonly text: string;
  };

  readonly stone: {
    readonly heading: Readonly<Record<StoneSource, string>>;
    readonly summary: (stone: {
      readonly crystals: number;
      readonly facets: number;
      readonly sizeMm: readonly number[];
    }) => string;
    readonly viewer: string;
    readonly viewerHint: string;
    readonly viewerTouchHint: string;
    readonly crystalHint: string;
    readonly form: string;
    readonly formStone: string;
    readonly formParticles: string;
    readonly turn: string;
    readonly again: string;
    /** Of the voice that was left last. */
    readonly putAway: string;
    readonly bringBack: string;
    readonly clipped: (percent: number) => string;
  };

  readonly listen: {
    readonly heading: string;
    readonly play: string;
    readonly pause: string;
    readonly position: string;
    readonly positionValue: (now: string, whole: string) => string;
    readonly hint: string;
    readonly cannotPlay: string;
  };

  readonly explain: { readonly heading: string; readonly waiting: string };

  readonly making: {
    readonly heading: string;
    readonly cut: string;
    readonly cuts: Readonly<Record<CutName, { readonly name: string; readonly what: string }>>;
    readonly size: string;
    readonly sizeValue: (sizeMm: number) => string;
    readonly material: string;
    readonly processes: Readonly<Record<MakingProcess, string>>;
    readonly materials: Readonly<Record<MaterialName, string>>;
    readonly verdict: Readonly<Record<Severity, string>>;
    readonly inspecting: string;
    readonly recutting: string;
    readonly weight: (grams: number, carats: number | null) => string;
    readonly measures: (sizeMm: readonly number[]) => string;
    readonly checks: Readonly<Record<InspectionCheck, string>>;
    readonly finding: (finding: FindingNumbers) => string;
    readonly nothingFound: (looks: number) => string;
  };

  readonly pair: { readonly heading: string };

  readonly drop: string;

  readonly trouble: {
    readonly kinds: Readonly<Record<TroubleKind, { readonly heading: string; readonly text: string }>>;
    readonly ways: Readonly<Record<WayOn, string>>;
    readonly detail: string;
  };
  readonly view: {
    /** That the stone stands still. */
    readonly noWebGL: string;
    readonly drawing: string;
    readonly still: string;
    readonly lost: string;
    readonly restore: string;
  };

  /** What is read out when a scene begins. */
  readonly announce: {
    readonly ready: string;
    readonly recording: string;
    readonly paused: string;
    readonly settled: string;
    readonly cut: string;
    readonly halfMinuteLeft: string;
    readonly tenSecondsLeft: string;
    readonly clipping: string;
  };
}
